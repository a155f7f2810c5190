import { sql } from 'drizzle-orm'
import { v4 as uuid } from 'uuid'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { as, fields } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import { type JsonParts, type QueuedAction, inputSizesOf, inputsOf } from './inputs.ts'
import { type Candidate, type Claim, type Lacking, type Share, shared } from './shares.ts'
import { inputTooLarge } from './unfold.ts'
import { actionStates } from '../tables/queue.ts'
import type { Completion } from './completion.ts'

/** An action that a worker holds until its lease expires. */
export interface ClaimedAction {
  readonly executionId: string
  readonly nodeId: string
  readonly flow: string
  readonly kind: string
  readonly attempt: number
  readonly leaseToken: string
  readonly leaseExpiresAt: number
  readonly timeoutMs: number | null
  /** JSON: the predecessors' outputs by node id, the execution's inputs, or the element of a list. */
  readonly input: JsonParts
}

/** What one claim receives. */
export interface Taken {
  readonly actions: readonly ClaimedAction[]
  /** Why the claim receives no action although some are ready. */
  readonly lacking?: Lacking
}

const turn = sql`actions.kind, actions.rank, actions.order_at, actions.execution_id, actions.seq`

/** The first ready actions of each kind, locked by others or not, with the columns that decide their turn. */
const candidates = statement<Candidate>('queue.candidates', ({ tables: { actions: a }, dialect }) => {
  const page = dialect.topPerParent({
    parents: dialect.rows('kinds', { kind: 'text' }),
    table: a,
    where: sql`actions.kind = kinds.kind and actions.state = 0`,
    orderBy: turn,
    limit: sql`${sql.placeholder('most')}`,
  })
  const names = [a.kind, a.rank, a.orderAt, a.executionId, a.seq, a.inputBytes] as const
  const keys = ['kind', 'rank', 'orderAt', 'executionId', 'seq', 'inputBytes'] as const
  return sql`select ${sql.join(
    names.map((column, index) => as(column, keys[index]!)),
    sql`, `,
  )} from ${page}`
})

/**
 * Locks the first ready actions of each kind, up to a count per kind. Actions that another claim has locked are skipped.
 * For one kind the count is the limit itself: Postgres would plan a count that it does not know as one of many rows.
 */
const taking = (name: string, isOfOne: boolean) =>
  statement<QueuedAction>(name, ({ tables: { actions: a, queueExecutions: q }, dialect }) => {
    const page = dialect.topPerParent({
      parents: dialect.rows('kinds', { kind: 'text', ...(!isOfOne && ({ count: 'bigint' } as const)) }),
      table: a,
      where: sql`actions.kind = kinds.kind and actions.state = 0`,
      orderBy: turn,
      limit: sql`${sql.placeholder('most')}`,
      ...(!isOfOne && { share: sql`kinds.count` }),
      lock: dialect.skipLocked,
    })
    return sql`
      select ${fields(a)}, ${as(q.flow, 'flow')}, ${as(q.dagHash, 'dagHash')}
      from ${page}
      join queue_executions on queue_executions.execution_id = actions.execution_id
    `
  })

const take = taking('queue.take', false)
const takeOfOne = taking('queue.takeOfOne', true)

const lease = statement('queue.lease', ({ tables: { actions: a }, dialect }) => {
  const rows = dialect.rows('rows', {
    executionId: 'text',
    nodeId: 'text',
    leaseToken: 'text',
    worker: 'text',
    leasedAt: 'bigint',
    dueAt: 'bigint',
  })
  return sql`
    update ${a} set
      state = 2, lease_token = rows."leaseToken", worker = rows.worker,
      leased_at = rows."leasedAt", due_at = rows."dueAt"
    from ${rows}
    where actions.execution_id = rows."executionId" and actions.node_id = rows."nodeId"`
})

/** How many candidates one flush reads, divided among the kinds. */
const mostCandidates = 5_000

/**
 * Gives each claim the first ready actions of its kinds, in the order of the claims, as far as their inputs have room.
 * Of one kind, as many are locked as the claims want. Of several, candidates are read without locks, and only the
 * actions that are taken are locked: the rest is left to other processes.
 */
export async function claim(
  transaction: Transaction,
  claims: readonly Claim[],
  now: number,
  inputBytes: number,
): Promise<{ taken: Taken[]; failed: Completion[] }> {
  const { ready, planned } = await takeReady(transaction, claims, inputBytes)
  if (ready.length === 0) return { taken: claims.map(() => ({ actions: [] })), failed: [] }
  const [tooLarge, fitting] = [ready.filter(isBeyond(inputBytes)), ready.filter(isWithin(inputBytes))]
  const shares = shared(fitting, claims, inputBytes, true)
  const leased = shares.map(({ actions }, index) => actions.map(leaseFor(claims[index]!, now)))
  const lost = tooLarge.map(leaseFor(claims[0]!, now))
  const held = [...leased.flat(), ...lost]
  await insertAll(
    transaction,
    lease,
    held.map(({ executionId, nodeId, leaseToken, worker, leasedAt, dueAt }) => ({
      executionId,
      nodeId,
      leaseToken,
      worker,
      leasedAt,
      dueAt,
    })),
  )
  const ids = held.map(({ executionId }) => executionId)
  transaction.changed('executions', ids, 'details')
  const inputs = await inputsOf(transaction, leased.flat(), inputBytes)
  const taken = shares.map((share, index) =>
    takenOf(share.lacking ?? planned[index]!.lacking, leased[index]!, inputs),
  )
  return { taken, failed: lost.map((action) => failedFor(action, inputBytes)) }
}

/** Locks as many ready actions of each kind as the claims take. */
async function takeReady(
  transaction: Transaction,
  claims: readonly Claim[],
  inputBytes: number,
): Promise<{ ready: QueuedAction[]; planned: Share<Candidate>[] }> {
  const kinds = [...new Set(claims.flatMap((one) => one.kinds))]
  const wanted = claims.reduce((sum, one) => sum + one.limit, 0)
  const most = Math.min(wanted, Math.ceil(mostCandidates / kinds.length))
  if (kinds.length === 1) {
    const ready = await transaction.run(takeOfOne, { kinds: [{ kind: kinds[0]! }], most })
    return { ready: await sized(transaction, ready), planned: claims.map(() => ({ actions: [] })) }
  }
  const found = await transaction.run(candidates, { kinds: kinds.map((kind) => ({ kind })), most })
  const counts = new Map<string, number>()
  const planned = shared(found, claims, inputBytes)
  for (const { actions } of planned)
    for (const { kind } of actions) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size === 0) return { ready: [], planned }
  const rows = [...counts].map(([kind, count]) => ({ kind, count }))
  const ready = await transaction.run(take, { kinds: rows, most: Math.max(...counts.values()) })
  return { ready: await sized(transaction, ready), planned }
}

const isWithin = (most: number) => (action: QueuedAction) => action.inputBytes! <= most
const isBeyond = (most: number) => (action: QueuedAction) => action.inputBytes! > most

/** Fails an action whose input is too large: it became ready under a higher limit, or its size was not counted. */
const failedFor = (
  { executionId, nodeId, leaseToken, inputBytes }: QueuedAction,
  most: number,
): Completion => ({
  executionId,
  nodeId,
  leaseToken: leaseToken!,
  outcome: { kind: 'FAILED', error: inputTooLarge(nodeId, inputBytes!, most), final: true },
})

/** Adds the input sizes of actions that an earlier version made ready without one. */
async function sized(transaction: Transaction, ready: readonly QueuedAction[]): Promise<QueuedAction[]> {
  const unknown = ready.filter(({ inputBytes }) => inputBytes === null)
  if (unknown.length === 0) return [...ready]
  const sizeOf = await inputSizesOf(transaction, unknown)
  return ready.map((one) => (one.inputBytes === null ? { ...one, inputBytes: sizeOf(one) } : one))
}

function leaseFor({ worker, leaseMs }: Claim, now: number) {
  const leaseToken = uuid()
  return (action: QueuedAction): QueuedAction => ({
    ...action,
    state: actionStates.LEASED,
    leaseToken,
    worker,
    leasedAt: now,
    dueAt: now + Math.min(leaseMs, action.timeoutMs ?? leaseMs),
  })
}

function takenOf(
  lacking: Lacking | undefined,
  leased: readonly QueuedAction[],
  inputs: ReadonlyMap<QueuedAction, JsonParts>,
): Taken {
  const actions = leased.map((action) => claimed(action, inputs.get(action)!))
  return actions.length === 0 && lacking ? { actions, lacking } : { actions }
}

const claimed = (action: QueuedAction, input: JsonParts): ClaimedAction => ({
  executionId: action.executionId,
  nodeId: action.nodeId,
  flow: action.flow,
  kind: action.kind,
  attempt: action.attempt,
  leaseToken: action.leaseToken!,
  leaseExpiresAt: action.dueAt!,
  timeoutMs: action.timeoutMs,
  input,
})
