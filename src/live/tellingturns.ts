import type { Backend } from '../db/backend.ts'
import type { ExecutionWatch } from './executionwatch.ts'
import type { FollowerOptions } from './follower.ts'
import { createDelivering } from './delivering.ts'
import { createLane } from './lane.ts'
import type { Load } from './load.ts'
import { createNestedLane, mostRuns } from './nestedlane.ts'
import { type Batch, createBatch } from './operation.ts'
import type { Owing } from './owing.ts'
import type { Renderer } from './rendering.ts'
import type { RenderTurns } from './renderturns.ts'
import type { RunWatch } from './runwatch.ts'
import type { Ticks } from './ticks.ts'

/** What all stores share. */
export interface LiveTools {
  readonly executions: ExecutionWatch
  readonly runs: RunWatch
  readonly ticks: Ticks
  readonly owing: Owing
  readonly renderer: Renderer
  readonly turns: RenderTurns
  readonly load: Load
  readonly report: (error: unknown) => void
  readonly following?: FollowerOptions | undefined
}

/** Tells the changes of one store in the order in which they were seen. */
export interface TellingTurns {
  /** Calls `tell` in its turn, with a batch for what it tells. */
  take(now: number, tell: (tick: number, batch: Batch) => Promise<void>): void
  /** Resolves when all is told. */
  done(): Promise<void>
}

export function createTellingTurns(
  backend: Backend,
  { ticks, owing, renderer, turns: renderTurns, load, report }: LiveTools,
): TellingTurns {
  const deliver = createDelivering(backend, { renderer, ticks, delivered: load.delivered })
  const plain = createLane({
    backend,
    async deliver(items, now) {
      const began = performance.now()
      await deliver({ items, now, isOwn: true })
      load.took(performance.now() - began)
    },
    mostRuns: () => mostRuns,
  })
  const nested = createNestedLane({ backend, deliver, turns: renderTurns, owing })
  let turns: Promise<void> = Promise.resolve()
  let waiting = 0

  function take(now: number, tell: (tick: number, batch: Batch) => Promise<void>): void {
    const tick = ticks.begin()
    const isFirst = waiting++ === 0
    const go = async () => {
      try {
        const batch = createBatch(tick)
        await tell(tick, batch)
        void Promise.all(byLane(batch).map(([lane, part]) => lane.add(part, now))).then(() => ticks.end(tick))
      } catch (error) {
        ticks.end(tick)
        report(error)
      } finally {
        waiting -= 1
      }
    }
    // The first begins at once: what changed is told in the turn in which it was seen.
    turns = isFirst ? go() : turns.then(go)
  }
  /** Documents that need statements do not hold up the others. */
  function byLane({ items }: Batch) {
    const part = (isNested: boolean): Batch['items'] =>
      new Map([...items].filter(([document]) => document.isNested === isNested))
    return [
      [plain, part(false)],
      [nested, part(true)],
    ] as const
  }
  return { take, done: () => turns }
}
