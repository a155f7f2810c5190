import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { StatusReason } from '../statuses.ts'
import type { Rule } from '../sql/scope.ts'

export type Outcome<Status> = readonly [status: Status | SQLWrapper, reason: StatusReason]
export type Branch<Status> = readonly [when: SQL, ...outcome: Outcome<Status>]

/** First match wins. The status and its reason come from the same branches, so they cannot disagree. */
export function rule<Status extends string>(
  branches: readonly Branch<Status>[],
  otherwise: Outcome<Status>,
): Rule<Status> {
  const choose = (pick: (outcome: Outcome<Status>) => SQLWrapper) => {
    const cases = branches.map(([when, status, reason]) => sql`when ${when} then ${pick([status, reason])}`)
    return sql`case ${sql.join(cases, sql` `)} else ${pick(otherwise)} end`
  }
  return {
    status: choose(([status]) => literal(status)),
    reason: choose(([, reason]) => literal(reason)),
    isOneOf: (statuses) => choose(([status]) => isAmong(status, statuses)),
  }
}

const literal = (value: string | SQLWrapper) => (typeof value === 'string' ? sql.raw(`'${value}'`) : value)

function isAmong<Status extends string>(status: Status | SQLWrapper, statuses: readonly Status[]): SQL {
  if (typeof status === 'string') return sql.raw(String(statuses.includes(status)))
  return sql`${status} in (${sql.join(statuses.map(literal), sql`, `)})`
}
