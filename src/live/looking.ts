import type { Backend } from '../db/backend.ts'
import type { LiveDocument, LookEvent, Topic } from './events.ts'
import type { Operation } from './operation.ts'
import type { Renderer } from './rendering.ts'
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
  lookedAt: number
}

/** How many milliseconds must be between two looks. */
const apart = { queue: 1_000, attention: 10_000 }

export function createLooking(backends: readonly Backend[], renderer: Renderer, ticks: Ticks): Looking {
  const watches = new Map<string, Watch>()
  const keyOf = (topic: LookTopic) => (topic.on === 'queue' ? `queue ${topic.backend.name}` : topic.on)

  async function look(watch: Watch) {
    watch.timer = undefined
    watch.lookedAt = performance.now()
    await Promise.all(
      [...watch.operations].map(([document, operations]) => tell(watch, document, operations)),
    )
  }
  /** Tells what differs from what was told last. */
  async function tell(watch: Watch, document: LiveDocument, operations: Iterable<Operation>) {
    const { tick, bytes } = await rendered(watch, document)
    if (watch.last.get(document)?.equals(bytes)) return
    watch.last.set(document, bytes)
    for (const operation of operations) hand(operation, bytes, tick)
  }
  async function rendered({ backend, event }: Watch, document: LiveDocument, client?: string) {
    const tick = ticks.settled()
    const rendering = renderer.begin({ backend, now: Date.now(), tick: undefined, client })
    const payload = rendering.render(document, event)
    rendering.begun()
    return { tick, bytes: await payload }
  }
  function hand(operation: Operation, bytes: Buffer, tick: number) {
    if (operation.isOver) return
    operation.subscriber.put(operation, '', bytes, tick)
    operation.subscriber.flush()
  }

  return {
    async add(operation) {
      const topic = operation.topic as LookTopic
      const key = keyOf(topic)
      const watch = watches.get(key) ?? beginWatch(topic, backends, (watch) => void look(watch))
      watches.set(key, watch)
      const { document } = operation
      const same = watch.operations.get(document) ?? new Set()
      watch.operations.set(document, same.add(operation))
      const { bytes, tick } = await rendered(watch, document, operation.subscriber.client)
      watch.last.set(document, bytes)
      hand(operation, bytes, tick)
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

function beginWatch(topic: LookTopic, backends: readonly Backend[], look: (watch: Watch) => void): Watch {
  const backend = topic.on === 'queue' ? topic.backend : undefined
  const rung = () => {
    const ms = Math.max(0, watch.lookedAt + apart[topic.on] - performance.now())
    watch.timer ??= setTimeout(() => look(watch), ms).unref()
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
    lookedAt: performance.now(),
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
