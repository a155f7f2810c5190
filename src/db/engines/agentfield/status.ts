import { type SQL, sql } from 'drizzle-orm'
import type { Rule, RunRules } from '../../sql/scope.ts'
import { rule } from '../../status/rule.ts'
import type { ExecutionStatus, RunStatus } from '../../statuses.ts'

/** The statuses of AgentField, each with its older names. Whatever else stands there is unknown, as it is to AgentField. */
const names = {
  pending: [],
  queued: ['wait'],
  running: ['in_progress', 'processing'],
  waiting: ['awaiting_approval', 'awaiting_human', 'approval_pending'],
  paused: ['pause', 'hold', 'on_hold', 'suspended'],
  succeeded: ['success', 'successful', 'completed', 'complete', 'done', 'ok'],
  failed: ['error', 'failure', 'errored'],
  cancelled: ['canceled', 'cancel'],
  timeout: ['timed_out'],
} as const

type Name = keyof typeof names

const allNames = Object.keys(names) as readonly Name[]

const statuses: Readonly<Record<Name, ExecutionStatus>> = {
  pending: 'PENDING',
  queued: 'PENDING',
  running: 'RUNNING',
  waiting: 'WAITING',
  paused: 'PAUSED',
  succeeded: 'COMPLETED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
  timeout: 'TIMED_OUT',
}

/** All words for some statuses. */
export const wordsOf = (asked: readonly ExecutionStatus[]): SQL =>
  listOf(allNames.filter((name) => asked.includes(statuses[name])))

const listOf = (asked: readonly Name[]) =>
  sql.raw(
    asked
      .flatMap((name) => [name, ...names[name]])
      .map((text) => `'${text}'`)
      .join(', '),
  )

/** The status of a row as AgentField reads it. */
export const wordOf = (status: SQL): SQL => sql`lower(trim(${status}))`

const isOneOf = (word: SQL, ...asked: readonly Name[]): SQL => sql`${word} in (${listOf(asked)})`

/** Nothing has begun. */
export const hasNotBegun = (word: SQL): SQL => isOneOf(word, 'pending', 'queued')

/** It has neither ended nor an unknown status. */
const isOpen = (word: SQL): SQL => isOneOf(word, 'pending', 'queued', 'running', 'waiting', 'paused')

/** AgentField's own server decides what timed out, and writes it: no clock is asked here. */
export const agentStatus = (word: SQL, completedAt: SQL): Rule<ExecutionStatus> =>
  rule<ExecutionStatus>(
    [
      [isOneOf(word, 'succeeded'), 'COMPLETED', 'ATTEMPT_OK'],
      [isOneOf(word, 'failed'), 'FAILED', 'ATTEMPT_FAILED'],
      [isOneOf(word, 'running'), 'RUNNING', 'ATTEMPT_STARTED'],
      [hasNotBegun(word), 'PENDING', 'QUEUED'],
      [isOneOf(word, 'waiting'), 'WAITING', 'REPORTED'],
      [isOneOf(word, 'paused'), 'PAUSED', 'REPORTED'],
      [isOneOf(word, 'cancelled'), 'CANCELLED', 'CANCELLED'],
      [isOneOf(word, 'timeout'), 'TIMED_OUT', 'TIMED_OUT'],
      [sql`${completedAt} is not null`, 'UNKNOWN', 'NO_VERDICT'],
    ],
    ['UNKNOWN', 'REPORTED'],
  )

interface AgentTimes {
  readonly word: SQL
  readonly startedAt: SQL
  readonly completedAt: SQL
  /** As AgentField measured it. */
  readonly duration: SQL
}

/** A late answer to an older version may take the end of an execution away, which has none then. */
export const agentFinishedAt = ({ word, completedAt }: AgentTimes): SQL =>
  sql`case when ${isOpen(word)} then null else ${completedAt} end`

export function agentDurationMs({ word, startedAt, completedAt, duration }: AgentTimes): SQL {
  const measured = sql`coalesce(${duration}, ${completedAt} - ${startedAt})`
  return sql`case when ${isOpen(word)} then null when ${measured} < 0 then 0 else ${measured} end`
}

/** A run is as its first execution is. */
export function agentRunRules(times: AgentTimes): RunRules {
  const { word, startedAt } = times
  const ofRun: Rule<RunStatus> = rule<RunStatus>(
    [
      [isOneOf(word, 'succeeded'), 'COMPLETED', 'ATTEMPT_OK'],
      [isOneOf(word, 'failed'), 'FAILED', 'ATTEMPT_FAILED'],
      [isOneOf(word, 'cancelled'), 'FAILED', 'CANCELLED'],
      [isOneOf(word, 'timeout'), 'FAILED', 'TIMED_OUT'],
      [isOneOf(word, 'running'), 'RUNNING', 'ATTEMPT_STARTED'],
      [hasNotBegun(word), 'RUNNING', 'QUEUED'],
    ],
    ['RUNNING', 'REPORTED'],
  )
  return {
    rule: ofRun,
    startedAt,
    finishedAt: agentFinishedAt(times),
    durationMs: agentDurationMs(times),
    heartbeatStale: sql`0`,
  }
}
