import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { lockExecutions } from '../recording/remove.ts'
import { mayChange } from '../sql/flowlimit.ts'
import { statement } from '../sql/statement.ts'
import type { ExecutionPatch } from '../patching/patch.ts'
import { applyPatches } from '../patching/update.ts'
import type { Board, Open } from './board.ts'
import { plansOf } from './plans.ts'
import { type QueueRow, lockQueued, moveQueued } from './statements.ts'
import { countNodes } from './tried.ts'
import { emptyPatch, endActions, endOf, moved, writeResults } from './write.ts'
import { queueStates } from '../tables/queue.ts'

/** The outcome of a cancel or retry. `NOT_QUEUED`: the execution is stored, but the queue does not have it. */
export type MoveOutcome = 'MOVED' | 'UNKNOWN' | 'NOT_QUEUED' | 'ENDED' | 'NOT_ENDED'

/** Cancels executions and deletes their actions. */
export async function cancel(
  transaction: Transaction,
  board: Board,
  ids: readonly string[],
): Promise<MoveOutcome[]> {
  const { queued, outcomeOf } = await lookUp(transaction, ids)
  const wanted = [...queued.values()].filter(({ state }) => state !== queueStates.ENDED)
  const planOf = await plansOf(
    transaction,
    wanted.map(({ dagHash }) => dagHash),
  )
  const open = wanted.map((row): Open => ({ ...row, plan: planOf(row.dagHash) }))
  await endActions(transaction, board, open)
  await writeResults(transaction, board)
  const ended = open.map((one, index) => asEnded(one, wanted[index]!.state))
  await insertAll(
    transaction,
    moveQueued,
    ended.map((one) => moved(one, queueStates.ENDED)),
  )
  if (ended.length > 0) transaction.changed('work')
  const nodesOf = await countNodes(transaction, open)
  await applyPatches(
    transaction,
    ended.map((one) => ({ ...cancelPatch(one, board.now), nodeCount: nodesOf(one.id) })),
    board.now,
  )
  return claimOnce(ids, new Set(ended.map(({ id }) => id)), (id) => outcomeOf(id, 'ENDED'))
}

/**
 * What waits for another attempt has not begun it: that attempt is the one that is cancelled, since the one before has a
 * verdict. What waits for its first attempt is cancelled without one.
 */
const asEnded = (one: Open, state: QueueRow['state']): Open =>
  state === queueStates.OPEN || one.attempt === 0 ? one : { ...one, attempt: one.attempt + 1 }

const cancelPatch = ({ id, attempt }: Open, now: number): ExecutionPatch =>
  attempt === 0
    ? { ...emptyPatch, id, callOff: true }
    : {
        ...emptyPatch,
        id,
        startAttempt: { number: attempt, startedAt: now },
        finishAttempt: endOf(attempt, 'CANCELLED'),
      }

const requeue = statement(
  'queue.requeue',
  ({ tables: { queueExecutions: q }, dialect }) =>
    sql`update ${q} set state = 0 where ${dialect.isIn(q.id, 'ids')}`,
)

/** Queues ended executions again: they are pending until a worker claims. The new attempt reuses the outputs of earlier ones. */
export async function retry(
  transaction: Transaction,
  ids: readonly string[],
  now: number,
): Promise<MoveOutcome[]> {
  const { queued, outcomeOf } = await lookUp(transaction, ids)
  const ended = [...queued.values()].filter(({ state }) => state === queueStates.ENDED).map(({ id }) => id)
  if (ended.length > 0) {
    await transaction.run(requeue, { ids: ended })
    transaction.changed('work')
    await applyPatches(
      transaction,
      ended.map((id) => ({ ...emptyPatch, id, queueAgain: true })),
      now,
    )
  }
  return claimOnce(ids, new Set(ended), (id) => outcomeOf(id, 'NOT_ENDED'))
}

/** For a repeated id, the first occurrence counts as moved. */
const claimOnce = (ids: readonly string[], done: Set<string>, otherwise: (id: string) => MoveOutcome) =>
  ids.map((id) => (done.delete(id) ? 'MOVED' : otherwise(id)))

async function lookUp(transaction: Transaction, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  const rows = await transaction.run(lockQueued, { ids: wanted })
  const all = new Map(rows.map((row) => [row.id, row]))
  const others = wanted.filter((id) => !all.has(id))
  const known = new Set(others.length === 0 ? [] : await lockExecutions(transaction, others))
  const queued = new Map<string, QueueRow>([...all].filter(([, { flow }]) => mayChange(transaction, flow)))
  const outcomeOf = (id: string, state: 'ENDED' | 'NOT_ENDED'): MoveOutcome =>
    queued.has(id) ? state : known.has(id) ? 'NOT_QUEUED' : 'UNKNOWN'
  return { queued, outcomeOf }
}
