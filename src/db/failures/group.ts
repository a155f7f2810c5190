// What is told of groups of failures, by the stores that keep them and of the engines that do not.

/** A group of failures of one store. Times are starts of executions. */
export interface GroupRow {
  readonly id: string
  readonly count: number
  /** When the first execution of the group started, whatever the filter. */
  readonly firstSeen: number
  /** When the newest one that matches the filter started. */
  readonly lastSeen: number
}

/** The groups of a store, and of what they were made. */
export interface StoreGroups {
  readonly groups: readonly GroupRow[]
  /** How many failures they have. */
  readonly failures: number
  /** Whether these are all groups, with all their failures that match. */
  readonly isExact: boolean
  /** Some failures are in no group yet, or in one of another version. */
  readonly isBehind: boolean
  /** Only failures from then on were counted, if they are not all. */
  readonly since: number | undefined
}

/** A group with all its failures in one store, counted up to a bound. */
export interface WholeGroup extends GroupRow {
  /** 1 if the count is exact. */
  readonly exact: number
}

export interface GroupFlow {
  readonly id: string
  readonly flow: string
  readonly count: number
}

/** A time in equal parts. Both ends belong to it. */
export interface GroupTime {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface GroupBucket {
  readonly id: string
  readonly bucket: number
  readonly count: number
}

/** A group, and when its newest failure started. */
export interface NewestKey {
  readonly id: string
  readonly lastSeen: number
}

/** The newest failure of a group, with the beginning of the error that made the group. */
export interface NewestFailure {
  readonly id: string
  readonly executionId: string
  readonly error: string | null
  readonly nodeError: string | null
}

/** How many failures of a group started in the last hour, and how many in the week before that. */
export interface GroupRate {
  readonly id: string
  readonly recent: number
  readonly before: number
}
