import type { Backend, Reading } from '../db/backend.ts'
import { type ExecutionRow, executionsByIds } from '../db/executions/rows.ts'
import { createMemory } from './netmemory.ts'
import { type FoundExecutions, type Watched, noExecutions } from './seen.ts'

/** Most ids of one statement. */
const mostIds = 5_000
/** A net that needs several statements reads fewer ids with each: changes are told between them. */
const [leastPart, mostParts] = [1_000, 100]
const partOf = (ids: number) =>
  ids <= mostIds ? mostIds : Math.min(mostIds, Math.max(leastPart, Math.ceil(ids / mostParts)))

/** Compares watched executions with what was seen of them. */
export function createExecutionNet(backend: Backend, watched: Watched) {
  const memory = createMemory()
  /** What a look-up found changed of executions that others watch already. The next look tells it. */
  let owed = noExecutions

  const compared = (ids: readonly string[], reading: Reading) =>
    memory.during(async (began) => {
      const rows = await readAll(backend, ids, reading)
      return { rows, ...(await memory.compare(ids, rows, began)) }
    })
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
      const { rows, found, changed } = await compared(ids, reading)
      owed = {
        executions: [...owed.executions, ...changed],
        goneExecutions: [...owed.goneExecutions, ...found.goneExecutions],
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
      if (ids.length === 0) return noExecutions
      return (await compared(ids, reading)).found
    },
    isCasting: () => rest.length > 0,
    /** All that is watched, whether it differs or not. */
    async all(reading: Reading): Promise<FoundExecutions> {
      const ids = watchedIds()
      const { rows } = await compared(ids, reading)
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

async function readAll(backend: Backend, ids: readonly string[], reading: Reading): Promise<ExecutionRow[]> {
  const rows: ExecutionRow[] = []
  for (let first = 0; first < ids.length; first += mostIds)
    rows.push(...(await executionsByIds(backend, ids.slice(first, first + mostIds), reading)))
  return rows
}
