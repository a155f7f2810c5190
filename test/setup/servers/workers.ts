import { setTimeout as wait } from 'node:timers/promises'
import { vi } from 'vitest'
import { type Worker, createWorker } from '../../../src/client/worker/worker.ts'
import type { WorkerOptions } from '../../../src/client/worker/options.ts'
import type { WorkerProblem } from '../../../src/client/worker/problem.ts'
import type { WorkQueue } from '../../../src/client/worker/workqueue.ts'
import { localQueue } from '../../../src/db/queue/local.ts'
import type { AppOptions } from '../../../src/server/app.ts'
import { type Api, startApi } from './api.ts'
import { type Seen, look } from '../ask/queue.ts'
import { kinds } from './stores.ts'
import { listen } from './served.ts'
import { sized } from '../whole.ts'

/** Each store, and the two ways in which a worker reaches it. */
const ways = kinds.flatMap((kind) =>
  (['over GraphQL', 'in process'] as const).map((way) => ({ kind, way, title: `${kind}, ${way}` })),
)

/** In `npm test` each store once, and each way. */
export const someWays = sized(
  ways,
  ways.filter(({ kind, way }) => (kind === 'sqlite') === (way === 'over GraphQL')),
)

/** So long that nobody finds anything by looking again. */
export const neverPoll = 3_600_000

type Work = Pick<WorkerOptions, 'handlers'> & Partial<WorkerOptions>

export interface Workplace {
  readonly api: Api
  readonly url: string
  readonly queue: WorkQueue
  readonly problems: WorkerProblem[]
  /** A worker that has started. */
  hire(work: Work): Worker
  close(): Promise<void>
}

/** A server, and workers that ask it or its store. */
export async function openWorkplace(
  { kind, way = 'over GraphQL' }: { readonly kind: string; readonly way?: (typeof ways)[number]['way'] },
  options: Partial<AppOptions> = {},
  route?: (url: string) => string,
): Promise<Workplace> {
  const api = await startApi({ title: kind, kinds: { main: kind } }, options, route)
  const server = await listen(api.app)
  const url = `${server.url}/graphql`
  const { pollMs, outputBytes } = options
  const queue: WorkQueue = localQueue(api.backends[0]!, {
    ...(pollMs !== undefined && { pollMs }),
    ...(outputBytes !== undefined && { outputBytes }),
  })
  const problems: WorkerProblem[] = []
  const hired: Worker[] = []
  return {
    api,
    url,
    queue,
    problems,
    hire(work) {
      const place = way === 'in process' ? { queue } : { url }
      const worker = createWorker({ ...place, onError: (problem) => problems.push(problem), ...work })
      hired.push(worker)
      worker.start()
      return worker
    },
    async close() {
      await Promise.all(hired.map((worker) => worker.stop({ graceMs: 0 })))
      await server.close()
      await api.close()
    },
  }
}

/**
 * From now on no timer of a worker ends a lease of so many milliseconds, until mocks are restored: on a slow machine it
 * would come before what is tested.
 */
export function neverExpire(leaseMs: number): void {
  timersOf(leaseMs, (real) => real(() => {}, longest).unref())
}

/** How long a handler may take whose time is over at once. No other timer has as long. */
export const briefMs = 600_000

/** From now on the time of handlers that may take `briefMs` is over once they have begun, until mocks are restored. */
export function timeOutAtOnce(): void {
  // The worker tells of it a second before the lease ends.
  timersOf(briefMs - 1_000, (real, work) => real(work, 0))
}

type Timer = (work: () => void, ms?: number) => NodeJS.Timeout

function timersOf(length: number, start: (real: Timer, work: () => void) => NodeJS.Timeout) {
  const real: Timer = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms?: number) =>
    ms === length ? start(real, work) : real(work, ms),
  )
}

/** The maximum of a timer. */
const longest = 2 ** 31 - 1

/** What has become of executions, once none of them goes on. */
export async function ended(api: Api, ids: readonly string[]): Promise<Seen[]> {
  return until(async () => {
    const seen = await look(api, ids)
    return seen.every((one) => one && !['PENDING', 'RUNNING'].includes(one.status)) && (seen as Seen[])
  }, 50)
}

/** The first answer that is one, asked for every so many milliseconds. */
export async function until<T>(
  ask: () => T | false | undefined | Promise<T | false | undefined>,
  everyMs = 10,
): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== false && answer !== undefined) return answer
    await wait(everyMs)
  }
}
