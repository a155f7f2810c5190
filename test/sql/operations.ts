import { expect } from 'vitest'
import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { removeBetween } from '../../src/db/recording/removebetween.ts'
import { refillGroups } from '../../src/db/failures/refill.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { createTouching } from '../../src/db/recording/touching.ts'
import { retain } from '../../src/db/retention/pass.ts'
import { newToken } from '../../src/db/tokens/newtoken.ts'
import { listTokens, markOfTokens, revokeStored, storeTokens, storeUses } from '../../src/db/tokens/tokens.ts'
import { createMeter } from '../../src/db/meter.ts'
import type { Backend } from '../../src/db/backend.ts'
import { nodeSizesOf } from '../../src/db/executions/nodevalues.ts'
import {
  cancel,
  claim,
  complete,
  done,
  drain,
  edge,
  extend,
  leaseOf,
  node,
  retry,
  start,
} from '../setup/ask/queue.ts'
import { followAt } from '../setup/ask/following.ts'
import { update } from '../setup/seeds/patches.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { endFact, sendRuns, storeFacts, storeHeartbeats, storeRuns } from '../setup/seeds/runs.ts'
import { details, scalars, whole } from '../setup/seeds/wholes.ts'
import type { Api } from '../setup/servers/api.ts'
import { exported, imported } from './transfers.ts'

const executionFilter = `status: [FAILED], flow: ["Train"], source: ["dashboard"], run: { flow: "Train", number: 7 },
  parent: "parent", scriptPath: "jobs/train.py", scriptPrefix: "jobs", scriptContains: "train", tagsAny: ["a"],
  tagsAll: ["a", "b"], startedAfter: "${at(0)}", startedBefore: "${at(900)}", minDurationMs: 1, maxDurationMs: 9,
  errorContains: "x", failureGroup: ["1:a", "1:b"]`
const oneGroup = 'failureGroup: ["1:a"]'
const runFilter = `flow: ["Train"], user: ["ann"], tagsAny: ["a"], tagsAll: ["a", "b"], startedAfter: "${at(0)}",
  startedBefore: "${at(900)}", heartbeatAfter: "${at(0)}", heartbeatBefore: "${at(900)}", minDurationMs: 1,
  maxDurationMs: 9, refPrefix: "7"`
const statuses = 'status: [RUNNING, FAILED]'

const auditFilters = [
  '',
  'action: [DELETE_EXECUTIONS, RETRY_EXECUTIONS]',
  `action: [CLEAR_EXECUTIONS], actor: ["ci"], since: "${at(0)}", until: "${at(900)}"`,
]

/** Lists and what is counted of them: without any condition, with one of each kind, and with all. */
const questions = [
  ...['', `status: [RUNNING]`, `flow: ["Train"]`, executionFilter].flatMap((filter) => [
    `executionHistory(filter: { ${filter} }) { nodes { ${scalars} tags } pageInfo { endCursor } }`,
    `executionHistory(filter: { ${filter} }, orderBy: { direction: ASC }) { nodes { id } }`,
    `executionStats(filter: { ${filter} }) { counts { value } durations { p50Ms } flows { flow } }`,
  ]),
  ...['', oneGroup, executionFilter].flatMap((filter) => [
    `executionHistory(filter: { ${filter} }) { nodes { id } }`,
    `failureGroups(filter: { ${filter} }) {
      nodes { title isRising newest { id } flows { flow } buckets { count } }
    }`,
  ]),
  ...['', statuses, `flow: ["Train"]`, runFilter, `${runFilter}, ${statuses}`].flatMap((filter) => [
    ...['STARTED', 'FINISHED', 'DURATION', 'FLOW'].map(
      (field) => `runs(filter: { ${filter} }, orderBy: { field: ${field} }) { nodes { id tags } }`,
    ),
    `statusCounts(filter: { ${filter} }) { counts { value } }`,
    `runHistogram(filter: { ${filter}, ${filter.includes('startedAfter') ? '' : `startedAfter: "${at(0)}", startedBefore: "${at(900)}"`} }) { buckets { from } }`,
    `runFacets(filter: { ${filter} }) { users { value } }`,
  ]),
  'flows { nodes { name lastRun { id } latest(status: [FAILED]) { id } } }',
  'flows(filter: { namePrefix: "T" }) { nodes { name } }',
  'run(flow: "Train") { id }',
  `run(flow: "Train", ref: "7", status: [FAILED]) {
    id tags metadata { nodes { value } } steps { name } previous { id } next { id } latest(status: [COMPLETED]) { id }
    executions { nodes { id error } } failed: executions(status: [FAILED], first: 1, after: null) { nodes { id } }
  }`,
  `executions(ids: ["whole", "large"]) {
    ${details} error tags parent { id } children { nodes { id } } attempts { nodes { number } }
    dag { nodes { status result { value } } } inputs { truncatedKeys { json } }
  }`,
  'executions(ids: ["large", "failed"]) { failure { summary error path { name } changed { path } } usual { p50Ms } }',
  'run(flow: "Train", ref: "7") { failure { summary changed { path } } usual { p50Ms } }',
  `compareExecutions(pairs: [{ right: "whole" }, { left: "whole", right: "large" }]) {
    left { id } inputs { hasMore } outputs { hasMore } dag { nodes { left { status } } } tags { added } error { left }
  }`,
  `compareRuns(pairs: [{ right: "Train/7" }, { left: "Train/1", right: "Train/7" }]) {
    left { id } tags { added } steps { kind execution { left { id } } }
  }`,
  'executions(ids: ["whole"]) { isInQueue }',
  'executions(ids: ["large", "unexplained"]) { failure { group { id count firstSeen title } } }',
  'attention { items { why execution { id } run { id } } }',
  'queue { waiting { name } ready { name } open future delayed inFlight oldestMs workers { id } }',
  'retentionPreview(rule: "completed:1d,any:2d,count:1") { total dags }',
  'backends { reachable }',
  ...auditFilters.map((filter) => `audit(first: 1, filter: { ${filter} }) { nodes { ids } }`),
]

/** A further page of a list that has one. */
async function nextPage(api: Api): Promise<void> {
  const page = (after: string | null) =>
    api.data<{ audit: { pageInfo: { endCursor: string } } }>(
      'query ($after: String) { audit(first: 1, after: $after) { pageInfo { endCursor } } }',
      { after },
    )
  await page((await page(null)).audit.pageInfo.endCursor)
}

/** Longer than what is read along with a list. */
const text = 'x'.repeat(20_000)

async function write(api: Api): Promise<void> {
  await storeRuns(api, [{ flow: 'Train', name: 'seven', user: 'ann', tags: ['a'], clientKey: 'k' }])
  await storeRuns(api, [{ flow: 'Train', number: 7, tags: ['a'] }])
  await sendRuns(api, [{ flow: 'Train', number: 7 }])
  await storeHeartbeats(api, [{ flow: 'Train', number: 7 }])
  await storeFacts(api, [endFact('Train', 7, 'attempt', '1'), endFact('Train', 7, 'attempt_ok', 'false')])
  await record(api, [
    whole('whole', { tags: ['a', 'b'] }),
    whole('gone'),
    whole('parent', { parentId: null }),
  ])
  await record(api, [{ id: 'large', flow: 'Train', tags: ['z'], inputs: { long: text } }])
  const failed = { number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'FAILED', error: text }
  await record(api, [begun('failed', 0, { attempts: [failed] })])
  await storeFacts(api, [
    { execution: 'whole', field: 'note', value: 'more' },
    { run: { flow: 'Train', number: 7 }, step: 'fit', field: 'note', value: text },
  ])
  await api.data(
    `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }`,
    { input: { onConflict: 'REPLACE', executions: [whole('gone', { tags: ['c'] })] } },
  )
  const attempts = [1, 2].map((number) => ({ number, startedAt: at(number) }))
  await record(api, [begun('behind', 0, { attempts }), begun('unexplained')])
  const updated = await update(api, [
    { id: 'behind', finishAttempt: { number: 1, verdict: 'FAILED' } },
    {
      id: 'unexplained',
      finishAttempt: { verdict: 'FAILED' },
      nodeResults: [{ nodeId: 'a', status: 'FAILED', error: 'no' }],
    },
    {
      id: 'large',
      startAttempt: {},
      outputs: { long: text },
      addTags: ['d'],
      removeTags: ['z'],
      metadata: [{ field: 'note', value: text }],
      finishAttempt: { verdict: 'FAILED', error: text },
      nodeResults: [{ nodeId: 'a', status: 'FAILED', error: text, value: 1 }],
    },
  ])
  expect(updated.filter(({ ok }) => !ok)).toEqual([])
  await api.data('mutation { deleteExecutions(input: { ids: ["gone"] }) { results { ok } } }')
}

const long = 'z'.repeat(300_000)

async function work(api: Api, title: string): Promise<void> {
  const dag = {
    // Plans of DAGs are kept for all stores of a process.
    title,
    nodes: [
      node('a', { retry: { maxAttempts: 2, backoff: 'LINEAR', delayMs: 50 } }),
      node('b'),
      node('c', { mapOver: 'a' }),
    ],
    edges: [edge('a b'), edge('a c')],
  }
  const started = await start(
    api,
    [
      { flow: 'Work', idempotencyKey: 'k' },
      { flow: 'Work', inputs: long },
    ],
    dag,
  )
  expect(started.filter(({ ok }) => !ok)).toEqual([])
  await start(api, [{ flow: 'Work', idempotencyKey: 'k' }], dag)
  const [first, second] = await claim(api, { limit: 2 })
  await api.data(`{ execution(id: "${first!.executionId}") { dag { nodes { status } } } }`)
  await extend(api, [{ ...leaseOf(first!), leaseMs: 60_000 }])
  await complete(api, [
    { ...leaseOf(first!), error: 'again' },
    { ...leaseOf(second!), release: true },
  ])
  const [released] = await claim(api, { kinds: ['Operation', 'other'] })
  await done(api, released!, { output: [1, 2] })
  await cancel(api, [released!.executionId])
  await retry(api, [released!.executionId])
  await drain(api, ({ nodeId }) => ({ output: nodeId === 'a' ? [1, 2] : 1 }), { wait: 500 })
  await start(api, [{ flow: 'Work', runAt: new Date(Date.now() + 300).toISOString() }], dag)
  expect(await claim(api, { wait: 20_000 })).toHaveLength(1)
}

/** As over an engine whose lists do not measure values. */
async function measureNodes(backend: Backend): Promise<void> {
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + 60_000 }
  expect(await nodeSizesOf(backend, [{ executionId: 'nobody', nodeId: 'a', attempt: 1 }], reading)).toEqual(
    [],
  )
}

/** So many that old ones are deleted. */
async function touchMany(backend: Backend): Promise<void> {
  const rowOf = (key: string) => ({ kind: 'executions' as const, key, number: 0, keys: null })
  const touched = idsFrom('touched', 1_000).map(rowOf)
  const touching = createTouching()
  await backend.write(createMeter(), (transaction) =>
    touching(transaction, { touched: () => touched, noted: () => 0 }, async () => {}),
  )
}

async function keepTokens(backend: Backend): Promise<void> {
  const meter = createMeter()
  const changeAt = (time: number) => ({ ...newChange('CREATE_TOKENS', commandLine), at: time })
  const { row } = newToken(
    { name: 'ci', scopes: ['READ'], flows: ['Train', 'W*'], backends: ['main'], expiresAt: null },
    1,
  )
  expect(await storeTokens(backend, [row], changeAt(2), meter)).toBe(1)
  await storeUses(backend, [{ id: row.id, at: 3 }], meter)
  const reading = { now: 4, meter, deadline: performance.now() + 10_000 }
  expect(await listTokens(backend, reading)).toEqual([{ ...row, lastUsedAt: 3 }])
  expect(await revokeStored(backend, [row.id, 'nobody'], changeAt(4), meter)).toEqual(new Set([row.id]))
  expect(await markOfTokens(backend, reading)).toEqual({ count: 1, revoked: 1, newest: 1, revokedAt: 4 })
}

const rule = parseRetainRule('completed:1d,any:2d,count:1,audit:1d')

/** So many stores were asked. */
let stores = 0

/** What clients and operators can ask of a store, each once in its plainest form and once with all that it may have. */
export async function everyOperation(api: Api, backend: Backend): Promise<void> {
  await write(api)
  await work(api, `${backend.kind} ${(stores += 1)}`)
  const lines = await exported(backend)
  if (backend.changes === 'range') {
    await (await followAt(backend)).ids()
    await touchMany(backend)
  }
  await keepTokens(backend)
  await measureNodes(backend)
  for (const question of questions) expect(await api.ask(`{ ${question} }`)).not.toHaveProperty('errors')
  await nextPage(api)
  await refillGroups({ backend, meter: createMeter(), signal: new AbortController().signal })
  for (const days of [3, 6])
    await retain({ backend, rule, meter: createMeter(), now: Date.now() + days * 86_400_000 })
  // All runs with a client key, and the executions that are left.
  await removeBetween(backend, ['Train', 'Work'], { from: 'a', to: 'z' })
  await api.data('mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }')
  await imported(backend, lines)
}
