import { type SQL, sql } from 'drizzle-orm'
import { unlessLong } from '../sql/select.ts'
import { verdicts } from './status.ts'

/** The step whose attempts and verdicts decide a run's status. */
export const endStep = 'end'

/** The fields of the facts that make up an attempt. */
export const facts = { began: 'attempt', verdict: 'attempt_ok', error: 'attempt_error' } as const

/** The fact that another attempt is to follow, as part of the attempt that ended. */
export const queuedAgainFact = 'attempt_retry'

/** The value of a fact for each verdict. */
export const verdictTexts = {
  OK: 'true',
  FAILED: 'false',
  CANCELLED: 'cancelled',
  TIMED_OUT: 'timed_out',
} as const

const names = sql.raw(
  Object.values(facts)
    .map((field) => `'${field}'`)
    .join(', '),
)

const verdictOf = sql.raw(
  `case value ${Object.entries(verdictTexts)
    .map(([name, text]) => `when '${text}' then ${verdicts[name as keyof typeof verdictTexts]}`)
    .join(' ')} end`,
)

/** The value of one field, out of the group of an attempt's facts. */
const pick = (field: string, column: SQL) =>
  sql`max(case when field = ${sql.raw(`'${field}'`)} then ${column} end)`

/** Newest fact of each field per attempt: `ts desc, id desc`. */
const newest = sql`
  select execution_metadata.execution_id as execution, execution_metadata.attempt as number,
    execution_metadata.field, execution_metadata.id, ${unlessLong(sql`execution_metadata.value`)} as value,
    execution_metadata.ts,
    row_number() over (
      partition by execution_metadata.execution_id, execution_metadata.attempt, execution_metadata.field
      order by execution_metadata.ts desc, execution_metadata.id desc
    ) as age
  from execution_metadata
  where execution_metadata.execution_id in (select id from parents)
    and execution_metadata.field in (${names})
    and execution_metadata.attempt > 0
`

/** The attempts of the executions called `parents`, from their facts. Errors of more than `each` bytes are omitted. */
export const attemptFacts = sql`
  select execution, number, ${pick(facts.began, sql`ts`)} as began_at,
    ${pick(facts.verdict, sql`ts`)} as ended_at, ${pick(facts.verdict, verdictOf)} as verdict,
    ${pick(facts.error, sql`value`)} as error, ${pick(facts.error, sql`id`)} as error_id
  from (${newest}) as facts
  where age = 1
  group by execution, number
`
