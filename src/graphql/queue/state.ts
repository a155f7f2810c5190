import type { RecordableHistogram } from 'node:perf_hooks'
import { mostCounted, queueState, workersSince } from '../../db/queue/state.ts'
import type { Backend } from '../../db/backend.ts'
import { StoreFailure } from '../../db/failure.ts'
import { type Context, writableNamed } from '../context.ts'
import { fromStore } from '../errors.ts'
import type { QueryQueueArgs } from '../types.gen.ts'

const hour = 3_600_000

/** The state of a backend's queue. */
export async function queue(context: Context, { backend: name }: QueryQueueArgs) {
  const backend = writableNamed(context.backends, name, 'backend')
  return context.look().once(`queue ${backend.name}`, () => queueIn(context, backend))
}

async function queueIn(context: Context, backend: Backend) {
  const look = context.look()
  const reading = look.reading(backend)
  try {
    const { alone } = look.load(backend)
    const [rows, workers] = await Promise.all([
      alone(() => queueState(backend, reading)),
      alone(() => workersSince(backend, reading.now - hour, reading)),
    ])
    const of = (what: string) => rows.filter((row) => row.what === what)
    const total = (what: string) => of(what).reduce((sum, { count }) => sum + count, 0)
    const backlog = (what: string) => {
      const isExact = total(what) <= mostCounted
      return of(what).map(({ name: of_, count: value, oldest }) => ({
        name: of_,
        value,
        isExact,
        oldest: oldest!,
      }))
    }
    const oldest = of('ready').map((row) => row.oldest!)
    return {
      backend: backend.name,
      waiting: backlog('waiting'),
      ready: backlog('ready'),
      open: total('open'),
      future: total('future'),
      delayed: total('delayed'),
      inFlight: total('inFlight'),
      oldestMs: oldest.length === 0 ? null : Math.max(0, reading.now - Math.min(...oldest)),
      workers: workers.map((worker) => ({ ...worker, kinds: JSON.parse(worker.kinds) as string[] })),
      rates: context.queue.rates.read(),
      latencies: Object.entries(context.queue.timings).map(([phase, times]) => latency(phase, times)),
    }
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error
    throw fromStore(error)
  }
}

/** Histograms hold microseconds. */
function latency(name: string, times: RecordableHistogram) {
  const ms = (microseconds: number) => (times.count === 0 ? 0 : Math.round(microseconds) / 1_000)
  const at = (percentile: number) => ms(times.percentile(percentile))
  return { name, count: times.count, p50: at(50), p90: at(90), p99: at(99), max: ms(times.max) }
}
