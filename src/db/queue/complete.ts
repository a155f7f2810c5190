import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { fields } from '../sql/select.ts'
import { shapes, statement } from '../sql/statement.ts'
import { type Board, type Open, type SettledNode, resultOf } from './board.ts'
import { createBreaks } from '../turn.ts'
import { delayAfter } from './backoff.ts'
import { elementsOf, nodeOf, refusedBy } from './plan.ts'
import { plansOf } from './plans.ts'
import { keepOutput } from './produced.ts'
import { type ActionRow, lockQueued, type JoinRow } from './statements.ts'
import { unfold } from './unfold.ts'
import { fittingCount } from './weight.ts'
import { writeBoard } from './write.ts'
import { actionStates, queueStates } from '../tables/queue.ts'
import type { Completion, ActionOutcome } from './completion.ts'

/** Deletes actions by their lease tokens and returns them. A lease that is no longer held matches nothing. */
const takeLeased = shapes(({ expired }: { expired: boolean }) =>
  statement<ActionRow>('queue.takeLeased', ({ tables: { actions: a }, dialect }) => {
    const rows = dialect.rows('rows', { executionId: 'text', nodeId: 'text', leaseToken: 'text' })
    const held = sql`
      (execution_id, node_id, lease_token) in (
        select rows."executionId", rows."nodeId", rows."leaseToken" from ${rows}
      )
    `
    const due = expired ? sql`and due_at <= ${sql.placeholder('now')}` : sql``
    // Only leased actions have a token. With a condition on the state, a plan would search all leased actions for each row.
    return sql`delete from ${a} where ${held} ${due} returning ${fields(a)}`
  }),
)

const keyOf = ({
  executionId,
  nodeId,
  leaseToken,
}: {
  executionId: string
  nodeId: string
  leaseToken: string | null
}) => JSON.stringify([executionId, nodeId, leaseToken])

/**
 * Completes actions with all consequences in the transaction: history, ready nodes, verdicts. Returns whether each
 * lease was held, for as many completions as one transaction takes: the first ones, at least one.
 */
export async function complete(
  transaction: Transaction,
  board: Board,
  given: readonly Completion[],
  expired = false,
): Promise<boolean[]> {
  const executions = await openOf(transaction, given)
  const completions = given.slice(
    0,
    fittingCount(given, (id) => executions.get(id)?.plan),
  )
  const rows = completions
    .filter(({ executionId }) => executions.has(executionId))
    .map(({ executionId, nodeId, leaseToken }) => ({ executionId, nodeId, leaseToken }))
  const taken =
    rows.length === 0 ? [] : await transaction.run(takeLeased({ expired }), { rows, now: board.now })
  transaction.changed(
    'executions',
    taken.map(({ executionId }) => executionId),
    'details',
  )
  const held = new Map(taken.map((action) => [keyOf(action), action]))
  const effects: Effects = { board, settled: [], elements: new Map() }
  const answers: boolean[] = []
  const breaks = createBreaks()
  for (const completion of completions) {
    const key = keyOf(completion)
    const action = held.get(key)
    // Of two completions of one lease, the first counts.
    answers.push(held.delete(key))
    if (!action || !answers.at(-1)) continue
    const execution = executions.get(action.executionId)!
    if (board.failed.has(execution.id)) setAside(board, execution, action, completion.outcome)
    else settle(effects, execution, action, completion.outcome)
    if (breaks.isDue()) await breaks.take()
  }
  const settled = effects.settled.filter(({ execution }) => !board.failed.has(execution.id))
  const begin = { settled, decided: [] }
  const counted = [...effects.elements.values()].filter(({ executionId }) => !board.failed.has(executionId))
  await unfold(transaction, board, executions, { ...begin, elements: counted })
  const ids = new Set(completions.map(({ executionId }) => executionId))
  await writeBoard(
    transaction,
    board,
    [...executions.values()].filter(({ id }) => ids.has(id)),
  )
  return answers
}

/** Locks the open executions of these completions, and reads their plans. */
async function openOf(
  transaction: Transaction,
  completions: readonly Completion[],
): Promise<Map<string, Open>> {
  const ids = [...new Set(completions.map(({ executionId }) => executionId))]
  const queued = (await transaction.run(lockQueued, { ids })).filter(
    ({ state }) => state === queueStates.OPEN,
  )
  const planOf = await plansOf(
    transaction,
    queued.map(({ dagHash }) => dagHash),
  )
  return new Map(queued.map((row): [string, Open] => [row.id, { ...row, plan: planOf(row.dagHash) }]))
}

/** What completions lead to. */
interface Effects {
  readonly board: Board
  readonly settled: SettledNode[]
  /** Settled elements of spread nodes, counted for each node. */
  readonly elements: Map<string, JoinRow>
}

function settle(
  { board, settled, elements }: Effects,
  execution: Open,
  action: ActionRow,
  outcome: ActionOutcome,
): void {
  const { node, index } = nodeOf(execution.plan, action.nodeId)!
  if (outcome.kind === 'RELEASED') return void board.actions.push(again(action, null))
  board.results.push(tried(board, execution, action, outcome))
  if (outcome.kind === 'FAILED') {
    const tries = action.attempt - action.firstAttempt + 1
    if (tries < node.maxAttempts && outcome.final !== true) {
      const delay = delayAfter(node, tries)
      const dueAt = delay === 0 ? null : board.now + delay
      board.actions.push({ ...again(action, dueAt), attempt: action.attempt + 1 })
    } else board.failed.set(execution.id, `Node ${JSON.stringify(action.nodeId)} failed: ${outcome.error}`)
    return
  }
  const { executionId, nodeId } = action
  keepOutput(board, { executionId, nodeId, json: outcome.json }, outcome.value)
  const { bytes } = outcome.value
  if (index === null) {
    const refused = refusedBy(node.behind, outcome.json)
    return void settled.push({ execution, node, output: { bytes, refused } })
  }
  const counted = elementsOf(node.id)
  const key = `${executionId}\0${counted}`
  const before = elements.get(key)
  elements.set(key, {
    executionId,
    nodeId: counted,
    total: 0,
    skipped: 0,
    settled: (before?.settled ?? 0) + 1,
    bytes: (before?.bytes ?? 0) + bytes + 1,
  })
}

/** The execution failed in the same flush: the outcome is written to history, and nothing follows from it. */
function setAside(board: Board, execution: Open, action: ActionRow, outcome: ActionOutcome): void {
  if (outcome.kind === 'RELEASED') return
  board.results.push(tried(board, execution, action, outcome))
  if (outcome.kind === 'DONE') {
    const produced = { executionId: execution.id, nodeId: action.nodeId, json: outcome.json }
    keepOutput(board, produced, outcome.value)
  }
}

const tried = (
  board: Board,
  execution: Open,
  { nodeId, attempt, leasedAt }: ActionRow,
  outcome: Exclude<ActionOutcome, { kind: 'RELEASED' }>,
) =>
  resultOf(board, execution, nodeId, {
    attempt,
    startedAt: leasedAt,
    ...(outcome.kind === 'DONE'
      ? { status: 'COMPLETED', value: outcome.value }
      : { status: 'FAILED', error: outcome.error }),
  })

const again = (action: ActionRow, dueAt: number | null): ActionRow => ({
  ...action,
  state: dueAt === null ? actionStates.READY : actionStates.WAITING,
  dueAt,
  leaseToken: null,
  worker: null,
  leasedAt: null,
})
