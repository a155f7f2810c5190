import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type DurationsRow, durationsOf, elapsedMs, mostUsual } from '../sql/durations.ts'
import { isAmong, ofFlows } from './pick.ts'
import { directed } from '../sql/orders.ts'
import { rowRange } from '../sql/rowrange.ts'
import type { RunSource, Scope } from '../sql/scope.ts'
import { apart, statement } from '../sql/statement.ts'

/** Runs of a flow that finished before another one began. */
export interface RunsBefore {
  readonly flow: string
  readonly began: number
}

const usual = apart(
  ofFlows,
  statement<DurationsRow>('runs.usual', (scope) => {
    const { executions, runs, dialect } = scope
    const newest = executions.indexed ? completedBefore(scope) : completedEarlier(runs)
    const keys = dialect.rows('keys', { place: 'bigint', flow: 'text', began: 'bigint' })
    return newest && sql`select keys.place, ${durationsOf(newest)} from ${keys}`
  }),
)

function completedBefore(scope: Scope): SQL {
  const finishedAt = sql`runs.end_ok_at`
  const ends = { position: [sql`keys.began`], down: true }
  const { where, orderBy } = rowRange([[sql`runs.flow_id`, sql`keys.flow`]], [finishedAt], ends)
  return sql`
    select ${elapsedMs(sql`runs.started_at`, finishedAt)}
    from runs
    where runs.end_ok = 1 and ${and(...where, isAmong(scope))}
    order by ${directed(orderBy, true)}
    limit ${mostUsual}
  `
}

/** Among those to which an index of an engine leads. */
const completedEarlier = ({ earlier, joined, rule, finishedAt, durationMs }: RunSource): SQL | undefined =>
  earlier &&
  sql`
    select ${durationMs} as ms
    from ${earlier} ${joined}
    where runs.flow_id = keys.flow and ${rule.isOneOf(['COMPLETED'])} and ${finishedAt} < keys.began
    order by ${finishedAt} desc
    limit ${mostUsual}
  `

/** How long the newest of them took that went well. */
export function usualOfRuns(
  backend: Backend,
  asked: readonly RunsBefore[],
  reading: Reading,
): Promise<DurationsRow[]> {
  const keys = asked.map(({ flow, began }, place) => ({ place, flow, began }))
  return backend.read(usual, { keys, now: reading.now }, reading)
}
