import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../setup/servers/api.ts'
import { pickle, startDbos, superjson, workflow } from '../setup/servers/dbos.ts'
import { kinds } from '../setup/servers/stores.ts'
import { instant } from '../setup/seeds/runs.ts'

const later = Date.now() + 3_600_000
const step = (workflow_uuid: string, function_id: number, function_name: string, more: object) => ({
  ...{ workflow_uuid, function_id, function_name, serialization: 'js_superjson' },
  ...more,
})
const sleep = (id: string, place: number) =>
  step(id, place, 'DBOS.sleep', {
    ...{ output: String(later), serialization: 'portable_json' },
    ...{ started_at_epoch_ms: 640, completed_at_epoch_ms: later },
  })

const rows = {
  workflow_status: [
    workflow('family', {
      ...{ status: 'PENDING', class_name: 'Bank', queue_name: 'mail', authenticated_user: 'ana' },
      ...{ application_version: 'v1', executor_id: 'e1', forked_from: 'good', application_name: 'shop' },
      attributes: '{"tier":"gold","n":3,"deep":{"a":1},"ok":true}',
    }),
    workflow('child 2', {
      status: 'SUCCESS',
      parent_workflow_id: 'family',
      created_at: 1_002,
      schedule_name: 'nightly',
    }),
    workflow('child 1', {
      status: 'ERROR',
      parent_workflow_id: 'family',
      created_at: 1_001,
      completed_at: 1_700,
    }),
    workflow('bad', { status: 'ERROR', completed_at: 1_500, created_at: 900 }),
    workflow('dead', { status: 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', recovery_attempts: 101, created_at: 800 }),
    workflow('good', { status: 'SUCCESS', completed_at: 1_901, created_at: 1_000 }),
  ],
  workflow_output: [
    {
      workflow_uuid: 'bad',
      output: null,
      error: superjson({ name: 'Error', message: 'boom', stack: 'at x' }),
    },
    { workflow_uuid: 'child 1', output: null, error: pickle },
  ],
  operation_outputs: [
    ...[0, 1, 2, 9, 10, 11].map((place) =>
      step('family', place, `step${place}`, {
        output: superjson({ place }),
        ...{ started_at_epoch_ms: 610 + place, completed_at_epoch_ms: 620 + 2 * place },
      }),
    ),
    sleep('family', 12),
    sleep('good', 0),
    step('bad', 1, 'charge', {
      error: superjson({ name: 'CardError', message: 'declined' }),
      completed_at_epoch_ms: 1_400,
    }),
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

describe.each(kinds)('a workflow of DBOS in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startDbos(kind, rows)
  }, 60_000)
  afterAll(() => api.close())

  it('shows all that DBOS has of it', async () => {
    const answer = await api.ask(`{ execution(id: "family") { flow source tags nodeCount version
      metadata { nodes { field value ts } } children { nodes { id flow source error parent { id } } }
      attempts { nodes { number status error } } dag { hash } run { id } } }`)
    expect(answer.errors).toBeUndefined()
    const ts = instant(1_000)
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

  it('has its steps in the order of their numbers, page by page, both ways', async () => {
    const all = [0, 1, 2, 9, 10, 11].map((place) => ({
      ...{ nodeId: `${place}:step${place}`, attempt: 1, status: 'COMPLETED', durationMs: 10 + place },
      ...{ error: null, value: { place }, encoding: null },
    }))
    const sleep = {
      ...{ nodeId: '12:DBOS.sleep', attempt: 1, status: 'RUNNING', durationMs: null },
      ...{ error: null, value: later, encoding: null },
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

  it('says where a failure began, and why', async () => {
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
    ['errorContains: "boom", status: [FAILED]', ['bad']],
    ['minDurationMs: 900, maxDurationMs: 902', ['good']],
    [`startedBefore: "${instant(900)}"`, ['bad', 'dead']],
  ])('is found by { %s }', async (filter, ids) => {
    const data = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
      `{ executionHistory(filter: { ${filter} }) { nodes { id } } }`,
    )
    expect(data.executionHistory.nodes.map(({ id }) => id)).toEqual(ids)
  })
})
