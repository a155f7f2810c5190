import type { Backend } from '../db/backend.ts'
import { type Follower, followStore } from './follower.ts'
import { createRing } from './ring.ts'
import { createTelling } from './telling.ts'
import { type LiveTools, createTellingTurns } from './tellingturns.ts'
import { createWatched } from './watched.ts'

/** One store, as those who watch it see it. */
export interface LiveStore extends Pick<Follower, 'lookUp' | 'isAvailable'> {
  readonly backend: Backend
  /** Must be called when what is watched has changed. Resolves when all changes from then on will be told. */
  update(): Promise<void>
  /** Whether changes are told now. */
  isFollowed(): boolean
  /** The records that have changed since a tick, and in it. `undefined`: not all of them are known. */
  changedSince(kind: 'executions' | 'runs', tick: number): ReadonlySet<string> | undefined
  close(): Promise<void>
}

export function createLiveStore(backend: Backend, tools: LiveTools): LiveStore {
  const { executions, runs, ticks, load, report } = tools
  const rings = { executions: createRing(), runs: createRing() }
  const watched = createWatched(backend, executions, runs, () => void follower.update())
  const telling = createTelling(backend, tools, rings)
  const turns = createTellingTurns(backend, tools)
  const follower: Follower = followStore(
    backend,
    watched,
    {
      seen: (seen) => turns.take(seen.now, (tick, batch) => telling.seen(seen, tick, batch)),
      away: () => turns.take(Date.now(), (_, batch) => telling.away(batch)),
      back: () => {},
      failed: report,
    },
    { ...tools.following, growth: load.growth },
  )
  return {
    backend,
    update: () => {
      const begins = watched.refresh()
      // What clients were told before is of a lower tick.
      for (const kind of begins) rings[kind].begin(ticks.skip())
      return follower.update()
    },
    lookUp: follower.lookUp,
    isAvailable: follower.isAvailable,
    isFollowed: () => watched.executionCount() > 0 || watched.runFilters().length > 0,
    changedSince: (kind, tick) => rings[kind].since(tick),
    async close() {
      watched.close()
      await follower.close()
      await turns.done()
    },
  }
}
