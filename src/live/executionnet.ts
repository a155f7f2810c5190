import type { Backend, Reading } from '../db/backend.ts'
import { type ExecutionRow, executionsByIds } from '../db/executions/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { digestOf } from './digest.ts'
import type { Found, Watched } from './seen.ts'

/** Most ids of one statement. */
const mostIds = 5_000
/** A net that needs several statements reads fewer ids with each: changes are told between them. */
const [leastPart, mostParts] = [1_000, 100]
const partOf = (ids: number) =>
  ids <= mostIds ? mostIds : Math.min(mostIds, Math.max(leastPart, Math.ceil(ids / mostParts)))

type FoundExecutions = Pick<Found, 'executions' | 'goneExecutions'>

const noExecutions: FoundExecutions = { executions: [], goneExecutions: [] }

/** Compares watched executions with what was seen of them. */
export function createExecutionNet(backend: Backend, watched: Watched) {
  const memory = createMemory()
  /** What a look-up found changed of executions that others watch already. The next look tells it. */
  let owed = noExecutions

  const read = async (ids: readonly string[], reading: Reading) => {
    const rows: ExecutionRow[] = []
    for (let first = 0; first < ids.length; first += mostIds)
      rows.push(...(await executionsByIds(backend, ids.slice(first, first + mostIds), reading)))
    return rows
  }
  const watchedIds = () => {
    const ids = [...watched.executions()]
    memory.keepOnly(ids)
    return ids
  }
  /** Ids that this round of the net has still to read. */
  let rest: readonly string[] = []
  let part = mostIds
  return {
    /** Reads executions that are watched from now on. */
    async lookUp(ids: readonly string[], reading: Reading) {
      const rows = await read(ids, reading)
      const known = new Set(ids.filter(memory.has))
      const { executions, goneExecutions } = await memory.compare(ids, rows)
      owed = {
        executions: [...owed.executions, ...executions.filter(({ id }) => known.has(id))],
        goneExecutions: [...owed.goneExecutions, ...goneExecutions],
      }
      return rows
    },
    owes: () => owed.executions.length + owed.goneExecutions.length > 0,
    takeOwed() {
      const taken = owed
      owed = noExecutions
      return taken
    },
    /** What differs from what was seen, of some of the watched. The next call goes on. */
    async cast(reading: Reading) {
      if (rest.length === 0) {
        rest = watchedIds()
        part = partOf(rest.length)
      }
      const ids = rest.slice(0, part)
      rest = rest.slice(part)
      return ids.length > 0 ? memory.compare(ids, await read(ids, reading)) : noExecutions
    },
    isCasting: () => rest.length > 0,
    /** All that is watched, whether it differs or not. */
    async all(reading: Reading): Promise<FoundExecutions> {
      const ids = watchedIds()
      const rows = await read(ids, reading)
      await memory.compare(ids, rows)
      const found = new Set(rows.map(({ id }) => id))
      return { executions: rows, goneExecutions: ids.filter((id) => !found.has(id)) }
    },
    note: memory.note,
    forget() {
      rest = []
      memory.clear()
      owed = noExecutions
    },
  }
}

/** The digest of each execution that was looked up. `null`: there was none. */
function createMemory() {
  const seen = new Map<string, number | null>()
  return {
    has: (id: string) => seen.has(id),
    clear: () => seen.clear(),
    /** Forgets the others. */
    keepOnly(ids: readonly string[]) {
      if (seen.size <= ids.length) return
      const wanted = new Set(ids)
      for (const id of seen.keys()) if (!wanted.has(id)) seen.delete(id)
    },
    /** What differs, from now on seen as it is now. */
    async compare(ids: readonly string[], rows: readonly ExecutionRow[]): Promise<FoundExecutions> {
      const breaks = createBreaks()
      const missing = new Set(ids)
      const executions: ExecutionRow[] = []
      for (const row of rows) {
        missing.delete(row.id)
        const digest = digestOf(row)
        if (seen.get(row.id) !== digest) executions.push(row)
        seen.set(row.id, digest)
        if (breaks.isDue()) await breaks.take()
      }
      const goneExecutions = [...missing].filter((id) => seen.get(id) != null)
      for (const id of missing) seen.set(id, null)
      return { executions, goneExecutions }
    },
    /** At once: a look-up in a break between would take an older state for a change. */
    note(executions: readonly ExecutionRow[], gone: readonly string[]) {
      for (const row of executions) if (seen.has(row.id)) seen.set(row.id, digestOf(row))
      for (const id of gone) if (seen.has(id)) seen.set(id, null)
    },
  }
}
