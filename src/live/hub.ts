import type { Backend } from '../db/backend.ts'
import { createExecutionWatch } from './executionwatch.ts'
import type { FollowerOptions } from './follower.ts'
import type { Framing } from './framing.ts'
import { createLoad } from './load.ts'
import { createLooking } from './looking.ts'
import type { Operation } from './operation.ts'
import { type Sink, createWaitingBytes } from './outbox.ts'
import type { Renderer } from './rendering.ts'
import { createRunWatch } from './runwatch.ts'
import { type LiveStore, createLiveStore } from './store.ts'
import { type LiveStream, createStream } from './stream.ts'
import { createTicks } from './ticks.ts'

/** Brings changes of all stores to all who watch them. */
export interface Hub {
  readonly epoch: string
  open(sink: Sink, framing: Framing, client: string | undefined): LiveStream
  /** The tick of a text that this process has given, if it has. */
  tickOf(text: string): number | undefined
  /** As of when a look is that begins now, by the backends that are followed. */
  position(): Readonly<Record<string, string>> | undefined
  /** How many different filters of runs are watched. */
  filterCount(): number
  close(): Promise<void>
}

interface HubOptions {
  readonly renderer: Renderer
  readonly report: (error: unknown) => void
  /** How many milliseconds a look-up may take. */
  readonly readMs: number
  readonly following?: FollowerOptions | undefined
}

export type HubTools = ReturnType<typeof createTools>

export function createHub(backends: readonly Backend[], options: HubOptions): Hub {
  const tools = createTools(backends, options)
  const { ticks, stores, runs, looking } = tools
  const streams = new Set<LiveStream>()
  let beats: NodeJS.Timeout | undefined

  const beat = () => streams.forEach((stream) => stream.beat())
  return {
    epoch: ticks.epoch,
    open(sink, framing, client) {
      const stream = createStream(sink, framing, client, tools)
      streams.add(stream)
      beats ??= setInterval(beat, beatMs).unref()
      return {
        ...stream,
        close() {
          stream.close()
          streams.delete(stream)
          if (streams.size > 0) return
          clearInterval(beats)
          beats = undefined
        },
      }
    },
    tickOf: ticks.numberOf,
    position() {
      const followed = stores.filter(({ isFollowed }) => isFollowed())
      if (followed.length === 0) return undefined
      const tick = ticks.textOf(ticks.now())
      return Object.fromEntries(followed.map(({ backend }) => [backend.name, tick]))
    },
    filterCount: runs.size,
    async close() {
      clearInterval(beats)
      looking.close()
      await Promise.all(stores.map((store) => store.close()))
    },
  }
}

const beatMs = 15_000

/** What all streams share. */
function createTools(backends: readonly Backend[], { renderer, report, readMs, following }: HubOptions) {
  const ticks = createTicks()
  const executions = createExecutionWatch()
  const runs = createRunWatch()
  const looking = createLooking(backends, renderer, ticks)
  const shared = { executions, runs, ticks, renderer, load: createLoad(), report, following }
  const stores = backends.map((backend) => createLiveStore(backend, shared))
  const updateAll = () => void Promise.all(stores.map((store) => store.update()))
  return {
    backends,
    ticks,
    renderer,
    report,
    readMs,
    executions,
    runs,
    looking,
    stores,
    waiting: createWaitingBytes(),
    watch(operation: Operation) {
      const { topic } = operation
      if (topic.on === 'executions') executions.add(operation, topic.ids)
      else if (topic.on === 'runs') runs.add(operation, topic)
    },
    unwatch(operation: Operation) {
      const { topic } = operation
      if (topic.on === 'executions') executions.remove(operation, topic.ids)
      else if (topic.on === 'runs') runs.remove(operation, topic)
      else looking.remove(operation)
      updateAll()
    },
    /** The stores that operations watch. */
    storesOf(operations: readonly Operation[]): LiveStore[] {
      const wanted = new Set(operations.flatMap(backendsOf))
      return stores.filter(({ backend }) => wanted.has(backend))
    },
  }
}

function backendsOf({ topic }: Operation): readonly Backend[] {
  if (topic.on === 'executions')
    return topic.ids.flatMap(({ places }) => places.map(({ backend }) => backend))
  return topic.on === 'runs' ? topic.backends : []
}
