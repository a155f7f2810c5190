import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { fields } from '../select.ts'
import { statement } from '../statement.ts'
import { applyPatches } from '../update.ts'
import type { Open } from './board.ts'
import { plansOf } from './plans.ts'
import { allOutputsOf } from './produced.ts'
import type { QueueRow } from './tables.ts'
import { triedOf } from './tried.ts'
import { type Board, unfold } from './unfold.ts'
import { emptyPatch, writeBoard } from './write.ts'

const placesLeft = sql`(select case when count(*) >= cast(${sql.placeholder('cap')} as bigint) then 0 when cast(${sql.placeholder('cap')} as bigint) - count(*) < cast(${sql.placeholder('most')} as bigint) then cast(${sql.placeholder('cap')} as bigint) - count(*) else cast(${sql.placeholder('most')} as bigint) end from queue_executions as open where open.state = 1)`

/** Executions that wait for their turn, the first of them, as far as the cap on those in progress leaves places. */
const takeWaiting = statement<QueueRow>(
  ({ tables: { queueExecutions: q }, dialect }) =>
    sql`select ${fields(q)} from ${q} where queue_executions.state = 0 order by rank, order_at, execution_id limit ${placesLeft} ${dialect.skipLocked}`,
)

/** Begins executions: their first nodes become actions, and those of one that is tried again that are not done. */
export async function expand(
  transaction: Transaction,
  makeBoard: (known: Pick<Board, 'known' | 'tried'>) => Board,
  { cap, most }: { readonly cap: number; readonly most: number },
): Promise<number> {
  const waiting = await transaction.run(takeWaiting, { cap, most })
  if (waiting.length === 0) return 0
  const planOf = await plansOf(
    transaction,
    waiting.map(({ dagHash }) => dagHash),
  )
  const opened = waiting.map((row): Open => {
    const plan = planOf(row.dagHash)
    return { ...row, plan, attempt: row.attempt + 1, openNodes: plan.nodes.size }
  })
  const board = makeBoard(await triedBefore(transaction, waiting))
  await applyPatches(
    transaction,
    opened.map(({ id, attempt }) => ({
      ...emptyPatch,
      id,
      startAttempt: { number: attempt, startedAt: board.now },
    })),
    board.now,
  )
  const decided = opened.flatMap((execution) =>
    execution.plan.first.map((node) => ({ execution, node, skip: false })),
  )
  await unfold(transaction, board, new Map(opened.map((one) => [one.id, one])), {
    settled: [],
    decided,
    elements: [],
  })
  await writeBoard(transaction, board, opened)
  return opened.length
}

/** What earlier attempts of executions have left. */
async function triedBefore(transaction: Transaction, waiting: readonly QueueRow[]) {
  const ids = waiting.filter(({ attempt }) => attempt > 0).map(({ id }) => id)
  if (ids.length === 0) return { known: new Map(), tried: new Map() }
  const outputs = Map.groupBy(await allOutputsOf(transaction, ids), ({ executionId }) => executionId)
  const tried = Map.groupBy(await transaction.run(triedOf, { ids }), ({ executionId }) => executionId)
  return {
    known: mapValues(outputs, (rows) => new Map(rows.map(({ nodeId, json }) => [nodeId, json]))),
    tried: mapValues(tried, (rows) => new Map(rows.map(({ nodeId, attempt }) => [nodeId, attempt]))),
  }
}

const mapValues = <Value, Made>(map: ReadonlyMap<string, Value>, make: (value: Value) => Made) =>
  new Map([...map].map(([key, value]) => [key, make(value)]))
