import { sql } from 'drizzle-orm'
import { v4 as uuid } from 'uuid'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../executionwrites.ts'
import { fields } from '../select.ts'
import { statement } from '../statement.ts'
import { compareText } from '../textorder.ts'
import { inputsOf } from './inputs.ts'
import { type ActionRow, actionStates } from './tables.ts'

export interface Claim {
  readonly worker: string
  readonly kinds: readonly string[]
  readonly limit: number
  readonly leaseMs: number
}

/** An action that a worker holds until its lease runs out. */
export interface ClaimedAction {
  readonly executionId: string
  readonly nodeId: string
  readonly flow: string
  readonly kind: string
  readonly attempt: number
  readonly leaseToken: string
  readonly leaseExpiresAt: number
  readonly timeoutMs: number | null
  /** JSON text: what the nodes before it produced, by their ids; the inputs of the execution; or its element of a list. */
  readonly input: string
}

/** The first ready actions of each kind, without those that another claim is taking just now. */
const readyActions = statement<ActionRow>(({ tables: { actions: a }, dialect }) => {
  const order = sql`actions.kind, actions.rank, actions.order_at, actions.execution_id, actions.seq`
  const page = dialect.topPerParent({
    parents: dialect.rows('kinds', { kind: 'text' }),
    table: a,
    where: sql`actions.kind = kinds.kind and actions.state = 0`,
    orderBy: order,
    limit: sql`${sql.placeholder('limit')}`,
    lock: dialect.skipLocked,
  })
  return sql`select ${fields(a)} from ${page}`
})

const lease = statement(({ tables: { actions: a }, dialect }) => {
  const rows = dialect.rows('rows', {
    ...{ executionId: 'text', nodeId: 'text', leaseToken: 'text', worker: 'text' },
    ...{ leasedAt: 'bigint', dueAt: 'bigint' },
  })
  return sql`update ${a} set state = 2, lease_token = rows."leaseToken", worker = rows.worker, leased_at = rows."leasedAt", due_at = rows."dueAt" from ${rows} where actions.execution_id = rows."executionId" and actions.node_id = rows."nodeId"`
})

/** Gives each claim the first ready actions of its kinds, in the order of the claims. */
export async function claim(
  transaction: Transaction,
  claims: readonly Claim[],
  now: number,
): Promise<ClaimedAction[][]> {
  const kinds = [...new Set(claims.flatMap((one) => one.kinds))].map((kind) => ({ kind }))
  const limit = claims.reduce((sum, one) => sum + one.limit, 0)
  const ready = (await transaction.run(readyActions, { kinds, limit })).toSorted(byTurn)
  const leased = assigned(ready, claims, now)
  const all = leased.flat()
  if (all.length === 0) return claims.map(() => [])
  await insertAll(
    transaction,
    lease,
    all.map(({ executionId, nodeId, leaseToken, worker, leasedAt, dueAt }) => ({
      ...{ executionId, nodeId, leaseToken, worker, leasedAt, dueAt },
    })),
  )
  const inputs = await inputsOf(transaction, all)
  return leased.map((actions) => actions.map((action) => claimed(action, inputs(action))))
}

/** By priority, then what began first, then within that: executions are finished rather than all half done. */
const byTurn = (a: ActionRow, b: ActionRow) =>
  a.rank - b.rank || a.orderAt - b.orderAt || compareText(a.executionId, b.executionId) || a.seq - b.seq

function assigned(ready: readonly ActionRow[], claims: readonly Claim[], now: number): ActionRow[][] {
  let left = ready
  return claims.map(({ worker, kinds, limit, leaseMs }) => {
    const leaseToken = uuid()
    const mine = left.filter(({ kind }) => kinds.includes(kind)).slice(0, limit)
    const taken = new Set(mine)
    left = left.filter((action) => !taken.has(action))
    return mine.map((action) => ({
      ...action,
      ...{ state: actionStates.LEASED, leaseToken, worker, leasedAt: now },
      dueAt: now + Math.min(leaseMs, action.timeoutMs ?? leaseMs),
    }))
  })
}

const claimed = (action: ActionRow, { flow, input }: { flow: string; input: string }): ClaimedAction => ({
  ...{ executionId: action.executionId, nodeId: action.nodeId, flow, kind: action.kind },
  ...{ attempt: action.attempt, leaseToken: action.leaseToken!, leaseExpiresAt: action.dueAt! },
  ...{ timeoutMs: action.timeoutMs, input },
})
