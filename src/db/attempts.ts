import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import { type Page, type Shape, readPages, type ExecutionKey } from './page.ts'
import { as } from './select.ts'
import { shapes, statement } from './statement.ts'
import { type ExecutionStatus, type StatusReason, attemptStatus, verdicts } from './status.ts'

/** The facts that make up an attempt, by the names of their fields. */
export const facts = { began: 'attempt', verdict: 'attempt_ok', error: 'attempt_error' } as const

/** How a verdict is written as the value of a fact. */
export const verdictTexts = {
  OK: 'true',
  FAILED: 'false',
  CANCELLED: 'cancelled',
  TIMED_OUT: 'timed_out',
} as const

export interface AttemptRow {
  readonly executionId: string
  readonly number: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly status: ExecutionStatus
  readonly statusReason: StatusReason
  readonly error: string | null
}

const attempts = shapes(({ from, backward }: Shape) =>
  statement<AttemptRow>(({ tables, dialect }) => {
    const { executionMetadata: m, executions: e } = tables
    const names = sql.raw(
      Object.values(facts)
        .map((field) => `'${field}'`)
        .join(', '),
    )
    // Newest fact of each kind per attempt: `ts desc, id desc`.
    const newest = sql`select ${as(m.executionId, 'execution')}, ${as(m.attempt, 'number')}, ${m.field}, ${m.value}, ${m.ts}, row_number() over (partition by ${m.executionId}, ${m.attempt}, ${m.field} order by ${m.ts} desc, ${m.id} desc) as age from ${m} where ${m.executionId} in (select id from ${dialect.rows('parents', { id: 'text' })}) and ${m.field} in (${names}) and ${m.attempt} > 0`
    const attempt = sql`select execution, number, ${pick(facts.began, sql`ts`)} as began_at, ${pick(facts.verdict, sql`ts`)} as ended_at, ${pick(facts.verdict, verdictOf)} as verdict, ${pick(facts.error, sql`value`)} as error from facts where age = 1 group by execution, number`
    const beyond = from
      ? sql`where number ${sql.raw(backward ? '<' : '>')} ${sql.placeholder('number')}`
      : sql``
    const direction = sql.raw(backward ? 'desc' : 'asc')
    const place = sql`row_number() over (partition by execution order by number ${direction})`
    const { status, reason } = attemptStatus(e, {
      number: sql`a.number`,
      verdict: sql`coalesce(a.verdict, 0)`,
    })
    return sql`with facts as (${newest}), attempts as (${attempt}), placed as (select attempts.*, ${place} as place from attempts ${beyond})
select a.execution as "executionId", a.number, a.began_at as "startedAt", a.ended_at as "finishedAt", ${status} as status, ${reason} as "statusReason", a.error
from placed a join ${e} on ${e.id} = a.execution where a.place <= ${sql.placeholder('limit')} order by a.number ${direction} limit ${sql.placeholder('rows')}`
  }),
)

/** The value of one kind of fact, out of the group of an attempt's facts. */
const pick = (field: string, column: SQL) =>
  sql`max(case when field = ${sql.raw(`'${field}'`)} then ${column} end)`

const verdictOf = sql.raw(
  `case value ${Object.entries(verdictTexts)
    .map(([name, text]) => `when '${text}' then ${verdicts[name as keyof typeof verdictTexts]}`)
    .join(' ')} end`,
)

/** The attempts of each execution, in order, each with its own status. Positions are `number`. */
export function attemptsOf(
  backend: Backend,
  parents: readonly ExecutionKey[],
  page: Page,
  rows: number,
  reading: Reading,
): Promise<AttemptRow[]> {
  return readPages(attempts, backend, parents, page, rows, reading)
}
