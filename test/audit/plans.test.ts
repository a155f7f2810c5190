import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dueEntries, forgetEntries } from '../../src/db/audit/forget.ts'
import { listAudit } from '../../src/db/audit/list.ts'
import { createMeter } from '../../src/db/meter.ts'
import { type Plan, explaining, explainingWrites } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, insertMany } from '../setup/seeds/manyruns.ts'
import { type Api, setups, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

const count = 20_000
const entries = 'audit (audit_id, at, action, via, actor, "count", ids)'
const values = `'id-' || n, n, 'CANCEL_EXECUTIONS', 'API', 'ann', 1, '["a"]'`

describe.each(setups.filter(({ title }) => title === 'sqlite' || title === 'postgres'))(
  'the plans of the audit on $title',
  (setup) => {
    const plans: Plan[] = []
    let api: Api
    let sql: Sql
    beforeAll(async () => {
      api = await startApi(setup)
      sql = openStores(api)[0]!
      await insertMany(sql, entries, values, count)
      await analyze(sql)
    })
    afterAll(async () => {
      await sql.close()
      await api.close()
    })

    it('read a page along the time, from wherever it begins', async () => {
      const backend = explaining(api.backends[0]!, sql, plans)
      for (const from of [undefined, { at: 500, id: '' }]) {
        plans.length = 0
        const found = await listAudit(backend, {}, { limit: 101, from, backward: false }, reading(1))
        const [plan] = plans
        expect([found.length, plan!.sorts, plan!.rows ?? 101]).toEqual([101, false, 101])
        expect(plan!.reads).toEqual([expect.stringMatching(/^(walk|search) audit by audit_at$/)])
      }
      plans.length = 0
      const filter = { since: 100, until: 120, actors: ['ann'] }
      await listAudit(backend, filter, { limit: 101, from: undefined, backward: false }, reading(1))
      expect([plans[0]!.reads, plans[0]!.rows ?? 21]).toEqual([['search audit by audit_at'], 21])
    })

    it('delete the oldest by their keys', async () => {
      plans.length = 0
      expect(await dueEntries(api.backends[0]!, 100, reading(1))).toBe(100)
      const backend = explainingWrites(api.backends[0]!, sql, plans)
      const write = (before: number) =>
        backend.write(createMeter(), (transaction) => forgetEntries(backend, before, transaction, 50))
      expect([await write(100), await write(0)]).toEqual([50, 0])
      for (const { reads, rows } of plans) {
        expect(reads.filter((read) => read.startsWith('scan'))).toEqual([])
        expect((rows ?? 0) <= 2 * count).toBe(true)
      }
    })
  },
)
