import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { statement } from '../sql/statement.ts'
import type { Board } from './board.ts'
import { complete } from './complete.ts'
import { actionStates } from '../tables/queue.ts'

interface Due {
  readonly executionId: string
  /** `null`: the execution itself, whose planned start has come. */
  readonly nodeId: string | null
  readonly state: number
  readonly leaseToken: string | null
}

/** Most actions, and most executions, that one claim makes ready: it must not be delayed by a backlog. */
const mostDue = 200

/** Due retries, expired leases, and executions whose planned start has come. */
const dueWork = statement<Due>('queue.dueWork', () => {
  const most = sql.raw(String(mostDue))
  const now = sql`cast(${sql.placeholder('now')} as bigint)`
  const actions = sql`
    select execution_id as "executionId", node_id as "nodeId", state, lease_token as "leaseToken"
    from actions
    where state <> 0 and due_at <= ${now}
    order by due_at
    limit ${most}
  `
  const futures = sql`
    select execution_id as "executionId", null as "nodeId", state, null as "leaseToken"
    from queue_executions
    where state = 3 and run_at <= ${now}
    order by run_at
    limit ${most}
  `
  return sql`select * from (${actions}) as actions union all select * from (${futures}) as futures`
})

const wake = statement<{ id: string }>(
  'queue.wake',
  ({ tables: { queueExecutions: q }, dialect }) =>
    sql`
      update queue_executions
      set state = 0
      where execution_id in (
        select queue_executions.execution_id
        from queue_executions
        where ${dialect.isIn(q.id, 'ids')}
          and queue_executions.state = 3
        order by queue_executions.execution_id ${dialect.skipLocked}
      )
      returning execution_id as id
    `,
)

const makeReady = statement<{ id: string }>(
  'queue.makeReady',
  ({ dialect }) =>
    sql`
      update actions
      set state = 0, due_at = null
      from ${dialect.rows('rows', { executionId: 'text', nodeId: 'text' })}
      where actions.execution_id = rows."executionId"
        and actions.node_id = rows."nodeId"
        and actions.state = 1
        and actions.due_at <= ${sql.placeholder('now')}
      returning actions.execution_id as id
    `,
)

/** Makes a bounded amount of due work ready. An expired lease counts as a failed attempt. */
export async function makeDueReady(transaction: Transaction, board: Board): Promise<void> {
  const due = await transaction.run(dueWork, { now: board.now })
  if (due.length === 0) return
  const tell = (rows: { id: string }[]) =>
    transaction.changed(
      'executions',
      rows.map(({ id }) => id),
      'details',
    )
  const futures = due.filter(({ nodeId }) => nodeId === null).map(({ executionId }) => executionId)
  if (futures.length > 0) tell(await transaction.run(wake, { ids: futures }))
  const actions = due.flatMap(({ nodeId, ...one }) => (nodeId === null ? [] : [{ ...one, nodeId }]))
  const expired = actions.filter(({ state }) => state === actionStates.LEASED)
  if (expired.length > 0) {
    const outcome = { kind: 'FAILED', error: 'The lease expired before the action was completed.' } as const
    const completions = expired.map(({ executionId, nodeId, leaseToken }) => ({
      executionId,
      nodeId,
      leaseToken: leaseToken!,
      outcome,
    }))
    await complete(transaction, board, completions, true)
  }
  const rows = actions
    .filter(({ state }) => state === actionStates.WAITING)
    .map(({ executionId, nodeId }) => ({ executionId, nodeId }))
  if (rows.length > 0) tell(await transaction.run(makeReady, { rows, now: board.now }))
}
