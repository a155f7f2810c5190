import { type Sent, at } from './records.ts'

/** Every scalar field of an execution. */
export const scalars = `id key backend version flow step status statusReason attempt startedAt finishedAt durationMs
  heartbeatAt heartbeatTimeoutMs error source scriptPath sampleRate nodeCount outputPreview`

/** Every nested field of an execution but those that lead to further executions. */
export const details = `
  attempts { nodes { number startedAt finishedAt status statusReason error } }
  run { id backend flow number name startedAt status statusReason }
  inputs { json bytes preview }
  outputs { json bytes preview }
  nodeResults { nodes { nodeId attempt status startedAt finishedAt durationMs error bytes value } }
  dag {
    nodeCount title nodes { id kind label typeSignature } edges { source target label kind }
    groups { id label nodeIds collapsed }
  }
  metadata { nodes { field value attempt ts } }`

/** A record with something in every field. */
export const whole = (id: string, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  runNumber: 7,
  step: 'fit',
  parentId: 'parent',
  source: 'dashboard',
  scriptPath: 'jobs/train.py',
  sampleRate: 0.25,
  heartbeatAt: at(5000),
  heartbeatTimeoutMs: 60_000,
  attempts: [
    { number: 1, startedAt: at(1000), finishedAt: at(2000), verdict: 'FAILED', error: 'out of memory' },
    { number: 2, startedAt: at(3000), finishedAt: at(6000), verdict: 'OK' },
  ],
  metadata: [
    { field: 'note', value: 'with "quotes"\nand lines', ts: at(4000), attempt: 2 },
    { field: 'note', value: 'as a whole', ts: at(3500) },
  ],
  inputs: { rows: 1000, columns: ['a', 'ü'] },
  outputs: { loss: 0.25, epochs: 9007199254740991 },
  nodeResults: [
    { nodeId: 'load', status: 'COMPLETED', startedAt: at(1000), finishedAt: at(1200), value: [1, 'ü'] },
    { nodeId: 'fit', status: 'FAILED', startedAt: at(1200), finishedAt: at(2000), error: 'out of memory' },
    {
      nodeId: 'fit',
      attempt: 2,
      status: 'COMPLETED',
      startedAt: at(3000),
      finishedAt: at(6000),
      value: null,
    },
    { nodeId: 'save', status: 'SKIPPED' },
  ],
  dag,
  ...more,
})

export const dag = {
  title: 'Training',
  nodes: [
    { id: 'load', kind: 'Input', label: 'Load the rows', typeSignature: 'Rows' },
    { id: 'fit' },
    { id: 'save', kind: 'Output' },
  ],
  edges: [
    { source: 'load', target: 'fit', label: 'rows' },
    { source: 'fit', target: 'save', kind: 'CONTROL' },
  ],
  groups: [{ id: 'all', label: 'Everything', nodeIds: ['load', 'fit'] }],
}

/** What `scalars` and `details` answer of `whole`. */
export const wholeAnswer = (id: string, backend: string) => ({
  id,
  key: `${backend}:${id}`,
  backend,
  version: '1',
  flow: 'Train',
  step: 'fit',
  attempt: 2,
  status: 'COMPLETED',
  statusReason: 'ATTEMPT_OK',
  error: null,
  nodeCount: 3,
  sampleRate: 1,
  startedAt: at(1000),
  finishedAt: at(6000),
  durationMs: 5000,
  heartbeatAt: at(5000),
  heartbeatTimeoutMs: 60_000,
  source: 'dashboard',
  scriptPath: 'jobs/train.py',
  outputPreview: 'loss: 0.25',
  attempts: {
    nodes: [
      {
        number: 1,
        startedAt: at(1000),
        finishedAt: at(2000),
        status: 'FAILED',
        statusReason: 'ATTEMPT_FAILED',
        error: 'out of memory',
      },
      {
        number: 2,
        startedAt: at(3000),
        finishedAt: at(6000),
        status: 'COMPLETED',
        statusReason: 'ATTEMPT_OK',
        error: null,
      },
    ],
  },
  run: {
    id: `${backend}:Train/7`,
    backend,
    flow: 'Train',
    number: 7,
    name: null,
    startedAt: at(1000),
    status: 'FAILED',
    statusReason: 'HEARTBEAT_STALE',
  },
  inputs: {
    json: { rows: 1000, columns: ['a', 'ü'] },
    bytes: 34,
    preview: '{"rows":1000,"columns":["a","ü"]}',
  },
  outputs: {
    json: { loss: 0.25, epochs: 9007199254740991 },
    bytes: 39,
    preview: '{"loss":0.25,"epochs":9007199254740991}',
  },
  nodeResults: {
    nodes: [
      node('fit', 1, 'FAILED', [1200, 2000], 'out of memory'),
      node('fit', 2, 'COMPLETED', [3000, 6000]),
      { ...node('load', 1, 'COMPLETED', [1000, 1200]), bytes: 8, value: [1, 'ü'] },
      node('save', 1, 'SKIPPED'),
    ],
  },
  dag: {
    nodeCount: 3,
    title: 'Training',
    nodes: [
      { id: 'load', kind: 'Input', label: 'Load the rows', typeSignature: 'Rows' },
      { id: 'fit', kind: 'Operation', label: 'fit', typeSignature: null },
      { id: 'save', kind: 'Output', label: 'save', typeSignature: null },
    ],
    edges: [
      { source: 'load', target: 'fit', label: 'rows', kind: 'DATA' },
      { source: 'fit', target: 'save', label: null, kind: 'CONTROL' },
    ],
    groups: [{ id: 'all', label: 'Everything', nodeIds: ['load', 'fit'], collapsed: false }],
  },
  metadata: {
    nodes: [
      { field: 'attempt', value: '1', attempt: 1, ts: at(1000) },
      { field: 'attempt_ok', value: 'false', attempt: 1, ts: at(2000) },
      { field: 'attempt_error', value: 'out of memory', attempt: 1, ts: at(2000) },
      { field: 'attempt', value: '2', attempt: 2, ts: at(3000) },
      { field: 'attempt_ok', value: 'true', attempt: 2, ts: at(6000) },
      { field: 'note', value: 'with "quotes"\nand lines', attempt: 2, ts: at(4000) },
      { field: 'note', value: 'as a whole', attempt: 0, ts: at(3500) },
    ],
  },
})

function node(
  nodeId: string,
  attempt: number,
  status: string,
  times?: [from: number, to: number],
  error: string | null = null,
) {
  const [startedAt, finishedAt] = times ? times.map(at) : [null, null]
  const durationMs = times ? times[1] - times[0] : null
  return { nodeId, attempt, status, startedAt, finishedAt, durationMs, error, bytes: null, value: null }
}
