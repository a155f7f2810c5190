import type { Finding } from './inspection.ts'

/** How the tables of a store are to be spread over the nodes of a cluster. */
export interface DistributeAsked {
  /** Into how many parts each table is cut. They can be moved between nodes later. */
  readonly shards: number
  /** Writes wait while a table is copied. Otherwise they go on, for which the server needs logical replication. */
  readonly isBlocking: boolean
}

/**
 * `empty`: it has no rows. `begun`: the cluster knows it, and its rows are on the coordinator. `cut`: it is spread, and what
 * the coordinator had of it is still on its disk. `spread`: as it should be.
 */
export type TableState = 'empty' | 'local' | 'begun' | 'cut' | 'spread'

/** A table, where it belongs, and how far it is. */
export interface TableStep {
  readonly table: string
  /** The column by whose hash its rows are spread. `undefined`: all nodes have all of it. */
  readonly by: string | undefined
  /** The table that it is placed as. `undefined`: it leads others, or none. */
  readonly as: string | undefined
  readonly state: TableState
  /** As the server guesses, of what the coordinator has. */
  readonly rows: number
  readonly bytes: number
}

export interface DistributionPlan {
  /** What was looked at. Nothing is done while there is a problem. */
  readonly findings: readonly Finding[]
  /** In the order in which they are done. */
  readonly steps: readonly TableStep[]
}

/** What is told while it is done. */
export interface DistributionProgress {
  /** Rows of a table that were copied, and about how many it has. */
  readonly copied: (table: string, rows: number, all: number) => void
  readonly done: (table: string, ms: number) => void
}

/** Spreads the tables of a store over the nodes of a cluster. What is spread already is left alone. */
export interface Distribution {
  readonly plan: (asked: DistributeAsked) => Promise<DistributionPlan>
  /** Does the steps of a plan that has no problem. */
  readonly carryOut: (
    plan: DistributionPlan,
    asked: DistributeAsked,
    told: DistributionProgress,
  ) => Promise<void>
}
