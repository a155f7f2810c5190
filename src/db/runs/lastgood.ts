import { type SQL, and, sql } from 'drizzle-orm'
import { type Backend, type Reading, fromBackend } from '../backend.ts'
import { apart, statement } from '../sql/statement.ts'
import { directed } from '../sql/rowrange.ts'
import { type Neighbour, isAmong, ofFlows } from './pick.ts'
import { type RunRow, shownRun } from './rows.ts'

/**
 * Backwards along the completed runs of a flow, or along all of them if no index has the outcome. The flow is bounded
 * with what follows it in the index: for an equality, Postgres walks another index, of all flows.
 */
function walk(indexed: boolean): { where: SQL; orderBy: readonly SQL[] } {
  const [columns, values] = indexed
    ? [[sql`runs.flow_id`, sql`runs.outcome`], sql`keys.flow, 1`]
    : [[sql`runs.flow_id`], sql`keys.flow`]
  const shared = sql.join(columns, sql`, `)
  const orderBy = [...columns, sql`runs.started_at`, sql`runs.number`]
  const where = sql`
    (${shared}) >= (${values})
      and (${sql.join(orderBy, sql`, `)}) < (${values}, keys."startedAt", keys.number)
  `
  return { where, orderBy }
}

const lastGood = apart(
  ofFlows,
  statement<RunRow & { ofNumber: number }>('runs.lastGood', (scope) => {
    const { from, joined, rule, finishedAt, indexed, isOfFlow } = scope.runs
    const rows = scope.dialect.rows('keys', { flow: 'text', number: 'bigint', startedAt: 'bigint' })
    const { where, orderBy } = walk(indexed)
    const among = isAmong(scope)
    const nearest = sql`
    select runs.number
    from ${from} ${indexed ? sql`` : joined}
    where ${and(where, isOfFlow?.(sql`keys.flow`), among)} and ${rule.isOneOf(['COMPLETED'])} and ${finishedAt} <= keys."startedAt"
    order by ${directed(orderBy, true)}
    limit 1
  `
    return sql`
    with keys as materialized (select keys.*, (${nearest}) as found from ${rows})
    select keys.number as "ofNumber", ${shownRun(scope)}
    from keys
    join ${from} on ${and(sql`runs.flow_id = keys.flow and runs.number = keys.found`, among)} ${joined}
  `
  }),
)

/** For each run, the newest completed run of its flow that had finished when it started. */
export async function goodRunsBefore(backend: Backend, runs: readonly Neighbour[], reading: Reading) {
  const keys = runs.map(({ flow, number, startedAt }) => ({ flow, number, startedAt }))
  return fromBackend(backend, await backend.read(lastGood, { keys, now: reading.now }, reading))
}
