import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { runIdOf } from '../changes.ts'
import { type RunRow, shownRun } from '../runs/rows.ts'
import { statement } from '../sql/statement.ts'
import { now } from '../status/status.ts'
import type { Scope } from '../sql/scope.ts'
import { type Changed, type Since, changedOf, valuesSince } from './changed.ts'
import { type ChangeRow, type Followed, changesOf, positionOf } from './statement.ts'

/** A heartbeat is fresh from the threshold before it to the threshold after it, both inclusive. */
function followed(scope: Scope): Followed {
  const { runs: r } = scope.tables
  const grace = sql.raw(String(scope.thresholds.runHeartbeat * 1000))
  const from = sql`cast(${sql.placeholder('from')} as bigint)`
  const to = sql`cast(${sql.placeholder('to')} as bigint)`
  const isOpen = sql`${r.endOk} is null`
  const next = (time: SQL, where: SQL) => sql`
    select ${time} from ${r} where ${isOpen} and ${where} order by ${r.heartbeatAt} limit 1
  `
  return {
    kind: 'runs',
    table: r,
    key: [r.flow, r.number],
    changed: r.changed,
    flips: [
      sql`${r.heartbeatAt} >= ${from} - ${grace} and ${r.heartbeatAt} < ${to} - ${grace}`,
      sql`${r.heartbeatAt} > ${from} + ${grace} and ${r.heartbeatAt} <= ${to} + ${grace}`,
    ].map((flipped) => ({ where: sql`${isOpen} and ${flipped}`, along: r.heartbeatAt })),
    due: [
      next(sql`${r.heartbeatAt} + ${grace} + 1`, sql`${r.heartbeatAt} >= ${now} - ${grace}`),
      next(sql`${r.heartbeatAt} - ${grace}`, sql`${r.heartbeatAt} > ${now} + ${grace}`),
    ],
    shown: shownRun(scope),
  }
}

const changes = statement<RunRow & ChangeRow>('following.runs', (scope) => changesOf(scope, followed(scope)))

const beginning = statement<RunRow & ChangeRow>('following.runsFrom', (scope) =>
  positionOf(scope, followed(scope)),
)

/** The runs that changed since a position, or whose status the clock has flipped since. */
export async function changedRuns(
  backend: Backend,
  since: Since,
  reading: Reading,
): Promise<Changed<RunRow>> {
  const asked = since.position === undefined ? beginning : changes
  const found = await backend.read(asked, valuesSince(since, reading), reading)
  return changedOf(backend, found, ({ changedKey, changedNumber }) =>
    typeof changedKey === 'string' ? runIdOf({ flow: changedKey, number: Number(changedNumber) }) : null,
  )
}
