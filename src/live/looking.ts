import type { Backend } from '../db/backend.ts'
import type { LiveDocument, LookEvent, Topic } from './events.ts'
import type { Operation } from './operation.ts'
import type { Readings, Renderer, Rendering } from './rendering.ts'
import { createBreaks } from '../db/turn.ts'
import type { Ticks } from './ticks.ts'

/** What is read anew when something has changed, such as the state of a queue, and told if it differs. */
export interface Looking {
  add(operation: Operation): Promise<void>
  remove(operation: Operation): void
  close(): void
}

type LookTopic = Extract<Topic, { on: 'queue' | 'attention' }>

interface Watch {
  readonly operations: Map<LiveDocument, Set<Operation>>
  /** What was told last of each document. */
  readonly last: Map<LiveDocument, Buffer>
  readonly event: LookEvent
  readonly backend: Backend | undefined
  readonly stop: () => void
  timer: NodeJS.Timeout | undefined
  /** What all documents share of the newest look, which began at this time. */
  readings: Readings
  lookedAt: number
  isLooking: boolean
}

/** How many milliseconds must be between two looks. */
const apart = { queue: 1_000, attention: 10_000 }
/** How long a look waits after a ring, so that it is for many. */
const ringMs = 20

export function createLooking(backends: readonly Backend[], renderer: Renderer, ticks: Ticks): Looking {
  const watches = new Map<string, Watch>()

  /** Reads once for all documents, and tells what differs from what was told last. */
  async function look(watch: Watch) {
    watch.isLooking = true
    const tick = ticks.settled()
    const rendering = begin(watch)
    const breaks = createBreaks()
    // One after the other: what they need is read by the first, and all at once would hold up others.
    for (const document of [...watch.operations.keys()]) {
      if (!watch.operations.has(document)) continue
      const bytes = await rendering.render(document, watch.event)
      tell(watch, document, bytes, tick)
      if (breaks.isDue()) await breaks.take()
    }
    watch.isLooking = false
  }
  function tell(watch: Watch, document: LiveDocument, bytes: Buffer, tick: number) {
    const operations = watch.operations.get(document)
    if (!operations || watch.last.get(document)?.equals(bytes)) return
    watch.last.set(document, bytes)
    for (const operation of operations) hand(operation, bytes, tick)
  }
  /** Reads anew if the last look is old. */
  function begin(watch: Watch, client?: string): Rendering {
    if (msToLook(watch) === 0) {
      watch.readings = new Map()
      watch.lookedAt = performance.now()
    }
    const { backend, readings } = watch
    const rendering = renderer.begin({ backend, now: Date.now(), tick: undefined, client, readings })
    rendering.begun()
    return rendering
  }
  return {
    async add(operation) {
      const topic = operation.topic as LookTopic
      const key = keyOf(topic)
      const watch = watches.get(key) ?? beginWatch(topic, backends, look)
      watches.set(key, watch)
      const { document } = operation
      const same = watch.operations.get(document) ?? new Set()
      watch.operations.set(document, same.add(operation))
      const tick = ticks.settled()
      const bytes = await begin(watch, operation.subscriber.client).render(document, watch.event)
      const known = watch.last.get(document)
      // What it is told is newer than what the others know, or the same.
      tell(watch, document, bytes, tick)
      if (known?.equals(bytes)) hand(operation, bytes, tick)
    },
    remove(operation) {
      const key = keyOf(operation.topic as LookTopic)
      const watch = watches.get(key)
      const same = watch?.operations.get(operation.document)
      if (!watch || !same?.delete(operation) || same.size > 0) return
      watch.operations.delete(operation.document)
      watch.last.delete(operation.document)
      if (watch.operations.size > 0) return
      end(watch)
      watches.delete(key)
    },
    close: () => watches.values().forEach(end),
  }
}

const keyOf = (topic: LookTopic) => (topic.on === 'queue' ? `queue ${topic.backend.name}` : topic.on)

function hand(operation: Operation, bytes: Buffer, tick: number) {
  if (operation.isOver) return
  operation.subscriber.put(operation, '', bytes, tick)
  operation.subscriber.flush()
}

/** How long the next look must wait. */
const msToLook = ({ event, lookedAt }: Watch) => Math.max(0, lookedAt + apart[event.on] - performance.now())

function beginWatch(
  topic: LookTopic,
  backends: readonly Backend[],
  look: (watch: Watch) => Promise<void>,
): Watch {
  const backend = topic.on === 'queue' ? topic.backend : undefined
  const due = () => {
    watch.timer = undefined
    // Meanwhile a first one may have looked.
    if (msToLook(watch) > 0 || watch.isLooking) rung()
    else void look(watch)
  }
  const rung = () => {
    watch.timer ??= setTimeout(due, Math.max(ringMs, Math.ceil(msToLook(watch)))).unref()
  }
  const watchedBackends = backend ? [backend] : backends
  const stops = watchedBackends.map((one) => one.follow?.(rung) ?? everyTime(rung, apart[topic.on]))
  const watch: Watch = {
    operations: new Map(),
    last: new Map(),
    event: { on: topic.on, backend: backend?.name ?? null },
    backend,
    stop: () => stops.forEach((stop) => stop()),
    timer: undefined,
    readings: new Map(),
    lookedAt: -Infinity,
    isLooking: false,
  }
  return watch
}

function end({ timer, stop }: Watch) {
  clearTimeout(timer)
  stop()
}

/** For a store without a bell. */
function everyTime(rung: () => void, ms: number): () => void {
  const timer = setInterval(rung, ms).unref()
  return () => clearInterval(timer)
}
