import type { SeenRuns } from './sight.ts'
import type { Backend } from '../db/backend.ts'
import { runIdOf } from '../db/changes.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import type { RunRow } from '../db/runs/rows.ts'

/** What the subscribers of one store watch. */
export interface Watched {
  /** Ids of watched executions, each once. */
  executions(): Iterable<string>
  executionCount(): number
  /** Different filters of watched runs. */
  runFilters(): readonly SeenRuns[]
}

/** Records that changed, in their newest state. */
export interface Found {
  readonly executions: readonly ExecutionRow[]
  /** Ids of deleted executions. */
  readonly goneExecutions: readonly string[]
  readonly runs: readonly RunRow[]
  /** Texts of `runIdOf` of deleted runs. */
  readonly goneRuns: readonly string[]
}

export type FoundExecutions = Pick<Found, 'executions' | 'goneExecutions'>

/** What was seen at once. */
export interface Seen extends Found {
  readonly backend: Backend
  /** The clock that the statuses are of. */
  readonly now: number
  /**
   * Too much changed to be listed, or the store was away. All watched executions are listed then, and watched runs must
   * be queried again.
   */
  readonly afresh: boolean
}

export const noExecutions: FoundExecutions = { executions: [], goneExecutions: [] }

export const nothingFound: Found = { executions: [], goneExecutions: [], runs: [], goneRuns: [] }

export const isNothingFound = ({ executions, goneExecutions, runs, goneRuns }: Found): boolean =>
  executions.length + goneExecutions.length + runs.length + goneRuns.length === 0

/** What was found, and then found later: of a record that is in both, only the later state counts. */
export function bothFound(earlier: Found, later: Found): Found {
  if (isNothingFound(earlier)) return later
  if (isNothingFound(later)) return earlier
  const executions = new Set([...later.executions.map(({ id }) => id), ...later.goneExecutions])
  const runs = new Set([...later.runs.map(runIdOf), ...later.goneRuns])
  return {
    executions: [...earlier.executions.filter(({ id }) => !executions.has(id)), ...later.executions],
    goneExecutions: [...earlier.goneExecutions.filter((id) => !executions.has(id)), ...later.goneExecutions],
    runs: [...earlier.runs.filter((row) => !runs.has(runIdOf(row))), ...later.runs],
    goneRuns: [...earlier.goneRuns.filter((id) => !runs.has(id)), ...later.goneRuns],
  }
}
