import type { SeenRuns } from './sight.ts'
import type { Backend } from '../db/backend.ts'
import type { ExecutionWatch } from './executionwatch.ts'
import type { RunWatch } from './runwatch.ts'
import type { Watched } from './seen.ts'

type Kind = 'executions' | 'runs'

/** A store is followed for so long after the last one who watched it, so that a client whose connection broke can go on. */
const lingerMs = 20_000

/** What of a store is watched. */
export function createWatched(
  backend: Backend,
  executions: ExecutionWatch,
  runs: RunWatch,
  lingered: () => void,
): Watched & {
  /** Must be called when something may be watched no longer, or anew. Returns the kinds that begin to be watched. */
  refresh(): Kind[]
  close(): void
} {
  const lingering = new Map<Kind, NodeJS.Timeout>()
  const followed = new Set<Kind>()
  let lastFilter: SeenRuns = {}
  const filters = () => {
    const different = new Map([...runs.in(backend)].map(({ filter }) => [JSON.stringify(filter), filter]))
    return [...different.values()]
  }
  const isWatched = (kind: Kind) =>
    kind === 'executions' ? executions.count(backend) > 0 : runs.in(backend).next().done === false

  const end = (kind: Kind) => {
    lingering.delete(kind)
    if (isWatched(kind)) return
    followed.delete(kind)
    lingered()
  }
  return {
    executions: () => executions.idsOf(backend),
    executionCount: () => Math.max(executions.count(backend), lingering.has('executions') ? 1 : 0),
    runFilters() {
      const all = filters()
      if (all.length > 0) lastFilter = all[0]!
      return all.length === 0 && lingering.has('runs') ? [lastFilter] : all
    },
    refresh() {
      const begun: Kind[] = []
      for (const kind of ['executions', 'runs'] as const) {
        if (isWatched(kind)) {
          clearTimeout(lingering.get(kind))
          lingering.delete(kind)
          if (!followed.has(kind)) begun.push(kind)
          followed.add(kind)
        } else if (followed.has(kind) && !lingering.has(kind))
          lingering.set(kind, setTimeout(end, lingerMs, kind).unref())
      }
      return begun
    },
    close: () => lingering.values().forEach(clearTimeout),
  }
}
