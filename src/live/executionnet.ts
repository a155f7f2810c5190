import type { Backend, Reading } from '../db/backend.ts'
import { type ExecutionRow, executionsByIds } from '../db/executions/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { digestOf } from './digest.ts'
import type { Watched } from './seen.ts'

/** Most ids of one statement. */
const mostIds = 5_000

/** Compares watched executions with what was seen of them. */
export function createExecutionNet(backend: Backend, watched: Watched) {
  /** The digest of each execution that was looked up. `null`: there was none. */
  const seen = new Map<string, string | null>()

  const read = async (ids: readonly string[], reading: Reading) => {
    const rows: ExecutionRow[] = []
    for (let first = 0; first < ids.length; first += mostIds)
      rows.push(...(await executionsByIds(backend, ids.slice(first, first + mostIds), reading)))
    return rows
  }
  const compare = async (ids: readonly string[], rows: readonly ExecutionRow[]) => {
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
  }
  /** Forgets what is no longer watched. */
  const watchedIds = () => {
    const ids = [...watched.executions()]
    if (seen.size > ids.length) {
      const wanted = new Set(ids)
      for (const id of seen.keys()) if (!wanted.has(id)) seen.delete(id)
    }
    return ids
  }

  return {
    /** Reads executions that are watched from now on. */
    async lookUp(ids: readonly string[], reading: Reading) {
      const rows = await read(ids, reading)
      await compare(ids, rows)
      return rows
    },
    /** What differs from what was seen. */
    async cast(reading: Reading) {
      const ids = watchedIds()
      return ids.length > 0 ? compare(ids, await read(ids, reading)) : { executions: [], goneExecutions: [] }
    },
    /** All that is watched, whether it differs or not. */
    async all(reading: Reading) {
      const ids = watchedIds()
      const rows = await read(ids, reading)
      await compare(ids, rows)
      const found = new Set(rows.map(({ id }) => id))
      return { executions: rows, goneExecutions: ids.filter((id) => !found.has(id)) }
    },
    forget: () => seen.clear(),
    note(executions: readonly ExecutionRow[], gone: readonly string[]) {
      for (const row of executions) if (seen.has(row.id)) seen.set(row.id, digestOf(row))
      for (const id of gone) if (seen.has(id)) seen.set(id, null)
    },
  }
}
