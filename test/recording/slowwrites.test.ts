import { describe, expect, it } from 'vitest'
import { startApi } from '../setup/servers/api.ts'
import { update, view } from '../setup/seeds/patches.ts'
import { begun, record, results } from '../setup/seeds/records.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
const ofOthers = 'datname = current_database() and pid <> pg_backend_pid()'

/** Resolves once somebody waits for a lock. */
async function waitsForLock(sql: Sql): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where ${ofOthers} and wait_event_type = 'Lock'`
  while ((await sql.run(waiting)).length === 0) await pause()
}

const ways = [...postgresKinds.map((kind) => [kind, ''] as const), ['postgres', '?prepare=false'] as const]

// They wait at the same time: each takes as long as its bound.
describe.concurrent('a write that waits for another transaction', () => {
  it.each(sized(ways, ways.slice(0, postgresKinds.length)))(
    'on %s%s is a TIMEOUT after its bound, and nothing is written afterwards',
    async (kind, option) => {
      const api = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => `${url}${option}`)
      const [sql, other] = [openSql(api.places[0]!), openSql(api.places[0]!)]
      await other.run('begin')
      await other.run('lock table payloads in access exclusive mode')
      const answers = await results(api, [begun('new', 0, { inputs: 1 }), begun('other')])
      expect(answers.map(({ id, ok, problem }) => [id, ok, problem?.['code']])).toEqual([
        ['new', false, 'TIMEOUT'],
        ['other', false, 'TIMEOUT'],
      ])
      // The test's own time limit ends this, if the statement does not.
      const underWay = `select 1 from pg_stat_activity where ${ofOthers} and state = 'active'`
      while ((await sql.run(underWay)).length > 0) await pause()
      await other.run('rollback')
      expect(await sql.run('select execution_id from executions')).toEqual([])
      // Until the store is found to be back, which takes longer on a busy machine, writes are refused.
      const again = () => results(api, [begun('new', 0, { inputs: 1 })])
      while (!(await again())[0]!.ok) await pause()
      await Promise.all([sql.close(), other.close()])
      await api.close()
    },
  )

  it.each(postgresKinds)(
    'on %s is given up when those of its kind before it hold the store for too long',
    async (kind) => {
      const api = await startApi({ title: '', kinds: { main: kind } })
      await record(api, [begun('held'), begun('free')])
      const [sql, other] = [openSql(api.places[0]!), openSql(api.places[0]!)]
      await other.run('begin')
      await other.run(`select * from executions where execution_id = 'held' for update`)
      const first = update(api, [{ id: 'held', addTags: ['t'] }])
      await waitsForLock(sql)
      const second = update(api, [{ id: 'free', addTags: ['t'] }])
      // Another kind of write does not wait for them.
      await record(api, [begun('new')])
      const [[held], [free]] = await Promise.all([first, second])
      expect(held).toMatchObject({ ok: false, problem: { code: 'TIMEOUT' } })
      // It had its turn, or it never came to it: nothing else.
      if (free!.ok) expect(free).toMatchObject({ problem: null })
      else
        expect(free).toMatchObject({
          problem: {
            code: 'TIMEOUT',
            message: expect.stringContaining('Nothing of this one was stored'),
          },
        })
      expect(await view(api, 'free')).toMatchObject({ tags: free!.ok ? ['t'] : [] })
      await other.run('rollback')
      await Promise.all([sql.close(), other.close()])
      const again = await update(api, [
        { id: 'held', addTags: ['u'] },
        { id: 'free', addTags: ['u'] },
      ])
      expect(again.map(({ ok }) => ok)).toEqual([true, true])
      await api.close()
    },
  )

  it.each(postgresKinds)('on %s says that it never began when it finds no free connection', async (kind) => {
    const api = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => `${url}?write-pool=1`)
    const [sql, other] = [openSql(api.places[0]!), openSql(api.places[0]!)]
    await other.run('begin')
    await other.run('lock table payloads in access exclusive mode')
    const held = results(api, [begun('held', 0, { inputs: 1 })])
    await waitsForLock(sql)
    const deleted = await api.data(
      'mutation { deleteExecutions(input: { ids: ["other"] }) { results { ok problem { code message } } } }',
    )
    const message =
      'Backend "main" was busy with other writes for 5000 ms. Nothing of this one was stored: send it again.'
    expect(deleted).toEqual({
      deleteExecutions: { results: [{ ok: false, problem: { code: 'TIMEOUT', message } }] },
    })
    await other.run('rollback')
    await held
    await Promise.all([sql.close(), other.close()])
    await api.close()
  })
})
