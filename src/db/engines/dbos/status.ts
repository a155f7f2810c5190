import { type SQL, sql } from 'drizzle-orm'
import type { ExecutionSource } from '../../sql/scope.ts'
import { rule } from '../../status/rule.ts'
import type { ExecutionStatus } from '../../statuses.ts'
import { word } from './words.ts'

/** The statuses that DBOS writes, by what they are here. Its PENDING is a workflow in progress. */
const words = {
  PENDING: ['ENQUEUED', 'DELAYED'],
  RUNNING: ['PENDING'],
  COMPLETED: ['SUCCESS'],
  FAILED: ['ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
  CANCELLED: ['CANCELLED'],
} as const

// Literals: the plan of a prepared statement cannot tell that a parameter meets the condition of a partial index.
const isOneOf = (status: SQL, names: readonly string[]) =>
  sql`${status} in (${sql.join(names.map(word), sql`, `)})`

const own = sql`executions.status`
const is = (status: keyof typeof words) => isOneOf(own, words[status])

/** DBOS cancels what is late by its deadline. */
const isLate = sql`${is('CANCELLED')} and executions.deadline <= executions.finished_at`

export const dbosRule = rule<ExecutionStatus>(
  [
    [is('PENDING'), 'PENDING', 'QUEUED'],
    [sql`${is('RUNNING')} and executions.attempt > 1`, 'RUNNING', 'RETRYING'],
    [is('RUNNING'), 'RUNNING', 'ATTEMPT_STARTED'],
    [is('COMPLETED'), 'COMPLETED', 'ATTEMPT_OK'],
    [is('FAILED'), 'FAILED', 'ATTEMPT_FAILED'],
    [isLate, 'TIMED_OUT', 'TIMED_OUT'],
    [is('CANCELLED'), 'CANCELLED', 'CANCELLED'],
  ],
  ['UNKNOWN', 'REPORTED'],
)

export const isPending: SQL = is('PENDING')
export const hasWorkflowFailed: SQL = is('FAILED')
export const isWorkflowInProgress = (status: SQL): SQL => isOneOf(status, words.RUNNING)
export const isWorkflowOver = (status: SQL): SQL =>
  isOneOf(status, [...words.COMPLETED, ...words.FAILED, ...words.CANCELLED])

/** The conditions of DBOS's partial indexes. SQLite takes one only if its condition is written out. */
const partial = [
  ['ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
  ['ENQUEUED', 'PENDING'],
]

function rangeOf(name: string): SQL {
  const within = name === 'PENDING' ? undefined : partial.find((names) => names.includes(name))
  const is = sql`${own} = ${word(name)}`
  return within ? sql`${is} and ${isOneOf(own, within)}` : is
}

/** One range for each status that DBOS has few of: all have indexes. Most workflows completed, and are met by any walk. */
export const rangesOfStatuses: NonNullable<ExecutionSource['rangesOf']> = ({ statuses }) => {
  const known = Object.keys(words) as (keyof typeof words)[]
  const asked = statuses.map((status) => (status === 'TIMED_OUT' ? 'CANCELLED' : status))
  const found = known.filter((status) => asked.includes(status))
  const isRare = asked.every((status) => status !== 'COMPLETED' && known.some((one) => one === status))
  if (statuses.length === 0 || !isRare) return undefined
  return found.flatMap((status) => words[status]).map(rangeOf)
}
