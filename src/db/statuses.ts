export type RunStatus = 'RUNNING' | 'COMPLETED' | 'FAILED'

export type ExecutionStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'WAITING'
  | 'PAUSED'
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELLED'
  | 'TIMED_OUT'
  | 'UNKNOWN'

/** What counts as a failure. What was cancelled was called off. */
export const failedStatuses = ['FAILED', 'TIMED_OUT'] as const satisfies readonly ExecutionStatus[]

export type StatusReason =
  | 'ATTEMPT_OK'
  | 'ATTEMPT_FAILED'
  | 'RETRYING'
  | 'HEARTBEAT_FRESH'
  | 'HEARTBEAT_STALE'
  | 'NO_HEARTBEAT'
  | 'QUEUED'
  | 'ATTEMPT_STARTED'
  | 'CANCELLED'
  | 'TIMED_OUT'
  | 'REPORTED'
  | 'NO_VERDICT'
  | 'NEXT_ATTEMPT_STARTED'
  | 'NEVER_FINISHED'
