import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type ExecutionRow, shownExecution } from '../executions/rows.ts'
import { eachOf } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import { now } from '../status/status.ts'
import type { Scope } from '../sql/scope.ts'
import { type Changed, type Since, changedOf, valuesSince } from './changed.ts'
import { type ChangeRow, type Followed, changesOf, mostChanges, positionOf } from './statement.ts'

/** A promised heartbeat is overdue from the millisecond after it on. */
function followed(scope: Scope): Followed {
  const { executions: e } = scope.tables
  const flipped = sql`${e.staleAt} >= ${sql.placeholder('from')} and ${e.staleAt} < ${sql.placeholder('to')}`
  const isOpen = scope.dialect.isCommon(sql`${e.standing} = 0`)
  return {
    kind: 'executions',
    table: e,
    key: [e.id],
    changed: e.changed,
    flips: [{ where: sql`${isOpen} and ${flipped}`, along: e.staleAt }],
    due: [
      sql`
        select ${e.staleAt} + 1 from ${e} where ${isOpen} and ${e.staleAt} >= ${now}
        order by ${e.staleAt} limit 1
      `,
    ],
    shown: shownExecution(scope),
  }
}

const changes = statement<ExecutionRow & ChangeRow>('following.executions', (scope) =>
  changesOf(scope, followed(scope)),
)

const beginning = statement<ExecutionRow & ChangeRow>('following.executionsFrom', (scope) =>
  positionOf(scope, followed(scope)),
)

/** The executions that changed since a position, or whose status the clock has flipped since. */
export async function changedExecutions(
  backend: Backend,
  since: Since,
  reading: Reading,
): Promise<Changed<ExecutionRow>> {
  const asked = since.position === undefined ? beginning : changes
  const values = { ...valuesSince(since, reading), each: eachOf(mostChanges) }
  const found = await backend.read(asked, values, reading)
  return changedOf(backend, found, ({ changedKey }) => changedKey ?? null)
}
