import { type SQL, sql } from 'drizzle-orm'
import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import { shownOf } from '../sql/select.ts'
import { registers } from '../source/columns.ts'
import { statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'
import type { RunStatus, StatusReason } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'

export const keysOf = (runs: readonly RunKey[]) => runs.map(({ flow, number }) => ({ flow, number }))
type Stored = Tables['runs']['$inferSelect']

export interface RunRow extends Omit<Stored, (typeof registers.runs)[number] | 'startedAt'>, FromBackend {
  /** `null`: not a date of a calendar. */
  readonly startedAt: number | null
  readonly status: RunStatus
  readonly statusReason: StatusReason
  readonly finishedAt: number | null
  readonly durationMs: number | null
  readonly heartbeatStale: number
}

export type RunKey = Readonly<{ flow: string; number: number }>

/** The columns of a run in a list. */
export function shownRun(scope: Scope): SQL {
  const { shown, rule, finishedAt, durationMs, heartbeatStale } = scope.runs
  return shownOf(scope.tables.runs, registers.runs, {
    ...shown,
    status: rule.status,
    statusReason: rule.reason,
    finishedAt,
    durationMs,
    heartbeatStale,
  })
}

const byKeys = statement<RunRow>('runs.byKeys', (scope) => {
  const keys = scope.dialect.rows('keys', { flow: 'text', number: 'bigint' })
  return sql`
    select ${shownRun(scope)}
    from ${keys}
    join ${scope.runs.from} on runs.flow_id = keys.flow and runs.number = keys.number ${scope.runs.joined}
  `
})

const byRefs = statement<RunRow & { ofRef: string }>('runs.byRefs', (scope) => {
  const { from, joined, isNamed } = scope.runs
  if (!isNamed) return undefined
  const keys = scope.dialect.rows('keys', { ref: 'text' })
  return sql`
    select keys.ref as "ofRef", ${shownRun(scope)}
    from ${keys}
    join ${from} on ${isNamed} ${joined}
  `
})

/** The runs that executions name, unordered. */
export async function runsByRefs(backend: Backend, refs: readonly string[], reading: Reading) {
  const keys = refs.map((ref) => ({ ref }))
  return fromBackend(backend, await backend.read(byRefs, { keys, now: reading.now }, reading))
}

/** The runs that the backend has, unordered. */
export async function runsByKeys(
  backend: Backend,
  given: readonly RunKey[],
  reading: Reading,
): Promise<RunRow[]> {
  const keys = given.map(({ flow, number }) => ({ flow, number }))
  return fromBackend(backend, await backend.read(byKeys, { keys, now: reading.now }, reading))
}
