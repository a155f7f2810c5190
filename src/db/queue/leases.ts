import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { statement } from '../sql/statement.ts'

export interface Extension {
  readonly executionId: string
  readonly nodeId: string
  readonly leaseToken: string
  readonly leaseMs: number
}

const extend = statement<{ executionId: string; nodeId: string; leaseToken: string; dueAt: number }>(
  'queue.extend',
  ({ dialect }) => {
    const rows = dialect.rows('rows', {
      executionId: 'text',
      nodeId: 'text',
      leaseToken: 'text',
      dueAt: 'bigint',
    })
    const last = sql.raw('actions.leased_at + actions.timeout_ms')
    return sql`
      update actions
      set due_at = case when ${last} < rows."dueAt" then ${last} else rows."dueAt" end
      from ${rows}
      where actions.execution_id = rows."executionId"
        and actions.node_id = rows."nodeId"
        and actions.lease_token = rows."leaseToken"
      returning actions.execution_id as "executionId", actions.node_id as "nodeId",
        actions.lease_token as "leaseToken", actions.due_at as "dueAt"
    `
  },
)

/** Extends leases from now on by the given time, but not beyond the node's timeout. Returns their new ends, `null` for a lease that is not held. */
export async function extendLeases(
  transaction: Transaction,
  extensions: readonly Extension[],
  now: number,
): Promise<(number | null)[]> {
  const keyOf = (one: { executionId: string; nodeId: string; leaseToken: string }) =>
    JSON.stringify([one.executionId, one.nodeId, one.leaseToken])
  const longest = new Map<string, Extension>()
  for (const one of extensions)
    if (one.leaseMs > (longest.get(keyOf(one))?.leaseMs ?? 0)) longest.set(keyOf(one), one)
  const rows = [...longest.values()]
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map(({ executionId, nodeId, leaseToken, leaseMs }) => ({
      executionId,
      nodeId,
      leaseToken,
      dueAt: now + leaseMs,
    }))
  const held = new Map((await transaction.run(extend, { rows })).map((row) => [keyOf(row), row.dueAt]))
  return extensions.map((one) => held.get(keyOf(one)) ?? null)
}
