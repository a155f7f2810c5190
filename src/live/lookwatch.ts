import type { Backend } from '../db/backend.ts'
import type { LiveDocument, LookEvent, Topic } from './events.ts'
import type { Operation } from './operation.ts'
import type { Readings } from './rendering.ts'

export type LookTopic = Extract<Topic, { on: 'queue' | 'attention' }>

/** A queue, or the attention, that somebody watches. */
export interface Watch {
  readonly operations: Map<LiveDocument, Set<Operation>>
  /** What was told last of each document. */
  readonly last: Map<LiveDocument, Buffer>
  /** Those who are told nothing yet. */
  readonly first: Set<Operation>
  readonly event: LookEvent
  readonly backend: Backend | undefined
  readonly stop: () => void
  timer: NodeJS.Timeout | undefined
  /** What all documents share of the newest look, which began at this time. */
  readings: Readings
  lookedAt: number
  /** Documents that are rendered now, and whether they must be rendered again. */
  readonly underWay: Map<LiveDocument, 'once' | 'again'>
}

/** How many milliseconds must be between two looks. */
const apart = { queue: 1_000, attention: 10_000 }
/** How long a look waits after a ring, so that it is for many. */
const ringMs = 20

/** How long the next look must wait. */
export const msToLook = ({ event, lookedAt }: Watch) =>
  Math.max(0, lookedAt + apart[event.on] - performance.now())

export function beginWatch(topic: LookTopic, look: (watch: Watch) => void): Watch {
  const backend = topic.on === 'queue' ? topic.backend : undefined
  const due = () => {
    watch.timer = undefined
    // Meanwhile a first one may have looked.
    if (msToLook(watch) > 0) rung()
    else look(watch)
  }
  const rung = () => {
    watch.timer ??= setTimeout(due, Math.max(ringMs, Math.ceil(msToLook(watch)))).unref()
  }
  const watchedBackends = topic.on === 'queue' ? [topic.backend] : topic.backends
  const stops = watchedBackends.map((one) => one.follow?.(rung) ?? everyTime(rung, apart[topic.on]))
  const watch: Watch = {
    operations: new Map(),
    last: new Map(),
    first: new Set(),
    event: { on: topic.on, backend: backend?.name ?? null },
    backend,
    stop: () => stops.forEach((stop) => stop()),
    timer: undefined,
    readings: new Map(),
    lookedAt: -Infinity,
    underWay: new Map(),
  }
  return watch
}

export function endWatch({ timer, stop }: Watch) {
  clearTimeout(timer)
  stop()
}

/** For a store without a bell. */
function everyTime(rung: () => void, ms: number): () => void {
  const timer = setInterval(rung, ms).unref()
  return () => clearInterval(timer)
}
