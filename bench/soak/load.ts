import { Lost, ask } from '../queuecrash/ask.ts'
import { claim, complete } from '../queuecrash/claims.ts'
import { recordExecutions, recordRuns } from '../live/documents.ts'
import { comeAndGo } from './streams.ts'

export interface Counts {
  requests: number
  streams: number
  /** Answers that nothing explains. */
  readonly wrong: string[]
}

/** The ids of executions that are written, again and again. */
const known = 20_000
const below = (most: number) => Math.floor(Math.random() * most)
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!
const id = () => `e${below(known)}`
const ids = (count: number) => Array.from({ length: count }, id)
const backends = ['main', 'other']

const statuses = [['FAILED'], ['RUNNING'], ['COMPLETED'], ['RUNNING', 'FAILED']]
const filter = () => ({
  ...(below(2) === 0 && { flow: [`flow${below(20)}`] }),
  ...(below(2) === 0 && { status: oneOf(statuses) }),
  ...(below(3) === 0 && { startedAfter: new Date(Date.now() - below(1e8)).toISOString() }),
  ...(below(4) === 0 && { backend: [oneOf(backends)] }),
})

const lookUp = `query ($ids: [ID!]!) { executions(ids: $ids) {
  id status attempts { nodes { number status } } nodeResults { nodes { nodeId } } inputs { json } } }`
const history = `query ($filter: ExecutionFilter) { executionHistory(filter: $filter, first: 50) {
  nodes { id status run { number } } unavailable } }`
const counts =
  '{ statusCounts { counts { status value } } executionStats { isExact } attention(first: 5) { items { kind } } }'
const deleted =
  'mutation ($input: DeleteExecutionsInput!) { deleteExecutions(input: $input) { results { ok } } }'
const started =
  'mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { ok } } }'

const jobs: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  lookUp: (url) => ask(url, lookUp, { ids: ids(20) }),
  history: (url) => ask(url, history, { filter: filter() }),
  counts: (url) => ask(url, counts, {}),
  write: (url) => ask(url, recordExecutions, { input: { onConflict: 'REPLACE', ...written() } }),
  runs: (url) =>
    ask(url, recordRuns, {
      input: { runs: [{ flow: `flow${below(20)}`, number: 1 + below(500), user: id() }] },
    }),
  work,
  goAway,
}

function written() {
  const executions = ids(5).map((one) => {
    const isOver = below(2) === 0
    return {
      id: one,
      flow: `flow${below(20)}`,
      status: isOver ? oneOf(['COMPLETED', 'FAILED']) : 'RUNNING',
      inputs: { text: 'x'.repeat(below(2_000)) },
      ...(isOver && { outputs: below(1e6) }),
    }
  })
  const unique = new Map(executions.map((one) => [one.id, one]))
  return { backend: oneOf(backends), executions: [...unique.values()] }
}

/** What was done is deleted, so that the stores do not grow. */
async function work(url: string) {
  const dag = { nodes: [{ id: 'n', kind: 'number' }] }
  await ask(url, started, { input: { executions: [{ flow: 'Worked', dag }] } })
  const actions = await claim(url, 'worker', 10, 5_000)
  if (actions.length === 0) return
  await complete(
    url,
    actions.map((action) => ({ action, result: { output: 1 } })),
  )
  await ask(url, deleted, { input: { ids: actions.map(({ executionId }) => executionId) } })
}

/** A client that does not wait for its answer. */
async function goAway(url: string) {
  const body = JSON.stringify({ query: history, variables: { filter: filter() } })
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(below(20))
  const response = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => undefined)
  await response?.text().catch(() => {})
}

/** Clients of all kinds for a while, and streams that come and go. */
export async function mixedLoad(url: string, ms: number, told: Counts): Promise<void> {
  const until = performance.now() + ms
  const lane = async (job: (url: string) => Promise<unknown>) => {
    while (performance.now() < until) {
      try {
        await job(url)
        told.requests += 1
      } catch (error) {
        if (!(error instanceof Lost)) told.wrong.push(String(error))
        else told.wrong.push(`Not answered: ${error.message}`)
      }
    }
  }
  const streams = async () => {
    while (performance.now() < until) {
      const ms = Math.min(100 + below(2_000), until - performance.now())
      await comeAndGo(url, ids(20), ms).catch((error: unknown) => told.wrong.push(String(error)))
      told.streams += 1
    }
  }
  await Promise.all([...Object.values(jobs).map(lane), ...Array.from({ length: 20 }, streams)])
}
