import type { Asking } from './asking.ts'
import { dataOf } from './asking.ts'

/** So many flows have all runs and executions. */
export const flows = 20
const perRun = 10
const batch = 500
const first = Date.UTC(2026, 0, 1)
const minute = 60_000

const at = (ms: number) => new Date(first + ms).toISOString()
export const flowOf = (place: number) => `Flow${place % flows}`
export const idOf = (place: number) => `e-${place}`

const dag = {
  title: 'Train',
  nodes: [{ id: 'load' }, { id: 'fit' }, { id: 'save' }],
  edges: [
    { source: 'load', target: 'fit' },
    { source: 'fit', target: 'save' },
  ],
}

/** A tenth failed, a twentieth is open, a few of those wait. */
export function executionAt(place: number) {
  const started = place * minute
  const hasFailed = place % 10 === 3
  const isOpen = place % 20 === 7
  const end = { finishedAt: at(started + 5_000 + (place % 97) * 100), verdict: hasFailed ? 'FAILED' : 'OK' }
  const attempt = { number: 1, startedAt: at(started), ...(!isOpen && end) }
  return {
    ...{
      id: idOf(place),
      flow: flowOf(place),
      runNumber: 1 + Math.floor(place / flows / perRun),
      step: 'fit',
    },
    ...(place % 50 === 1 && { parentId: idOf(place - 1) }),
    ...{ source: place % 3 === 0 ? 'cron' : 'api', scriptPath: `/jobs/${place % 25}.py` },
    tags: [`t${place % 7}`, ...(place % 100 === 0 ? ['rare'] : [])],
    attempts: [hasFailed ? { ...attempt, error: `no space left on device ${place % 5}` } : attempt],
    ...(place % 60 === 27 && { state: 'WAITING' }),
    metadata: [{ field: 'note', value: `note ${place}`, ts: at(started) }],
    ...{ inputs: { place, text: 'in' }, outputs: { place, text: 'out' } },
    nodeResults: ['load', 'fit', 'save'].map((nodeId, index) => ({
      ...{ nodeId, status: hasFailed && nodeId === 'fit' ? 'FAILED' : 'COMPLETED', value: { place, index } },
      ...{ startedAt: at(started + index * 1_000), finishedAt: at(started + index * 1_000 + 900) },
    })),
    ...(place % 4 === 0 && { dag }),
  }
}

const runAt = (place: number) => ({
  ...{
    flow: flowOf(place),
    number: 1 + Math.floor(place / flows),
    name: `run-${place}`,
    user: `user${place % 9}`,
  },
  ...{ startedAt: at(place * perRun * minute), tags: [`t${place % 7}`] },
  ...(place % 8 !== 5 && {
    attempt: { number: 1, at: at(place * perRun * minute) },
    verdict: { ok: place % 10 !== 3, at: at(place * perRun * minute + 60_000) },
  }),
})

export const recordExecutions = `mutation ($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { ok problem { code message } } }
}`
const recordRuns = `mutation ($input: RecordRunsInput!) {
  recordRuns(input: $input) { results { ok problem { code message } } }
}`

interface Results {
  readonly results: readonly { readonly ok: boolean; readonly problem: unknown }[]
}

/** Fills a store with so many executions, and their runs. */
export async function fill({ ask }: Asking, executions: number): Promise<void> {
  const runs = Math.ceil(executions / perRun)
  const send = async (text: string, input: object) => {
    const data = await dataOf<Record<string, Results>>(ask(text, { input }))
    const failed = Object.values(data)[0]!.results.find(({ ok }) => !ok)
    if (failed) throw new Error(JSON.stringify(failed.problem))
  }
  for (const part of parts(runs)) await send(recordRuns, { runs: part.map(runAt) })
  for (const part of parts(executions)) await send(recordExecutions, { executions: part.map(executionAt) })
}

function* parts(count: number): Iterable<number[]> {
  for (let done = 0; done < count; done += batch)
    yield Array.from({ length: Math.min(batch, count - done) }, (_, index) => done + index)
}
