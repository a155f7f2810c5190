import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { newDbos, tellDbos } from '../setup/servers/dbos.ts'
import { openSql } from '../setup/servers/sql.ts'
import { lastingKinds } from '../setup/servers/stores.ts'
import { instant } from '../setup/seeds/runs.ts'

// Example rows of each status, and what they read.

const [t0, t1, t2, t5, t9] = [1_000, 1_100, 1_200, 1_500, 1_900]
type Times = readonly (number | null)[]

const cases: readonly (readonly [
  id: string,
  status: string,
  queue: string | null,
  tries: number,
  times: Times,
  reads: object,
])[] = [
  ['queued', 'ENQUEUED', 'q', 0, [null, null, null], { status: 'PENDING', statusReason: 'QUEUED' }],
  ['delayed', 'DELAYED', 'q', 0, [null, null, null], { status: 'PENDING', statusReason: 'QUEUED' }],
  [
    'again',
    'ENQUEUED',
    'q',
    2,
    [null, null, null],
    { status: 'PENDING', statusReason: 'QUEUED', startedAt: t0 },
  ],
  [
    'direct',
    'PENDING',
    null,
    1,
    [null, null, null],
    { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED', startedAt: t0 },
  ],
  [
    'dequeued',
    'PENDING',
    'q',
    1,
    [t1, null, t9],
    { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED', startedAt: t1 },
  ],
  [
    'recovered',
    'PENDING',
    'q',
    3,
    [t2, null, null],
    { status: 'RUNNING', statusReason: 'RETRYING', startedAt: t2 },
  ],
  [
    'good',
    'SUCCESS',
    null,
    1,
    [null, t5, null],
    { status: 'COMPLETED', statusReason: 'ATTEMPT_OK', startedAt: t0, finishedAt: t5, durationMs: 500 },
  ],
  [
    'bad',
    'ERROR',
    'q',
    1,
    [t1, t5, null],
    { status: 'FAILED', statusReason: 'ATTEMPT_FAILED', startedAt: t1, finishedAt: t5, durationMs: 400 },
  ],
  [
    'dead',
    'MAX_RECOVERY_ATTEMPTS_EXCEEDED',
    null,
    101,
    [null, t5, null],
    { status: 'FAILED', statusReason: 'ATTEMPT_FAILED', startedAt: t0, finishedAt: t5, durationMs: 500 },
  ],
  [
    'cancelled',
    'CANCELLED',
    null,
    1,
    [null, t5, null],
    { status: 'CANCELLED', statusReason: 'CANCELLED', startedAt: t0, finishedAt: t5, durationMs: 500 },
  ],
  [
    'unbegun',
    'CANCELLED',
    null,
    0,
    [null, t5, null],
    { status: 'CANCELLED', statusReason: 'CANCELLED', finishedAt: t5 },
  ],
  [
    'late',
    'CANCELLED',
    null,
    1,
    [null, t9 + 1, t9],
    { status: 'TIMED_OUT', statusReason: 'TIMED_OUT', startedAt: t0, finishedAt: t9 + 1, durationMs: 901 },
  ],
  [
    'early',
    'CANCELLED',
    null,
    1,
    [null, t9 - 1, t9],
    { status: 'CANCELLED', statusReason: 'CANCELLED', startedAt: t0, finishedAt: t9 - 1, durationMs: 899 },
  ],
  [
    'old',
    'SUCCESS',
    null,
    1,
    [null, null, null],
    { status: 'COMPLETED', statusReason: 'ATTEMPT_OK', startedAt: t0, finishedAt: 2_000, durationMs: 1_000 },
  ],
  [
    'tomorrow',
    'PAUSED',
    null,
    1,
    [null, null, null],
    { status: 'UNKNOWN', statusReason: 'REPORTED', startedAt: t0 },
  ],
]

const workflow = (id: string, more: Readonly<Record<string, string | number | null>>) => ({
  ...{ workflow_uuid: id, name: 'pay', recovery_attempts: 1, created_at: t0, updated_at: 2_000 },
  ...more,
})
const statusRows = cases.map(([id, status, queue, tries, [started, completed, deadline]]) =>
  workflow(id, {
    ...{ status, queue_name: queue, recovery_attempts: tries, started_at_epoch_ms: started! },
    ...{ completed_at: completed!, workflow_deadline_epoch_ms: deadline! },
  }),
)
const rowFields = 'id flow status statusReason attempt startedAt finishedAt durationMs'

const pickle = 'gASVDAAAAAAAAACMCHBpY2tsZWQhlC4='
const superjson = (json: unknown, meta?: object) =>
  JSON.stringify({ json, ...(meta && { meta }), __dbos_serializer: 'superjson' })

/** A payload in each encoding, and how it is shown. */
const payloads: readonly (readonly [
  id: string,
  serialization: string | null,
  stored: string,
  json: unknown,
  encoding: string | null,
])[] = [
  ['superjson', 'js_superjson', superjson([1, { a: 'é' }]), [1, { a: 'é' }], null],
  [
    'typed',
    'js_superjson',
    superjson(['2026-01-01T00:00:00.000Z'], { values: { 0: ['Date'] } }),
    ['2026-01-01T00:00:00.000Z'],
    'superjson',
  ],
  ['marked', null, superjson({ b: 2 }), { b: 2 }, null],
  [
    'portable',
    'portable_json',
    '{"positionalArgs":[1],"namedArgs":{}}',
    { positionalArgs: [1], namedArgs: {} },
    null,
  ],
  ['pickled', 'py_pickle', pickle, pickle, 'py_pickle'],
  [
    'legacy',
    null,
    '{"dbos_type":"dbos_Date","dbos_data":"2024"}',
    { dbos_type: 'dbos_Date', dbos_data: '2024' },
    null,
  ],
  ['legacypickle', null, pickle, pickle, 'text'],
  ['foreign', 'secret_box', 'not {json', 'not {json', 'secret_box'],
  ['foreignjson', 'my_json', ' [1, 2] ', [1, 2], null],
  ['surrogate', 'portable_json', '"\\ud800 \\u0000"', '\ud800 \u0000', null],
  ['cut', 'js_superjson', '{"json":[1,2', '{"json":[1,2', 'js_superjson'],
]

const now = Date.now()
const rows = {
  workflow_status: [
    ...statusRows,
    ...payloads.map(([id, serialization]) =>
      workflow(id, { status: 'SUCCESS', serialization, created_at: 500 }),
    ),
    workflow('inrow', {
      status: 'ERROR',
      inputs: '[1]',
      output: null,
      error: '{"message":"of old"}',
      created_at: 400,
    }),
    workflow('family', {
      ...{
        status: 'PENDING',
        class_name: 'Bank',
        queue_name: 'mail',
        authenticated_user: 'ana',
        created_at: 600,
      },
      ...{ application_version: 'v1', executor_id: 'e1', forked_from: 'good', application_name: 'shop' },
      attributes: '{"tier":"gold","n":3,"deep":{"a":1},"ok":true}',
    }),
    workflow('child 2', {
      status: 'SUCCESS',
      parent_workflow_id: 'family',
      created_at: 602,
      schedule_name: 'nightly',
    }),
    workflow('child 1', {
      status: 'ERROR',
      parent_workflow_id: 'family',
      created_at: 601,
      completed_at: 700,
    }),
    workflow('x'.repeat(256), { status: 'SUCCESS' }),
  ],
  workflow_input: payloads.map(([id, , stored]) => ({ workflow_uuid: id, inputs: stored })),
  workflow_output: [
    ...payloads.map(([id, , stored]) => ({ workflow_uuid: id, output: stored, error: null })),
    {
      workflow_uuid: 'bad',
      output: null,
      error: superjson({ name: 'Error', message: 'boom', stack: 'at x' }),
    },
    { workflow_uuid: 'child 1', output: null, error: pickle },
    { workflow_uuid: 'gone', output: '1', error: null },
  ],
  operation_outputs: [
    ...[0, 1, 2, 9, 10, 11].map((place) => ({
      ...{ workflow_uuid: 'family', function_id: place, function_name: `step${place}`, error: null },
      ...{ output: superjson({ place }), serialization: 'js_superjson' },
      ...{ started_at_epoch_ms: 610 + place, completed_at_epoch_ms: 620 + 2 * place },
    })),
    {
      ...{
        workflow_uuid: 'family',
        function_id: 12,
        function_name: 'DBOS.sleep',
        output: String(now + 3_600_000),
      },
      ...{ serialization: 'portable_json', started_at_epoch_ms: 640, completed_at_epoch_ms: now + 3_600_000 },
    },
    {
      ...{ workflow_uuid: 'bad', function_id: 1, function_name: 'charge', serialization: 'js_superjson' },
      ...{ error: superjson({ name: 'CardError', message: 'declined' }), completed_at_epoch_ms: 1_400 },
    },
    {
      ...{
        workflow_uuid: 'good',
        function_id: 0,
        function_name: 'DBOS.sleep',
        output: String(now + 3_600_000),
      },
      ...{ serialization: 'portable_json', started_at_epoch_ms: 640, completed_at_epoch_ms: now + 3_600_000 },
    },
  ],
  workflow_events: [
    {
      workflow_uuid: 'family',
      key: 'progress',
      value: superjson({ done: 0.5 }),
      serialization: 'js_superjson',
    },
    { workflow_uuid: 'family', key: 'note', value: pickle, serialization: 'py_pickle' },
  ],
}

describe.each(lastingKinds)('rows of DBOS in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    const place = await newDbos(kind)
    const db = openSql(place)
    await tellDbos(db, rows)
    await db.close()
    api = apiOver([await openBackend(parseBackend(`d=${place.own}`))], [place])
  }, 60_000)
  afterAll(() => api.close())

  it('read the status, the reason and the times that DBOS means', async () => {
    const answer = await api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${rowFields} } }`, {
      ids: [...cases.map(([id]) => id), 'x'.repeat(255)],
    })
    expect(answer.errors).toBeUndefined()
    const read = cases.map(([id, , , attempt, , reads]) => {
      const known = { startedAt: null, finishedAt: null, durationMs: null, ...reads }
      const [startedAt, finishedAt] = [instant(known.startedAt), instant(known.finishedAt)]
      return { id, flow: 'pay', attempt, ...known, startedAt, finishedAt }
    })
    expect(answer.data).toEqual({ executions: [...read, null] })
    expect(statements(answer)).toEqual({ d: 1 })
  })

  it('are listed by each status as they read', async () => {
    const words = cases.map(([id, , , , , reads]) => ({ id, ...(reads as { status: string }) }))
    for (const status of new Set(words.map((one) => one.status))) {
      const data = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
        `{ executionHistory(filter: { status: [${status}], startedAfter: "${instant(t0)}" }) { nodes { id } } }`,
      )
      const wanted = words.filter((one) => one.status === status).map(({ id }) => id)
      expect(data.executionHistory.nodes.map(({ id }) => id)).toEqual(wanted.toSorted().toReversed())
    }
  })

  it.each(payloads)('show payloads: %s', async (id, _, stored, json, encoding) => {
    const answer = await api.ask(
      `{ execution(id: "${id}") { inputs { json bytes encoding preview truncated } outputs { json } } }`,
    )
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({
      execution: {
        inputs: {
          json,
          bytes: Buffer.byteLength(stored),
          encoding,
          preview: expect.any(String),
          truncated: false,
        },
        outputs: { json },
      },
    })
    expect(statements(answer)).toEqual({ d: 2 })
  })

  it('show errors and payloads of before they had tables of their own', async () => {
    const answer = await api.ask(`{ execution(id: "inrow") { error inputs { json } outputs { json } } }`)
    expect(answer.data).toEqual({ execution: { error: 'of old', inputs: { json: [1] }, outputs: null } })
    expect(statements(answer)).toEqual({ d: 3 })
  })

  it('show all that DBOS has of a workflow', async () => {
    const answer = await api.ask(`{ execution(id: "family") { flow source tags nodeCount version
      metadata { nodes { field value ts } } children { nodes { id flow source error parent { id } } }
      attempts { nodes { number status error } } dag { hash } run { id } } }`)
    expect(answer.errors).toBeUndefined()
    const ts = instant(600)
    expect(answer.data).toEqual({
      execution: {
        ...{ flow: 'Bank.pay', source: 'mail', nodeCount: 7, version: '2000', dag: null, run: null },
        tags: ['deep={"a": 1}', 'n=3', 'ok=true', 'queue:mail', 'tier=gold', 'user:ana', 'version:v1'].map(
          (tag) => (kind === 'sqlite' ? tag.replace('": ', '":') : tag),
        ),
        metadata: {
          nodes: [
            { field: 'application_name', value: 'shop', ts },
            { field: 'application_version', value: 'v1', ts },
            { field: 'executor_id', value: 'e1', ts },
            { field: 'forked_from', value: 'good', ts },
            { field: 'note', value: JSON.stringify(pickle), ts },
            { field: 'progress', value: '{"done":0.5}', ts },
          ],
        },
        children: {
          nodes: [
            { id: 'child 1', flow: 'pay', source: null, error: pickle, parent: { id: 'family' } },
            { id: 'child 2', flow: 'pay', source: 'nightly', error: null, parent: { id: 'family' } },
          ],
        },
        attempts: { nodes: [{ number: 1, status: 'RUNNING', error: null }] },
      },
    })
  })

  it('order steps by their numbers, page by page, both ways', async () => {
    const all = [0, 1, 2, 9, 10, 11].map((place) => ({
      ...{ nodeId: `${place}:step${place}`, attempt: 1, status: 'COMPLETED', durationMs: 10 + place },
      ...{ error: null, value: { place }, encoding: null },
    }))
    const sleep = {
      ...{ nodeId: '12:DBOS.sleep', attempt: 1, status: 'RUNNING', durationMs: null },
      ...{ error: null, value: now + 3_600_000, encoding: null },
    }
    for (const [from, to, cursor] of [
      ['first', 'after', 'endCursor'],
      ['last', 'before', 'startCursor'],
    ] as const) {
      const found: object[][] = []
      for (let at = ''; found.length < 3;) {
        const { execution } = await api.data<{
          execution: { nodeResults: { nodes: object[]; pageInfo: never } }
        }>(
          `{ execution(id: "family") { nodeResults(${from}: 3 ${at && `, ${to}: "${at}"`}) {
            nodes { nodeId attempt status durationMs error value encoding } pageInfo { ${cursor} } } } }`,
        )
        found.push(execution.nodeResults.nodes)
        at = execution.nodeResults.pageInfo[cursor]
      }
      expect((from === 'first' ? found : found.toReversed()).flat()).toEqual([...all, sleep])
    }
  })

  it('say where a failure began, and why', async () => {
    const answer = await api.ask(`{ executions(ids: ["bad", "good", "dead"]) { error
      nodeResults { nodes { nodeId status error } } attempts { nodes { error } } failure { summary error node } } }`)
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({
      executions: [
        {
          error: 'boom',
          nodeResults: { nodes: [{ nodeId: '1:charge', status: 'FAILED', error: 'declined' }] },
          attempts: { nodes: [{ error: 'boom' }] },
          failure: {
            summary: expect.stringContaining('declined') as string,
            error: 'declined',
            node: '1:charge',
          },
        },
        {
          error: null,
          nodeResults: { nodes: [{ nodeId: '0:DBOS.sleep', status: 'COMPLETED', error: null }] },
          attempts: { nodes: [{ error: null }] },
          failure: null,
        },
        {
          error: null,
          nodeResults: { nodes: [] },
          attempts: { nodes: [{ error: null }] },
          failure: { summary: expect.any(String) as string, error: null, node: null },
        },
      ],
    })
  })

  it.each<[filter: string, ids: readonly string[]]>([
    ['tagsAll: ["tier=gold"]', ['family']],
    ['tagsAll: ["n=3", "queue:mail"]', ['family']],
    ['tagsAny: ["ok=true"]', ['family']],
    ['tagsAny: ["ok=false", "user:ana"]', ['family']],
    ['tagsAll: ["tier=silver"]', []],
    ['tagsAll: ["version:v1"]', ['family']],
    ['flow: ["Bank.pay"]', ['family']],
    ['source: ["nightly"]', ['child 2']],
    ['parent: "family"', ['child 2', 'child 1']],
    [`errorContains: "boom", status: [FAILED]`, ['bad']],
    [`minDurationMs: 901, maxDurationMs: 999, startedAfter: "${instant(t0)}"`, ['late']],
    [`startedBefore: "${instant(450)}"`, ['inrow']],
  ])('are found by { %s }', async (filter, ids) => {
    const data = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
      `{ executionHistory(filter: { ${filter} }) { nodes { id } } }`,
    )
    expect(data.executionHistory.nodes.map(({ id }) => id)).toEqual(ids)
  })
})
