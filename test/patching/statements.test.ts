import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { deleteExecutions } from '../../src/db/recording/deletions.ts'
import { recordExecutionMetadata } from '../../src/db/recording/metadata.ts'
import { updateExecutions } from '../../src/db/patching/update.ts'
import { cutPayload, defaultLimits } from '../../src/db/recording/payload.ts'
import type { ExecutionPatch } from '../../src/db/patching/patch.ts'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { type Patch, sendPatches } from '../setup/seeds/patches.ts'
import { type Plan, explainingWrites } from '../setup/ask/plans.ts'
import { type Sent, at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const finish = (verdict: string, more: object = {}) => ({
  finishAttempt: { verdict, finishedAt: at(10), ...more },
})
const ofRun = { runNumber: 1 }
const twice = {
  attempts: [
    { number: 1, startedAt: at(0) },
    { number: 2, startedAt: at(1) },
  ],
}

/** The transaction is two, the lock of what is changed one, the registers of what has changed one. */
const costs: readonly (readonly [title: string, given: Sent, patch: Patch, statements: number])[] = [
  ['nothing to change', {}, { addTags: [], heartbeatTimeoutMs: null }, 3],
  ['refused', {}, { startAttempt: {} }, 3],
  ['another version', {}, { expectedVersion: '9', status: 'ok' }, 3],
  ['a sign of life', {}, { heartbeatAt: at(5) }, 4],
  ['a state', {}, { state: 'WAITING' }, 4],
  ['a note', {}, { metadata: [{ field: 'note', value: 'text' }] }, 5],
  ['an end', {}, finish('FAILED'), 5],
  ['an end with outputs: what was cut of others goes', {}, { ...finish('OK'), outputs: 1 }, 7],
  ['an end that is told again', {}, { startAttempt: { number: 1 }, expectedVersion: '1' }, 3],
  ['an end of an earlier attempt: its facts are read', twice, finish('FAILED', { number: 1 }), 6],
  ['node results: what is known of them is read', {}, { nodeResults: [{ nodeId: 'a', status: 'READY' }] }, 6],
  ['tags to add: those there are are read', { tags: ['a'] }, { addTags: ['a', 'b'] }, 6],
  ['tags to add and to remove', { tags: ['a'] }, { addTags: ['b'], removeTags: ['a'] }, 7],
  ['tags that it has', { tags: ['a'] }, { addTags: ['a'] }, 4],
  ['a sign of life of a step: one of its run', ofRun, { heartbeatAt: at(5) }, 5],
  ['the end of a run: its fact and its register', { ...ofRun, step: 'end' }, finish('OK'), 5 + 3],
  [
    'a new attempt of it, and its end',
    { ...ofRun, step: 'end' },
    { startAttempt: { number: 2 }, ...finish('OK', { finishedAt: null }) },
    5 + 4,
  ],
  [
    'an end outside the sample: ten tables are cleared, which is noted',
    { sampleRate: 0 },
    finish('OK'),
    3 + 11,
  ],
  [
    'everything at once',
    { ...twice, ...ofRun, step: 'end', tags: ['a'] },
    {
      ...finish('FAILED', { number: 2 }),
      startAttempt: { number: 1 },
      outputs: 1,
      addTags: ['b'],
      removeTags: ['a'],
      heartbeatAt: at(9),
      nodeResults: [{ nodeId: 'a', status: 'READY' }],
      metadata: [{ field: 'note', value: 'text' }],
    },
    // The earlier attempts, tags and nodes are read; facts, two of tags, outputs, nodes, what was cut of others, and three
    // of the run are written, and that it has a new fact. Without an error of its own, that of a node is read for its group, which is written.
    4 + 3 + 6 + 4 + 2,
  ],
]

describe.each(sized(setups, aloneSetups))('what patches cost on $title', (setup) => {
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  it.each(costs)('%s', async (title, given, patch, count) => {
    // Together not so many that old notes of them are forgotten, which takes one more statement.
    for (const [name] of Object.entries(setup.kinds))
      for (const many of [1, sized(50, 10)]) {
        const ids = idsFrom(`${title} of ${many}: `, many)
        await record(
          api,
          ids.map((id, index) => begun(id, 0, { ...given, flow: `Flow ${index % 9}` })),
          name,
        )
        const patches = ids.map((id) => ({ id, ...patch }))
        const { answer, seen } = await counter.during(() => sendPatches(api, patches, name))
        expect([name, many, statements(answer), seen]).toEqual([
          ...[name, many, { [name]: count }, { [name]: count }],
        ])
      }
  })

  it('one of nobody, and bad ones beside it', async () => {
    const patches = [{ id: '' }, { id: 'nobody', status: 'ok' }, { id: 'x', status: 'nonsense' }]
    const [first] = Object.keys(each(setup, 0))
    const { answer, seen } = await counter.during(() => sendPatches(api, patches))
    expect([statements(answer), seen]).toEqual([{ [first!]: 3 }, { [first!]: 3 }])
  })
})

const none: Omit<ExecutionPatch, 'id'> = {
  expectedVersion: null,
  startAttempt: null,
  finishAttempt: null,
  state: undefined,
  report: null,
  heartbeatAt: null,
  heartbeatTimeoutMs: null,
  outputs: null,
  nodeResults: [],
  metadata: [],
  addTags: [],
  removeTags: [],
}
const payload = cutPayload('x'.repeat(20_000), { ...defaultLimits, keepLargeValues: true })
const node = {
  nodeId: 'fit',
  attempt: 2,
  status: 'RUNNING',
  startedAt: 1,
  finishedAt: null,
  durationMs: null,
  error: null,
  value: payload,
}

describe.each(kinds)('the plans of changing thousands of executions on %s', (kind) => {
  it('look keys up in indexes, and read along no table', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const sql = openSql(api.places[0]!)
    await fill(sql, sized(10_000, 5_000))
    await sql.run(`update executions set attempt = 2, verdict = 0, step = 'end'`)
    await sql.run(`insert into execution_tags select execution_id, 'old', sort_at from executions`)
    await sql.run(`insert into large_values select execution_id, 'in', '', '[1]', 3 from executions`)
    await sql.run(
      `insert into queue_executions (execution_id, flow_id, dag_hash, attempt, state, rank, order_at, open_nodes, next_seq) select 'q-' || execution_id, flow_id, 'dag', 1, 4, 0, 0, 0, 0 from executions`,
    )
    await sql.run(
      `insert into actions (execution_id, node_id, seq, kind, state, rank, order_at, attempt, first_attempt) select execution_id, 'n', 0, 'k', 0, 0, 0, 1, 1 from queue_executions`,
    )
    await sql.run(
      `insert into joins (execution_id, node_id, settled, total, skipped) select execution_id, 'n', 1, 2, 0 from queue_executions`,
    )
    await sql.run(`insert into queue_values select execution_id, 'out', 'n', '1' from queue_executions`)
    if (sql.dialect === 'postgres') await sql.run('vacuum analyze')
    const plans: Plan[] = []
    const backend = explainingWrites(api.backends[0]!, sql, plans)
    const ids = idsFrom('e-', sized(300, 100))
    const late = { number: 1, verdict: 'FAILED' as const, finishedAt: null, error: null }
    const patches: ExecutionPatch[] = ids.flatMap((id) => [
      { ...none, id, finishAttempt: late, nodeResults: [node], outputs: payload },
      {
        ...none,
        id,
        finishAttempt: late,
        heartbeatAt: Date.now(),
        addTags: ['new'],
        removeTags: ['old'],
        metadata: [{ attempt: 0, field: 'note', value: 'text', ts: 1 }],
      },
      { ...none, id, startAttempt: { number: 3, startedAt: 1 } },
      { ...none, id, finishAttempt: { ...late, number: 3 } },
      { ...none, id, nodeResults: [node], outputs: payload, startAttempt: { number: 4, startedAt: 2 } },
    ])
    const answers = await updateExecutions(backend, patches, createMeter())
    expect(answers.filter((answer) => !('stored' in answer))).toHaveLength(ids.length)
    const facts = ids.map((executionId) => ({
      executionId,
      attempt: 0,
      field: 'note',
      value: 'text',
      ts: 1,
      clientKey: 'key',
    }))
    await recordExecutionMetadata(backend, facts, createMeter())
    await deleteExecutions(backend, toChange(ids, undefined), createMeter())
    const reads = new Set(plans.flatMap((plan) => plan.reads))
    expect([...reads].filter((read) => !read.startsWith('search'))).toEqual([])
    expect([...reads].toSorted()).toEqual([
      'search actions by primary key',
      // Either key begins with the execution.
      expect.stringMatching(/^search execution_metadata by (primary key|execution_metadata_client_key)$/),
      'search execution_tags by primary key',
      'search executions by primary key',
      'search joins by primary key',
      'search large_values by primary key',
      'search node_results by primary key',
      'search payloads by primary key',
      'search queue_executions by primary key',
      'search queue_values by primary key',
      'search runs by primary key',
    ])
    // As many rows as are asked for, and the four facts of each: nothing that grows with the store.
    for (const { rows } of plans) if (rows !== undefined) expect(rows).toBeLessThanOrEqual(10 * ids.length)
    await sql.close()
    await api.close()
  })
})
