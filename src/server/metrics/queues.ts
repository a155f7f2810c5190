import type { Backend } from '../../db/backend.ts'
import { createMeter } from '../../db/meter.ts'
import type { Queue } from '../../db/queue/queue.ts'
import { type Waiting, queueState } from '../../db/queue/state.ts'
import type { Family, Sample } from './registry.ts'

/** A store is asked for its backlog at most once in so many milliseconds, and only by scrapes. */
const everyMs = 10_000
/** A scrape does not wait longer for it. */
const patience = 1_000

interface Backlog {
  readonly backend: Backend
  askedAt: number
  found: readonly Waiting[]
}

/** The queue's work: by counters of this process, and the backlog of each store by one bounded statement. */
export function queueFamilies(
  backends: readonly Backend[],
  queue: Queue,
): { readonly families: Family[]; readonly look: () => Promise<unknown> } {
  const backlogs = backends
    .filter(({ readOnly }) => !readOnly)
    .map((backend): Backlog => ({ backend, askedAt: Number.NEGATIVE_INFINITY, found: [] }))
  return {
    look: () => Promise.all(backlogs.map(lookAt)),
    families: [...backlogFamilies(backlogs), ...workFamilies(queue)],
  }
}

async function lookAt(backlog: Backlog): Promise<void> {
  const now = performance.now()
  if (now - backlog.askedAt < everyMs) return
  backlog.askedAt = now
  const reading = { now: Date.now(), meter: createMeter(), deadline: now + patience }
  // Nothing is known of a store that is down or busy.
  backlog.found = await queueState(backlog.backend, reading).catch(() => [])
}

const whats = ['waiting', 'ready', 'open', 'future', 'delayed', 'inFlight'] as const

/** Sums over kinds of work and flows, whose names are those of users. */
function backlogFamilies(backlogs: readonly Backlog[]): Family[] {
  const each = (value: (rows: readonly Waiting[]) => number | undefined) => () =>
    backlogs.flatMap(({ backend, found }) =>
      whats.flatMap((what): Sample[] => {
        const sum = value(found.filter((one) => one.what === what))
        return sum === undefined ? [] : [{ labels: { backend: backend.name, what }, value: sum }]
      }),
    )
  return [
    {
      name: 'execgraph_queue_depth',
      type: 'gauge',
      help: 'Work in the queue, up to 10001 of each; at most 10 seconds old.',
      samples: each((rows) => rows.reduce((sum, { count }) => sum + count, 0)),
    },
    {
      name: 'execgraph_queue_oldest_seconds',
      type: 'gauge',
      help: 'How long the oldest of it waits.',
      samples: each((rows) => {
        const times = rows.flatMap(({ oldest }) => oldest ?? [])
        return times.length === 0 ? undefined : Math.max(0, (Date.now() - Math.min(...times)) / 1_000)
      }),
    },
  ]
}

const quantiles = [0.5, 0.95, 0.99] as const

function workFamilies({ rates, timings }: Queue): Family[] {
  return [
    {
      name: 'execgraph_queue_events_total',
      type: 'counter',
      help: 'Executions started, actions claimed and completed, and completions refused, by this process.',
      samples: () => rates.read().map(({ name, total }) => ({ labels: { event: name }, value: total })),
    },
    {
      name: 'execgraph_queue_duration_seconds',
      type: 'summary',
      help: 'turnaround: from a claim to its completion; the others: statements by phase. Of this process, since it began.',
      samples: () =>
        Object.entries(timings).flatMap(([phase, histogram]): Sample[] => [
          ...quantiles.map((quantile) => ({
            labels: { phase, quantile: String(quantile) },
            value: histogram.count === 0 ? Number.NaN : histogram.percentile(quantile * 100) / 1e6,
          })),
          {
            labels: { phase },
            suffix: '_sum',
            value: histogram.count === 0 ? 0 : (histogram.mean * histogram.count) / 1e6,
          },
          { labels: { phase }, suffix: '_count', value: histogram.count },
        ]),
    },
  ]
}
