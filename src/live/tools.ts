import type { Backend } from '../db/backend.ts'
import { createExecutionWatch } from './executionwatch.ts'
import type { FollowerOptions } from './follower.ts'
import { createLoad } from './load.ts'
import { createLooking } from './looking.ts'
import type { Operation } from './operation.ts'
import { createWaitingBytes } from './outbox.ts'
import { createOwing } from './owing.ts'
import type { Renderer } from './rendering.ts'
import { createRenderTurns } from './renderturns.ts'
import { createRunWatch } from './runwatch.ts'
import { type LiveStore, createLiveStore } from './store.ts'
import { createTicks } from './ticks.ts'

export interface HubOptions {
  readonly renderer: Renderer
  readonly report: (error: unknown) => void
  /** How many milliseconds a look-up may take. */
  readonly readMs: number
  readonly following?: FollowerOptions | undefined
}

export type HubTools = ReturnType<typeof createTools>

/** What all streams share. */
export function createTools(
  backends: readonly Backend[],
  { renderer, report, readMs, following }: HubOptions,
) {
  const ticks = createTicks()
  const executions = createExecutionWatch()
  const runs = createRunWatch()
  const turns = createRenderTurns()
  const owing = createOwing()
  const looking = createLooking({ renderer, ticks, turns })
  const shared = { executions, runs, ticks, owing, renderer, turns, load: createLoad(), report, following }
  const stores = backends.map((backend) => createLiveStore(backend, shared))
  const updateAll = () => void Promise.all(stores.map((store) => store.update()))
  return {
    backends,
    ticks,
    owing,
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
      if (topic.on === 'executions')
        operation.topic = { ...topic, ids: executions.add(operation, topic.ids, topic.sight) }
      else if (topic.on === 'runs') runs.add(operation, topic)
    },
    unwatch(operation: Operation) {
      const { topic } = operation
      if (topic.on === 'executions') executions.remove(operation, topic.ids, topic.sight)
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
  if (topic.on === 'executions') return topic.ids.flatMap(({ backends }) => backends)
  return topic.on === 'runs' ? topic.backends : []
}
