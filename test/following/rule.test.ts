import { setTimeout as pause } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { followAt } from '../setup/ask/following.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const ids = idsFrom('e', 12)
const writers = 8

/** One transaction: what it writes in turn, and how it ends. Milliseconds that it waits in between. */
const transactions = fc.array(
  fc.record({
    writes: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
    waits: fc.constantFrom(0, 1, 5, 30),
    ends: fc.constantFrom('commit', 'commit', 'rollback', 'savepoint'),
  }),
  { minLength: 3, maxLength: 8 },
)
type Written = ReturnType<typeof transactions.generate>['value'][number]

describe.each(sized(postgresVersions, postgresKinds))(
  'readers of changes among transactions that overlap, on %s,',
  (kind) => {
    let api: Api
    let sqls: Sql[]
    let version = 1_000
    beforeAll(async () => {
      api = await startApi({ title: kind, kinds: { main: kind } })
      await record(
        api,
        ids.map((id) => begun(id)),
      )
      sqls = Array.from({ length: writers }, () => openSql(api.places[0]!))
    })
    afterAll(async () => {
      for (const sql of sqls) await sql.close()
      await api.close()
    })

    const write = async (sql: Sql, id: string) => {
      version += 1
      const own = version
      const text =
        'update executions set version = $2, changed = pg_current_xact_id() where execution_id = $1'
      await sql.run(text, [id, own])
      return own
    }

    /** Returns the versions that were taken back. */
    async function transact(sql: Sql, { writes, waits, ends }: Written): Promise<number[]> {
      const undone: number[] = []
      await sql.run('begin')
      for (const [index, id] of writes.toSorted().entries()) {
        const isUndone = ends === 'savepoint' && index % 2 === 0
        if (ends === 'savepoint') await sql.run('savepoint here')
        const written = await write(sql, id)
        if (isUndone || ends === 'rollback') undone.push(written)
        if (isUndone) await sql.run('rollback to savepoint here')
        await pause(waits)
      }
      await sql.run(ends === 'rollback' ? 'rollback' : 'commit')
      return undone
    }

    const stored = async () =>
      new Map(
        (await sqls[0]!.run('select execution_id, version from executions')).map((row) => [
          String(row['execution_id']),
          Number(row['version']),
        ]),
      )

    it('find the newest state of each row, each state once, and none that was rolled back', async () => {
      const schedules = fc.array(transactions, { minLength: writers, maxLength: writers })
      await fc.assert(
        fc.asyncProperty(schedules, async (schedule) => {
          const view = await stored()
          const follower = await followAt(api.backends[0]!)
          const seen: number[] = []
          const look = async () => {
            for (const { id, version: found } of (await follower.next(0)).executions.rows) {
              seen.push(found)
              view.set(id, found)
            }
          }
          const state = { isOver: false }
          const reading = (async () => {
            while (!state.isOver) await look().then(() => pause(3))
          })()
          const undone = await Promise.all(
            schedule.map(async (own, index) => {
              const all: number[] = []
              for (const one of own) all.push(...(await transact(sqls[index]!, one)))
              return all
            }),
          )
          state.isOver = true
          await reading
          await look()
          expect(view).toEqual(await stored())
          expect(seen.length).toBe(new Set(seen).size)
          expect(seen.filter((one) => undone.flat().includes(one))).toEqual([])
        }),
        { numRuns: sized(8, 4) },
      )
    })

    it('find what a transaction writes that began before others and commits after them, which simpler rules miss or repeat', async () => {
      const [early, late] = sqls as [Sql, Sql, ...Sql[]]
      const follower = await followAt(api.backends[0]!)
      const beyond = async (number: unknown) =>
        (
          await sqls[2]!.run(
            'select execution_id as id, changed::text from executions where changed > $1::text::xid8 order by changed',
            [number],
          )
        ).map(({ id, changed }) => ({ id: String(id), changed: String(changed) }))
      const [{ last }] = (await sqls[2]!.run(
        'select max(changed::text::bigint)::text as last from executions',
      )) as [{ last: string }]

      await early.run('begin')
      await write(early, 'e0')
      await write(late, 'e1')
      const seen = await beyond(last)
      const first = await follower.ids()
      await early.run('commit')
      const second = await follower.ids()
      const rest = await follower.ids()
      expect([seen.map(({ id }) => id), first.executions]).toEqual([['e1'], ['e1']])
      // `> the last one seen` never finds it.
      expect(await beyond(seen.at(-1)!.changed)).toEqual([])
      expect([second.executions, rest.executions]).toEqual([['e0'], []])
      // `> all that had ended when the last look began` finds it, and what was seen again.
      expect((await beyond(last)).map(({ id }) => id)).toEqual(['e0', 'e1'])
    })

    it('find inserts of programs that do not know the column, and leave out numbers from another cluster', async () => {
      const follower = await followAt(api.backends[0]!)
      const columns = 'execution_id, flow_id, sample_rate, sort_at, attempt, verdict, node_count, version'
      await sqls[0]!.run(`insert into executions (${columns}) values ('by hand', 'F', 1, 0, 0, 0, 0, 1)`)
      await sqls[0]!.run(
        `insert into executions (${columns}, changed) values ('restored', 'F', 1, 0, 0, 0, 0, 1, '99999999999')`,
      )
      expect((await follower.ids()).executions).toEqual(['by hand'])
      expect((await follower.ids()).executions).toEqual([])
    })
  },
)
