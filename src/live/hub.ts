import type { Backend } from '../db/backend.ts'
import type { Framing } from './framing.ts'
import type { Sink } from './outbox.ts'
import { type LiveStream, createStream } from './stream.ts'
import { type HubOptions, createTools } from './tools.ts'

/** Brings changes of all stores to all who watch them. */
export interface Hub {
  readonly epoch: string
  open(sink: Sink, framing: Framing, client: string | undefined): LiveStream
  /** The tick of a text that this process has given, if it has. */
  tickOf(text: string): number | undefined
  /** As of when a look is that begins now, by the backends that are followed. `mayLag`: it may read replicas. */
  position(mayLag: boolean): Readonly<Record<string, string>> | undefined
  /** What it does, for the operator. */
  figures(): HubFigures
  close(): Promise<void>
}

export type HubFigures = Readonly<
  Record<'streams' | 'operations' | 'ticks' | 'frames' | 'bytes' | 'lost' | 'waiting', number>
>

export function createHub(backends: readonly Backend[], options: HubOptions): Hub {
  const tools = createTools(backends, options)
  const { ticks, stores, looking, waiting } = tools
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
    position(mayLag) {
      const followed = stores.filter(({ isFollowed }) => isFollowed())
      if (followed.length === 0) return undefined
      // What is read of a replica shows what was noticed before the time that it may be behind.
      const tickOf = ({ replicas }: Backend) =>
        ticks.textOf(mayLag && replicas ? ticks.before(replicas.maxLagMs) : ticks.now())
      return Object.fromEntries(followed.map(({ backend }) => [backend.name, tickOf(backend)]))
    },
    figures: () => ({
      streams: streams.size,
      operations: streams.values().reduce((sum, { operationIds }) => sum + [...operationIds()].length, 0),
      ticks: ticks.now(),
      ...waiting.figures(),
    }),
    async close() {
      clearInterval(beats)
      looking.close()
      await Promise.all(stores.map((store) => store.close()))
    },
  }
}

const beatMs = 15_000
