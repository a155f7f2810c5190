/** Every scalar field of an execution that the clock does not move. */
const scalars = `id key version flow step status statusReason attempt startedAt finishedAt error source scriptPath
  sampleRate nodeCount outputPreview tags`
const details = `attempts { nodes { number startedAt finishedAt status statusReason error } }
  run { id status } inputs { json } outputs { json bytes } dag { nodeCount nodes { id status } }
  nodeResults { nodes { nodeId attempt status startedAt finishedAt value } } metadata { nodes { field value ts } }`

const failed = 'status: [FAILED]'
const flow = 'flow: ["Flow3"]'
const flows = 'flow: ["Flow3", "Flow7", "Nobody"]'
const time = 'startedAfter: "2026-01-01T10:00:00Z", startedBefore: "2026-01-02T10:00:00Z"'

const history = (filter: string, more = '') =>
  `executionHistory(filter: { ${filter} }, first: 20 ${more}) { nodes { ${scalars} } pageInfo { hasNextPage } }`
const runs = (filter: string, more = '') =>
  `runs(filter: { ${filter} }, first: 20 ${more}) {
    nodes { id name user status startedAt finishedAt tags } pageInfo { hasNextPage }
  }`

const executionFilters = [
  ...[
    '',
    failed,
    'status: [RUNNING]',
    'status: [WAITING]',
    'status: [PENDING]',
    'status: [COMPLETED, FAILED]',
  ],
  ...[
    flow,
    flows,
    `${flow}, ${failed}`,
    `${flow}, status: [RUNNING]`,
    `${flows}, ${failed}`,
    'source: ["cron"]',
  ],
  ...[
    'run: { flow: "Flow3", number: 2 }',
    'parent: "e-50"',
    'scriptPath: "/jobs/7.py"',
    'scriptPrefix: "/jobs/2"',
  ],
  ...[
    'scriptContains: "7"',
    'tagsAny: ["t1", "rare"]',
    'tagsAll: ["t2", "rare"]',
    time,
    `${time}, ${failed}`,
  ],
  ...[
    'minDurationMs: 6000, maxDurationMs: 8000',
    `${time}, errorContains: "device 3"`,
    `${flow}, tagsAny: ["t1"]`,
  ],
]

const runFilters = [
  ...[
    '',
    failed,
    'status: [RUNNING]',
    'status: [COMPLETED]',
    flow,
    flows,
    `${flow}, ${failed}`,
    `${flows}, ${failed}`,
  ],
  ...[
    'user: ["user3"]',
    'tagsAny: ["t1"]',
    'tagsAll: ["t1", "t2"]',
    time,
    `${time}, ${failed}`,
    'refPrefix: "run-1"',
  ],
  ...[`${flow}, refPrefix: "2"`, 'minDurationMs: 1000', 'user: ["user3"], status: [COMPLETED]'],
]

const ids = (count: number, step = 1) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => `e-${index * step}`))

/** What clients can ask, each with answers that depend on nothing but the rows. */
export const reads: readonly string[] = [
  'executions(ids: ["e-1"]) { id status }',
  'executions(ids: ["nobody", "e-2", "e-2"]) { id status }',
  ...[100, 500].map((count) => `executions(ids: ${ids(count)}) { ${scalars} }`),
  `executions(ids: ${ids(100, 7)}) { ${scalars} ${details} }`,
  `executions(ids: ${ids(60)}) { parent { id status } children { nodes { id status } } }`,
  `executions(ids: ${ids(60)}) { nodeResults(first: 1) { nodes { nodeId } } metadata(first: 1) { nodes { value } } attempts(last: 1) { nodes { number } } }`,
  `executions(ids: ${ids(40)}) { failure { summary error path { name } changed { path } group { id count title } } usual { p50Ms } }`,
  `execution(id: "e-3") { ${scalars} ${details} children { nodes { id } } }`,
  ...executionFilters.map((filter) => history(filter)),
  ...['STARTED', 'FINISHED', 'DURATION'].flatMap((field) =>
    ['ASC', 'DESC'].map((direction) =>
      history(flow, `, orderBy: { field: ${field}, direction: ${direction} }`),
    ),
  ),
  `executionHistory(last: 5) { nodes { id } pageInfo { hasPreviousPage } }`,
  `executionHistory(first: 20) { nodes { id ${details} children { nodes { id } } } }`,
  ...['', failed, flow, `${flow}, ${failed}`, time].map(
    (filter) => `executionStats(filter: { ${filter} }) {
      counts { status value isExact } durations { p50Ms p99Ms } flows { flow count failed }
    }`,
  ),
  ...['', flow].map(
    (filter) => `failureGroups(filter: { ${filter} }) { nodes { title count newest { id } } }`,
  ),
  'run(flow: "Flow3") { id status }',
  'run(flow: "Flow3", ref: "2") { id status name }',
  'run(flow: "Flow3", ref: "run-23") { id }',
  'run(flow: "Flow3", status: [FAILED]) { id }',
  `run(flow: "Flow3", ref: "2") {
    id tags metadata { nodes { field value } } steps { name } previous { id } next { id } latest(status: [COMPLETED]) { id }
    executions { nodes { id error } } failed: executions(status: [FAILED], first: 1) { nodes { id } } failure { summary }
    usual { p50Ms }
  }`,
  Array.from(
    { length: 50 },
    (_, place) => `r${place}: run(flow: "Flow${place % 25}", status: [COMPLETED]) { id }`,
  ).join(' '),
  ...runFilters.map((filter) => runs(filter)),
  ...['STARTED', 'FINISHED', 'DURATION', 'FLOW'].flatMap((field) =>
    ['ASC', 'DESC'].map((direction) => runs('', `, orderBy: { field: ${field}, direction: ${direction} }`)),
  ),
  'runs(first: 20) { nodes { id metadata { nodes { field } } executions(first: 2) { nodes { id } } previous { id } next { id } } }',
  ...['', flow, time].map(
    (filter) => `statusCounts(filter: { ${filter} }) { counts { status value isExact } }`,
  ),
  `runHistogram(filter: { ${time} }) { buckets { from counts { status value } } }`,
  `runHistogram(filter: { ${time}, ${flow} }) { buckets { from counts { status value } } }`,
  'runFacets { users { value count } flows { value count } tags { value count } }',
  'flows { nodes { name lastRun { id } latest(status: [FAILED]) { id } } }',
  'flows(filter: { namePrefix: "Flow1" }) { nodes { name } }',
  'compareExecutions(pairs: [{ left: "e-3", right: "e-13" }, { right: "e-23" }]) { left { id } right { id } inputs { hasMore } tags { added } error { left } }',
  'compareRuns(pairs: [{ left: "Flow3/1", right: "Flow3/2" }]) { left { id } tags { added } steps { kind } }',
  'attention(first: 5) { items { why execution { id } run { id } } }',
  'retentionPreview(rule: "completed:1d,failed:2d,count:10") { total dags }',
  'queue { open future delayed inFlight }',
]
