import { type RecordableHistogram, createHistogram } from 'node:perf_hooks'
import { type Worker, createWorker } from '../../src/client/worker/worker.ts'
import type { Action, WorkQueue } from '../../src/client/worker/workqueue.ts'
import { lastNode } from './graph.ts'
import type { Worked } from './serve.ts'

/** Workers in a process, and how many actions each holds at most: four of 250 took most of those that were tried. */
const [workers, places] = [4, 250]

/** Starts so many executions, and returns their ids. */
type StartSome = (count: number) => Promise<readonly string[]>

/** Keeps so many executions open, and works on them: the next one is started when one is finished. */
export async function keepOpen(queue: WorkQueue, window: number, startSome: StartSome) {
  const latency = createHistogram()
  const began = new Map<string, number>()
  let failure: Error | undefined
  let isStopping = false
  const startMore = async (count: number) => {
    const at = performance.now()
    for (const id of await startSome(count)) began.set(id, at)
  }
  const finished = (ids: readonly string[]) => {
    for (const id of ids) note(latency, began.get(id))
    if (ids.length === 0 || isStopping) return
    startMore(ids.length).catch(
      (cause: unknown) => (failure ??= new Error('No more could be started.', { cause })),
    )
  }
  const watched: WorkQueue = {
    ...queue,
    async complete(completions) {
      const answers = await queue.complete(completions)
      const last = completions.filter(({ nodeId }, index) => nodeId === lastNode && answers[index] === null)
      finished(last.map(({ executionId }) => executionId))
      return answers
    },
  }
  const crew = startCrew(watched, workers, places)
  await startMore(window)
  return async (): Promise<Omit<Worked, 'cpu'>> => {
    isStopping = true
    await stopCrew(crew)
    if (failure) throw failure
    return { p50: percentile(latency, 50), p99: percentile(latency, 99), inFlight: window }
  }
}

export function startCrew(queue: WorkQueue, count: number, concurrency: number): Worker[] {
  const crew = Array.from({ length: count }, () =>
    createWorker({ queue, handlers: { noop }, concurrency, leaseMs: 60_000 }),
  )
  for (const worker of crew) worker.start()
  return crew
}

const noop = ({ input }: Action<object>) => Object.keys(input).length

export const stopCrew = (crew: readonly Worker[]) =>
  Promise.all(crew.map((worker) => worker.stop({ graceMs: 5_000 })))

/** In microseconds, which a histogram takes as whole numbers. */
function note(latency: RecordableHistogram, began: number | undefined) {
  if (began !== undefined) latency.record(Math.max(1, Math.round((performance.now() - began) * 1_000)))
}

const percentile = (latency: RecordableHistogram, share: number) =>
  latency.count === 0 ? null : latency.percentile(share) / 1_000
