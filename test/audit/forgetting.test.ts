import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandLine, newChange, noteAudit, toChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { retain } from '../../src/db/retention/pass.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { entriesOf, told } from '../setup/ask/audit.ts'
import { type Api, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { lay } from '../setup/seeds/retention.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

const day = 86_400_000

/** So many entries, one each millisecond from a time on. */
async function fill(sql: Sql, count: number, from: number): Promise<void> {
  const numbers =
    sql.dialect === 'postgres'
      ? `generate_series(0, ${count - 1}) as n(i)`
      : `(with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1}) select i from n) as n`
  await sql.run(
    `insert into audit (audit_id, at, action, via, actor, "count", ids)
    select 'laid-' || n.i, ${from} + n.i, 'CANCEL_EXECUTIONS', 'API', 'ann', 1, '["a"]' from ${numbers}`,
  )
}

const laid = async (sql: Sql) => {
  const [row] = await sql.run('select count(*) as count, min(at) as oldest from audit')
  return [Number(row!['count']), Number(row!['oldest'])]
}

describe.each(setupsAndMemory.filter(({ kinds }) => Object.keys(kinds).length === 1))(
  'the entries of the audit on $title',
  (setup) => {
    const most = setup.title === 'memory' ? 10_000 : 100_000
    let api: Api
    let sql: Sql
    beforeEach(async () => {
      api = await startApi(setup)
      sql = openStores(api)[0]!
    })
    afterEach(async () => {
      await sql.close()
      await api.close()
    })
    const pass = (rule: string | undefined, now: number, more: object = {}) => {
      const [backend] = api.backends
      const parsed = rule === undefined ? undefined : parseRetainRule(rule)
      return retain({ backend: backend!, rule: parsed, now, meter: createMeter(), ...more })
    }

    it('tell what retention deleted, one for each part of the rule', async () => {
      const now = Date.now()
      const executions = (verdict: number) =>
        Array.from({ length: 600 }, (_, index) => ({
          id: `${verdict}-${String(index).padStart(3, '0')}`,
          sortAt: now - 40 * day + index,
          verdict,
        }))
      await lay(sql, executions(1))
      await lay(sql, executions(2))
      const rule = 'failed:90d,completed:30d,count:100'
      await pass(rule, now, { dryRun: true })
      expect(await entriesOf(api)).toEqual([])
      // The newest hundred at its beginning are fifty of each.
      await pass(rule, now, { by: commandLine })
      await pass(rule, now)
      const found = await entriesOf(api)
      const entry = { backend: 'main', action: 'RETAIN_EXECUTIONS', tokenId: null, address: null }
      const onLine = { ...entry, via: 'COMMAND_LINE', actor: 'command line' }
      const ids = (verdict: number, count: number) =>
        executions(verdict)
          .map(({ id }) => id)
          .slice(0, count)
      expect(told(found)).toEqual([
        { ...onLine, count: 600, detail: 'completed:30d', ids: ids(1, found[0]!.ids.length) },
        { ...onLine, count: 550, detail: 'count:100', ids: ids(2, found[1]!.ids.length) },
      ])
      await pass('failed:30d', now)
      expect(told(await entriesOf(api)).at(-1)).toMatchObject({
        ...{ ...entry, via: 'RETENTION', actor: 'retention', count: 50, detail: 'failed:30d' },
      })
    })

    it('are kept 90 days, or as the rule says', async () => {
      const now = 200 * day
      await fill(sql, 1_300, now - 90 * day - 700)
      const none = { parts: [], dags: 0 }
      expect(await pass(undefined, now, { dryRun: true })).toEqual({ ...none, audit: 700 })
      expect(await laid(sql)).toEqual([1_300, now - 90 * day - 700])
      expect(await pass(undefined, now)).toEqual({ ...none, audit: 700 })
      expect(await laid(sql)).toEqual([600, now - 90 * day])
      expect(await pass('audit:90d', now)).toEqual({ ...none, audit: 0 })
      expect(await pass('audit:91d', now + day)).toEqual({ ...none, audit: 0 })
      expect(await pass('audit:12w', now)).toEqual({ ...none, audit: 600 })
    })

    it('are at most so many, of which the newest are kept, and not many more between two passes', async () => {
      const now = Date.now()
      await fill(sql, most + 1_100, now)
      expect(await pass('audit:3650d', now)).toMatchObject({ audit: 1_100 })
      expect(await laid(sql)).toEqual([most, now + 1_100])
      const [backend] = api.backends
      for (let times = 0; times < 4; times += 1)
        await backend!.write(createMeter(), (transaction) => {
          const changes = Array.from({ length: 200 }, () => newChange('CANCEL_EXECUTIONS', commandLine))
          return noteAudit(
            backend!,
            transaction,
            changes.flatMap((change) => toChange(['a'], change)),
          )
        })
      const [count] = await laid(sql)
      expect([count! >= most, count! <= most + 256]).toEqual([true, true])
    })
  },
)
