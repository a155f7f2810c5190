import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import type { Scope } from '../sql/scope.ts'
import { apart, statement } from '../sql/statement.ts'
import type { ExecutionRow } from './rows.ts'

/** The newest completed execution of the same flow and step that had finished when another one started. */
export interface GoodExecution {
  /** The id of the other one. */
  readonly of: string
  readonly id: string
}

const types = { own: 'text', flow: 'text', step: 'text', run: 'bigint', began: 'bigint' } as const

const lastGood = apart(
  { each: 'keys' },
  statement<GoodExecution>('executions.lastGood', (scope) => {
    const { dialect, executions } = scope
    const found = executions.indexed ? alongIndex : inRuns(scope)
    return sql`
    with keys as materialized (select keys.* from ${dialect.rows('keys', types)})
    select found.*
    from (select keys.own as "of", (${found}) as id from keys) as found
    where id is not null
  `
  }),
)

/** Along the completed executions of the flow and step. Of the two walks one is closed: an equality finds no step that is null. */
const walk = (step: SQL) => sql`
  select executions.execution_id as id, executions.finished_at
  from executions
  where executions.verdict = 1
    and executions.flow_id = keys.flow
    and ${step}
    and executions.finished_at <= keys.began
    and executions.execution_id <> keys.own
  order by executions.finished_at desc
  limit 1
`
const alongIndex = sql`
  select id
  from (
    select * from (${walk(sql`executions.step = keys.step`)}) as of_step
    union all
    select * from (${walk(sql`keys.step is null and executions.step is null`)}) as without_step
  ) as good
  limit 1
`

/** How many runs are looked through where no index has the completed executions. */
const fewRuns = sql.raw('10')

/** Among those of the newest runs up to its own. */
function inRuns({ executions: { from, joined = sql``, rule, finishedAt }, runs }: Scope): SQL {
  const newest = sql`
    select runs.number
    from ${runs.from}
    where runs.flow_id = keys.flow and runs.number <= keys.run
    order by runs.number desc
    limit ${fewRuns}
  `
  return sql`
    select executions.execution_id
    from ${from} ${joined}
    where executions.flow_id = keys.flow
      and executions.step = keys.step
      and executions.run_number in (${newest})
      and executions.execution_id <> keys.own
      and ${rule.isOneOf(['COMPLETED'])}
      and ${finishedAt} <= keys.began
    order by executions.sort_at desc, executions.execution_id desc
    limit 1
  `
}

/** For each execution, the id of the last good one before it, if there is one. */
export function goodExecutionsBefore(
  backend: Backend,
  executions: readonly ExecutionRow[],
  reading: Reading,
): Promise<GoodExecution[]> {
  const keys = executions.map(({ id, flow, step, runNumber, startedAt, sortAt }) => {
    return { own: id, flow, step, run: runNumber, began: startedAt ?? sortAt }
  })
  return backend.read(lastGood, { keys, now: reading.now }, reading)
}
