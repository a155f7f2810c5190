import { executionAt, recordExecutions } from './records.ts'

/** A call, by the answers to those before. */
export interface Call {
  readonly name: string
  readonly text: string
  readonly input: (answers: readonly unknown[]) => object
}

const problem = 'problem { code message field }'
const mutation = (field: string, type: string, shown: string) =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { ${shown} } }`
const results = (shown = '') => `results { index ok id ${shown} ${problem} }`

const update = mutation(
  'updateExecutions',
  'UpdateExecutionsInput',
  results('execution { status attempt error tags }'),
)
const facts = mutation('recordMetadata', 'RecordMetadataInput', `results { index ok ${problem} }`)
const start = mutation(
  'startExecutions',
  'StartExecutionsInput',
  `results { index ok ${problem} execution { status } }`,
)
const claim = mutation(
  'claimActions',
  'ClaimActionsInput',
  'actions { executionId nodeId leaseToken attempt input }',
)
const complete = mutation('completeActions', 'CompleteActionsInput', `results { index ok ${problem} }`)

const call = (name: string, text: string, input: object | Call['input']): Call => ({
  name,
  text,
  input: typeof input === 'function' ? (input as Call['input']) : () => input,
})

const records = (from: number, count: number, id = 'n') =>
  Array.from({ length: count }, (_, index) => ({ ...executionAt(from + index), id: `${id}-${from + index}` }))
const someIds = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `n-${from + index}`)

const dag = {
  title: 'Work',
  nodes: [{ id: 'a' }, { id: 'b' }, { id: 'c', mapOver: 'a' }, { id: 'd' }],
  edges: [
    { source: 'a', target: 'b' },
    { source: 'a', target: 'c' },
    { source: 'c', target: 'd' },
    { source: 'b', target: 'd' },
  ],
}

interface Action {
  readonly executionId: string
  readonly nodeId: string
  readonly leaseToken: string
}

const claimed = (answers: readonly unknown[]) =>
  (answers.at(-1) as { data: { claimActions: { actions: readonly Action[] } } }).data.claimActions.actions
const lease = ({ executionId, nodeId, leaseToken }: Action) => ({ executionId, nodeId, leaseToken })

const claimAll = call('claim', claim, { worker: 'w', kinds: ['Operation'], limit: 20 })
const completeAll = call('complete', complete, (answers: readonly unknown[]) => ({
  completions: claimed(answers).map((action) => ({
    ...lease(action),
    output: action.nodeId === 'a' ? [1, 2, 3] : { from: action.nodeId },
  })),
}))

const history: readonly Call[] = [
  call('record 1', recordExecutions, { executions: records(0, 1) }),
  call('record 100', recordExecutions, { executions: records(1, 100) }),
  call('record 100 again, FAIL', recordExecutions, { executions: records(1, 100) }),
  call('record 100 again, IGNORE', recordExecutions, { executions: records(1, 100), onConflict: 'IGNORE' }),
  call('record 100 again, REPLACE', recordExecutions, { executions: records(1, 100), onConflict: 'REPLACE' }),
  call('record, sampled', recordExecutions, {
    executions: records(200, 20).map((one) => ({ ...one, sampleRate: 0.5 })),
  }),
  call('record end steps', recordExecutions, {
    executions: records(300, 20).map((one, index) => ({
      ...one,
      step: 'end',
      flow: `Flow${index}`,
      runNumber: 1,
    })),
  }),
  call('start attempts', update, {
    executions: someIds(1, 20).map((id) => ({
      id,
      startAttempt: { number: 2, startedAt: '2026-01-03T00:00:00Z' },
    })),
  }),
  call('finish attempts', update, {
    executions: someIds(1, 20).map((id, index) => ({
      ...{ id, outputs: { done: index }, addTags: ['new'], removeTags: ['t1'] },
      finishAttempt: {
        number: 2,
        finishedAt: '2026-01-03T01:00:00Z',
        verdict: index % 2 === 0 ? 'OK' : 'FAILED',
      },
      nodeResults: [{ nodeId: 'fit', attempt: 2, status: 'COMPLETED', value: 'x'.repeat(20_000) }],
      metadata: [{ field: 'note', value: 'more', ts: '2026-01-03T00:00:00Z' }],
    })),
  }),
  call('finish again, CONFLICT', update, {
    executions: [
      { id: 'n-1', status: 'COMPLETED' },
      { id: 'nobody', status: 'FAILED' },
    ],
  }),
  call('stale version', update, { executions: [{ id: 'n-2', expectedVersion: '999', addTags: ['never'] }] }),
  call('facts of executions and runs', facts, {
    facts: [
      ...someIds(1, 10).map((execution) => ({
        execution,
        field: 'seen',
        value: 'yes',
        ts: '2026-01-03T02:00:00Z',
        clientKey: 'k',
      })),
      ...[3, 4, 5].map((flow) => ({
        ...{ run: { flow: `Flow${flow}`, number: 1 }, step: 'end', field: 'attempt_ok', value: 'false' },
        ...{ attempt: 5, ts: '2026-01-03T02:00:00Z', clientKey: 'k' },
      })),
    ],
  }),
  call(
    'heartbeats of runs',
    mutation('heartbeatRuns', 'HeartbeatRunsInput', `results { index ok ${problem} }`),
    {
      heartbeats: Array.from({ length: 20 }, (_, flow) => ({
        flow: `Flow${flow}`,
        number: 1,
        at: '2026-01-03T02:00:00Z',
      })),
    },
  ),
  call(
    'runs',
    mutation('recordRuns', 'RecordRunsInput', `results { index ok run { flow number name } ${problem} }`),
    {
      runs: Array.from({ length: 40 }, (_, place) => ({
        ...{ flow: `New${place % 8}`, name: `new-${place}`, tags: ['x'], clientKey: `k${place}` },
        startedAt: '2026-01-03T00:00:00Z',
      })),
    },
  ),
  call('delete 1', mutation('deleteExecutions', 'DeleteExecutionsInput', results()), { ids: ['n-0'] }),
  call('delete 20', mutation('deleteExecutions', 'DeleteExecutionsInput', results()), {
    ids: [...someIds(80, 20), 'nobody'],
  }),
]

const queue: readonly Call[] = [
  call('start 10', start, {
    dag,
    executions: Array.from({ length: 10 }, (_, index) => ({
      flow: `Work${index % 3}`,
      idempotencyKey: `k${index}`,
      inputs: { index },
    })),
  }),
  call('start 10 again', start, {
    dag,
    executions: Array.from({ length: 10 }, (_, index) => ({
      flow: `Work${index % 3}`,
      idempotencyKey: `k${index}`,
      inputs: { index },
    })),
  }),
  ...Array.from({ length: 5 }, () => [claimAll, completeAll]).flat(),
  call('start 3 more', start, {
    dag,
    executions: [1, 2, 3].map((index) => ({ flow: 'More', idempotencyKey: `m${index}` })),
  }),
  claimAll,
  call(
    'extend',
    mutation('extendLeases', 'ExtendLeasesInput', `results { index ok ${problem} }`),
    (answers: readonly unknown[]) => ({
      leases: claimed(answers).map((action) => ({ ...lease(action), leaseMs: 60_000 })),
    }),
  ),
]

/** In this order, each on what the ones before have left. */
export const writes: readonly Call[] = [...history, ...queue]

export const clear: Call = call('clear', mutation('clearExecutions', 'ClearExecutionsInput', 'deleted'), {
  backend: 'main',
  confirm: 'main',
})
