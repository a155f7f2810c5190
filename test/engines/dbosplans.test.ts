import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { nodeResultsOf } from '../../src/db/executions/details.ts'
import { type ExecutionFilter } from '../../src/db/executions/filter.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { factsByKey } from '../../src/db/executions/longtexts.ts'
import { payloadsOf } from '../../src/db/executions/largetexts.ts'
import { nodeValuesOf } from '../../src/db/executions/nodevalues.ts'
import { childrenOf, executionsByIds } from '../../src/db/executions/rows.ts'
import { openBackend } from '../../src/db/open.ts'
import { type Statement, bind, compile } from '../../src/db/sql/statement.ts'
import type { Scope } from '../../src/db/sql/scope.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { newDbos } from '../setup/servers/dbos.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import type { Place } from '../setup/servers/stores.ts'

const count = 200_000

/** One of 500 failed, one of 5,000 was cancelled, one of 20,000 is in progress, in a queue or delayed. */
const workflows = `insert into dbos.workflow_status (workflow_uuid, status, name, recovery_attempts, created_at, updated_at,
    completed_at, parent_workflow_id, attributes, queue_name)
  select 'wf-' || n, case when n % 20000 = 7 then 'PENDING' when n % 20000 = 9 then 'ENQUEUED' when n % 20000 = 11 then 'DELAYED'
    when n % 5000 = 13 then 'CANCELLED' when n % 500 = 17 then 'ERROR' else 'SUCCESS' end,
    'flow' || n % 40, 1, n * 10, n * 10 + 5, n * 10 + 5, case when n % 100 = 3 then 'wf-' || n / 1000 * 1000 end,
    case when n % 50 = 1 then jsonb_build_object('tier', case when n % 5000 = 1 then 'gold' else 'iron' end, 'n', n) end,
    case when n % 20000 in (9, 11) then 'q' end
  from generate_series(1, ${count}) n`
const steps = `insert into dbos.operation_outputs (workflow_uuid, function_id, function_name, output)
  select 'wf-' || n, s, 'step', '1' from generate_series(1, 2000) n, generate_series(0, 19) s`

const texts = [
  `insert into dbos.workflow_input (workflow_uuid, inputs) select 'wf-' || n, '[1]' from generate_series(1, 5000) n`,
  `insert into dbos.workflow_output (workflow_uuid, output) select 'wf-' || n, '1' from generate_series(1, 5000) n`,
  `insert into dbos.workflow_events (workflow_uuid, key, value) select 'wf-' || n, 'a', '1' from generate_series(1, 5000) n`,
]

const page = { limit: 51, from: undefined, backward: false }
const nested = { ...page, rows: 5_000 }
const ids = Array.from({ length: 100 }, (_, place) => `wf-${place * 7}`)
const keys = ids.map((id) => ({ id }))
const listed = (filter: ExecutionFilter) => (backend: Backend) =>
  listExecutions(backend, { filter, descending: true }, page, reading(1))
const beyond = { ...page, from: { sortAt: 1_000_000, id: 'wf-100000' } }

const byStart = 'workflow_status_created_at_index'
const cases: readonly (readonly [
  name: string,
  read: (backend: Backend) => Promise<unknown>,
  index: string,
])[] = [
  ['the newest', listed({}), byStart],
  ['of a time', listed({ startedFrom: 500_000, startedTo: 510_000 }), byStart],
  [
    'a page further on',
    (backend) => listExecutions(backend, { filter: {}, descending: true }, beyond, reading(1)),
    byStart,
  ],
  ['in progress', listed({ statuses: ['RUNNING'] }), 'idx_workflow_status_pending'],
  ['failed', listed({ statuses: ['FAILED'] }), 'idx_workflow_status_failed'],
  ['cancelled', listed({ statuses: ['CANCELLED'] }), 'idx_workflow_status_failed'],
  [
    'failed, cancelled or late',
    listed({ statuses: ['FAILED', 'CANCELLED', 'TIMED_OUT'] }),
    'idx_workflow_status_failed',
  ],
  ['waiting', listed({ statuses: ['PENDING'] }), 'idx_workflow_status_delayed'],
  ['completed', listed({ statuses: ['COMPLETED'] }), byStart],
  ['of a parent', listed({ parentId: 'wf-5000' }), 'idx_workflow_status_parent_workflow_id'],
  ['by ids', (backend) => executionsByIds(backend, ids, reading(1)), 'primary key'],
  [
    'children',
    (backend) => childrenOf(backend, keys, nested, reading(1)),
    'idx_workflow_status_parent_workflow_id',
  ],
  [
    'payloads',
    (backend) =>
      payloadsOf(
        backend,
        keys.map((key) => ({ ...key, kind: 'in', part: 'whole' })),
        1_000,
        reading(1),
      ),
    'primary key',
  ],
  ['steps', (backend) => nodeResultsOf(backend, keys, nested, reading(1)), 'primary key'],
  [
    'values of steps',
    (backend) =>
      nodeValuesOf(
        backend,
        ids.map((executionId) => ({ executionId, nodeId: '3:step', attempt: 1 })),
        1_000,
        reading(1),
      ),
    'primary key',
  ],
  [
    'facts',
    (backend) =>
      factsByKey(
        backend,
        ids.map((id) => ({ id, fact: 'event:a' })),
        1_000,
        reading(1),
      ),
    'primary key',
  ],
]

describe('the plans over 200,000 workflows of DBOS', () => {
  const plans: Plan[] = []
  let place: Place & { readonly own: string }
  let sql: Sql
  let opened: Backend
  let backend: Backend
  beforeAll(async () => {
    place = await newDbos('postgres')
    sql = openSql(place)
    await sql.run(workflows)
    await sql.run(steps)
    for (const text of texts) await sql.run(text)
    await sql.run('vacuum analyze')
    opened = await openBackend(parseBackend(`d=${place.own}`))
    backend = explaining(opened, sql, plans)
  }, 120_000)
  afterAll(async () => {
    await opened.close()
    await sql.close()
    await place.remove()
  })

  it.each([
    ...cases,
    ['with an attribute', listed({ allTags: ['tier=gold'] }), 'idx_workflow_status_attributes'] as const,
    [
      'with an attribute that is a number',
      listed({ anyTags: ['n=5001'] }),
      'idx_workflow_status_attributes',
    ] as const,
  ])('read about a page: %s', async (_, read, index) => {
    plans.length = 0
    await read(backend)
    const [{ reads, rows }] = plans as [Plan]
    expect(reads.filter((one) => one.startsWith('scan'))).toEqual([])
    expect(reads.map((one) => one.split(' ').slice(3).join(' '))).toContain(index)
    expect([rows! <= 2_500, rows]).toEqual([true, rows])
  })
})

describe('the plans over a file of DBOS', () => {
  const details: string[] = []
  let place: Place & { readonly own: string }
  let sql: Sql
  let opened: Backend
  let backend: Backend
  beforeAll(async () => {
    place = await newDbos('sqlite')
    sql = openSql(place)
    opened = await openBackend(parseBackend(`d=${place.own}`))
    backend = {
      ...opened,
      async read<Row>(
        statement: Statement<Row>,
        values: Parameters<Backend['read']>[1],
        at: Parameters<Backend['read']>[2],
      ) {
        let scope: Scope | undefined
        const rows = await opened.read<Row>(
          { ...statement, build: (given) => statement.build((scope = given)) },
          values,
          at,
        )
        const { text, slots } = compile(scope!, statement)
        for (const { detail } of await sql.run(
          `explain query plan ${text}`,
          bind(slots, values, JSON.stringify),
        ))
          details.push(String(detail))
        return rows
      },
    }
  })
  afterAll(async () => {
    await opened.close()
    await sql.close()
    await place.remove()
  })

  it.each(cases)('walk or search an index: %s', async (_, read, index) => {
    details.length = 0
    await read(backend)
    const tables = details.filter((one) => /^(SEARCH|SCAN) [woie]\b/.test(one))
    expect(tables.filter((one) => !one.includes('INDEX'))).toEqual([])
    const name = index === 'primary key' ? 'sqlite_autoindex_' : index
    expect(tables.join('\n')).toContain(name)
  })
})
