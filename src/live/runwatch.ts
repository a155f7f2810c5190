import { isWithin } from '../db/sql/flowlimit.ts'
import type { SeenRuns } from './sight.ts'
import type { Backend } from '../db/backend.ts'
import { runIdOf, runKeyIn } from '../db/changes.ts'
import type { RunRow } from '../db/runs/rows.ts'
import type { RunEvent, Topic } from './events.ts'
import type { Operation } from './operation.ts'
import { type MatchedRun, matchesRun, mayHaveMatched } from './runmatch.ts'

/** A filter that somebody watches in some backends. */
export interface WatchedFilter {
  readonly filter: SeenRuns
  readonly backends: readonly Backend[]
  readonly operations: Set<Operation>
  /** How runs were last seen, by backend. The latest come last. */
  readonly known: Map<Backend, Map<string, Known>>
}

interface Known {
  readonly matches: boolean
  readonly version: number
}

type RunTopic = Extract<Topic, { on: 'runs' }>

export type RunWatch = ReturnType<typeof createRunWatch>

/** Of so many runs of a filter it is known whether they matched … */
const mostKnown = 10_000
/** … and of so many over all filters. */
const mostOfAll = 1_000_000

/** Who watches which runs. Filters that are the same are evaluated once. */
export function createRunWatch() {
  const filters = new Map<string, WatchedFilter>()
  let version = 0
  const room = () => Math.max(100, Math.min(mostKnown, Math.floor(mostOfAll / filters.size)))

  return {
    /** What matches nothing is not watched. */
    add(operation: Operation, topic: RunTopic) {
      if (topic.isEmpty) return
      const key = keyOf(topic)
      const found = filters.get(key) ?? { ...topic, operations: new Set(), known: new Map() }
      if (!filters.has(key)) version += 1
      found.operations.add(operation)
      filters.set(key, found)
    },
    remove(operation: Operation, topic: RunTopic) {
      if (topic.isEmpty) return
      const key = keyOf(topic)
      const found = filters.get(key)
      found?.operations.delete(operation)
      if (found?.operations.size === 0 && filters.delete(key)) version += 1
    },
    /** Another number after each change of the filters. */
    version: () => version,
    *in(backend: Backend): Generator<WatchedFilter> {
      for (const watched of filters.values()) if (watched.backends.includes(backend)) yield watched
    },
    /** What those who watch a filter are told of a run that has changed, if anything. */
    changed(watched: WatchedFilter, backend: Backend, run: MatchedRun): RunEvent | undefined {
      const known = knownIn(watched, backend)
      const id = runIdOf(run.row)
      const before = known.get(id)
      const matches = matchesRun(watched.filter, run)
      know(known, id, { matches, version: run.row.version }, room())
      if (matches) return eventOf(before?.matches ? 'UPDATE' : 'ENTER', backend, run.row)
      // Between two versions that were not seen it may have matched, and a query may have shown it.
      const isKnown = before !== undefined && run.row.version <= before.version + 1
      const mayHave = isKnown ? before.matches : before?.matches || mayHaveMatched(watched.filter, run.row)
      return mayHave ? eventOf('LEAVE', backend, run.row) : undefined
    },
    gone(watched: WatchedFilter, backend: Backend, id: string): RunEvent | undefined {
      const known = knownIn(watched, backend)
      const before = known.get(id)
      known.delete(id)
      const { flow } = runKeyIn(id)
      const { flows, within } = watched.filter
      // Of the others it is not even known that there was one.
      if (within && !isWithin(flow, within)) return undefined
      const mayHave = before?.matches ?? (flows === undefined || flows.includes(flow))
      return mayHave ? deletionOf(backend, id) : undefined
    },
    forget: ({ known }: WatchedFilter, backend: Backend) => void known.delete(backend),
  }
}

const keyOf = ({ filter, backends }: RunTopic) => JSON.stringify([filter, backends.map(({ name }) => name)])

function knownIn({ known }: WatchedFilter, backend: Backend) {
  let found = known.get(backend)
  if (!found) known.set(backend, (found = new Map()))
  return found
}

/** Forgets the oldest beyond `most`. */
function know(known: Map<string, Known>, id: string, now: Known, most: number) {
  known.delete(id)
  known.set(id, now)
  for (const oldest of known.keys()) {
    if (known.size <= most) return
    known.delete(oldest)
  }
}

const deletionOf = ({ name }: Backend, id: string): RunEvent => ({
  kind: 'DELETE',
  id: `${name}:${id}`,
  backend: name,
  run: null,
})

export const eventOf = (kind: RunEvent['kind'], { name }: Backend, run: RunRow): RunEvent => ({
  kind,
  id: `${name}:${runIdOf(run)}`,
  backend: name,
  run,
})

/** An event about all runs of a backend. */
export const eventOfAll = (kind: 'SNAPSHOT' | 'UNAVAILABLE', { name }: Backend): RunEvent => ({
  kind,
  id: null,
  backend: name,
  run: null,
})
