import { and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type DurationsRow, durationsOf, elapsedMs, mostUsual } from '../sql/durations.ts'
import { isAmong, ofFlows } from './pick.ts'
import { directed, rowRange } from '../sql/rowrange.ts'
import { apart, statement } from '../sql/statement.ts'

/** Runs of a flow that finished before another one began. */
export interface RunsBefore {
  readonly flow: string
  readonly began: number
}

const usual = apart(
  ofFlows,
  statement<DurationsRow>('runs.usual', (scope) => {
    const {
      dialect,
      executions: { indexed },
    } = scope
    if (!indexed) return undefined
    const keys = dialect.rows('keys', { place: 'bigint', flow: 'text', began: 'bigint' })
    const finishedAt = sql`runs.end_ok_at`
    const ends = { position: [sql`keys.began`], down: true }
    const { where, orderBy } = rowRange([[sql`runs.flow_id`, sql`keys.flow`]], [finishedAt], ends)
    const newest = sql`
    select ${elapsedMs(sql`runs.started_at`, finishedAt)}
    from runs
    where runs.end_ok = 1 and ${and(...where, isAmong(scope))}
    order by ${directed(orderBy, true)}
    limit ${mostUsual}
  `
    return sql`select keys.place, ${durationsOf(newest)} from ${keys}`
  }),
)

/** How long the newest of them took that went well. */
export function usualOfRuns(
  backend: Backend,
  asked: readonly RunsBefore[],
  reading: Reading,
): Promise<DurationsRow[]> {
  const keys = asked.map(({ flow, began }, place) => ({ place, flow, began }))
  return backend.read(usual, { keys }, reading)
}
