import type { SQL } from 'drizzle-orm'
import type { ExecutionStatus } from '../statuses.ts'

// What the source of an engine says of its tables, where Execgraph's own columns do not say it.

/** Executions whose flow is not that of their run, and which do not know its number. */
export interface OfRun {
  /** The condition that an execution is of the run of a flow with a number. */
  readonly isOf: (flow: SQL, number: SQL) => SQL
  /** What names the run of an execution. */
  readonly ref: SQL
}

/** What a list of executions is asked for. */
export interface AskedRanges {
  /** None: all. */
  readonly statuses: readonly ExecutionStatus[]
  /** All have the tag that is bound to `tag`. */
  readonly isTagged: boolean
  /** All are of the flow that is bound to `ofFlow`. */
  readonly isOfFlow: boolean
  /** Few executions meet some other condition, for which the engine may have an index. */
  readonly isNarrow: boolean
}

/**
 * `sorted`: what meets it is rare. No walk by start may look for it. `few`: it is found by an index in another order, and
 * sorted if it is little; of much, a walk by start soon finds enough. `isAll`: the condition that nothing else is meant.
 */
export type EngineRange = SQL | { readonly sorted: SQL } | { readonly few: SQL; readonly isAll?: SQL }

/** The results of nodes, as a table expression. */
export interface NodeResultSource {
  readonly from: SQL
  /** A result is of the last attempt of its node. */
  readonly isNewest: SQL
  /** A column that an index orders nodes by, if they are not ordered by their ids, and its value in an id. */
  readonly order?: { readonly by: SQL; readonly at: (nodeId: SQL) => SQL }
}
