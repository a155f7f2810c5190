import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { type RunOrder, listRuns } from '../../src/db/runs/list.ts'
import { chooseRuns } from '../../src/db/runs/pick.ts'
import { parseBackend } from '../../src/db/url.ts'
import { reading } from '../setup/seeds/everything.ts'
import { accelerate, newMetaflow } from '../setup/servers/metaflow.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place } from '../setup/servers/stores.ts'

const count = 60_000
const now = Date.UTC(2026, 5, 1, 12)
const newest: RunOrder = { field: 'STARTED', descending: true }
const by = (field: RunOrder['field']): RunOrder => ({ field, descending: true })

const cases: readonly (readonly [string, RunFilter, RunOrder])[] = [
  ['no filter', {}, newest],
  ['completed', { statuses: ['COMPLETED'] }, newest],
  ['failed', { statuses: ['FAILED'] }, newest],
  ['running, one of 20,000', { statuses: ['RUNNING'] }, newest],
  ['a flow, failed, none', { flows: ['Good'], statuses: ['FAILED'] }, newest],
  ['a flow, running, none', { flows: ['Good'], statuses: ['RUNNING'] }, newest],
  ['a user', { users: ['u7'] }, newest],
  ['by finish', {}, by('FINISHED')],
  ['by duration', {}, by('DURATION')],
  ['by flow', {}, by('FLOW')],
]

/** Half of the runs are of a flow in which all is well; of the others one of 20,000 runs, and some died without a word. */
const runs = `insert into runs_v3 (flow_id, run_number, user_name, ts_epoch, tags, system_tags, last_heartbeat_ts)
  select case when n % 2 = 0 then 'Good' else 'Flow' || n % 50 end, n, 'u' || n % 100, ${now - count * 1000} + n::bigint * 1000, '[]',
    jsonb_build_array('user:u' || n % 100), case when n % 20000 = 9 then ${now / 1000} else ${now / 1000 - 2 * count} + n end
  from generate_series(1, ${count}) n`
const facts = `insert into metadata_v3 (flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch)
  select flow_id, run_number, 'end', 1, 'attempt_ok', case when run_number % 10 = 3 then 'False' else 'True' end, '', ts_epoch + 5000
  from runs_v3 where run_number % 20000 <> 9 and run_number % 10 <> 5`

/** Two tables of one row and of none: whether the registers can be trusted. */
const trust = ['scan execgraph_missed', 'scan execgraph_state']

describe('the plans over an accelerated metaflow', () => {
  const plans: Plan[] = []
  let place: Place
  let sql: Sql
  let opened: Backend
  let backend: Backend
  beforeAll(async () => {
    place = await newMetaflow('metaflow')
    sql = openSql(place)
    await sql.run(
      `insert into flows_v3 (flow_id, ts_epoch) select 'Flow' || n, 1 from generate_series(0, 49) n union all select 'Good', 1`,
    )
    await sql.run(runs)
    await sql.run(facts)
    await sql.run('vacuum analyze')
    await accelerate(place)
    opened = await openBackend(parseBackend(`mf=${place.url}`))
    backend = explaining(opened, sql, plans)
  })
  afterAll(async () => {
    await opened.close()
    await sql.close()
    await place.remove()
  })

  it.each(cases)('read about a page, and no table as a whole: %s', async (_, filter, order) => {
    plans.length = 0
    await listRuns(backend, { filter, order }, { limit: 51, from: undefined, backward: false }, reading(now))
    const { reads, rows, blocks } = plans[0]!
    expect(reads.filter((read) => read.startsWith('scan'))).toEqual(trust)
    expect([rows! <= 2_500, rows, blocks! <= 1_500, blocks]).toEqual([true, rows, true, blocks])
  })

  it('find the newest failed run of fifty flows, of which some never fail', async () => {
    plans.length = 0
    const flows = Array.from({ length: 50 }, (_, index) => (index === 0 ? 'Good' : `Flow${index}`))
    await chooseRuns(
      backend,
      flows.map((flow) => ({ flow, number: null, name: null, statuses: ['FAILED'] })),
      reading(now),
    )
    const [{ rows }] = plans as [Plan]
    expect([rows! <= 50 * 300, rows]).toEqual([true, rows])
  })
})
