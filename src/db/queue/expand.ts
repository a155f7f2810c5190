import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { inParts } from '../parts.ts'
import { fields } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import { applyPatches } from '../patching/update.ts'
import type { Board, HandedOn, Open } from './board.ts'
import { refusedBy } from './plan.ts'
import { plansOf } from './plans.ts'
import { allSizesOf, outputsOf } from './produced.ts'
import type { QueueRow } from './statements.ts'
import { triedOf } from './tried.ts'
import { unfold } from './unfold.ts'
import { emptyPatch, writeBoard } from './write.ts'

const cap = sql`cast(${sql.placeholder('cap')} as bigint)`
const most = sql`cast(${sql.placeholder('most')} as bigint)`
const placesLeft = sql`
  (
    select case
      when count(*) >= ${cap} then 0
      when ${cap} - count(*) < ${most} then ${cap} - count(*)
      else ${most}
    end
    from queue_executions as open
    where open.state = 1
  )
`

interface WaitingRow extends QueueRow {
  readonly inputBytes: number | null
}

/** The first waiting executions, as many as the cap on open ones leaves places for. */
const takeWaiting = statement<WaitingRow>(
  'queue.takeWaiting',
  ({ tables: { queueExecutions: q }, dialect }) => sql`
    select ${fields(q)}, (
      select octet_length(queue_values.json) from queue_values
      where queue_values.execution_id = queue_executions.execution_id
        and queue_values.kind = 'in' and queue_values.node_id = ''
    ) as "inputBytes"
    from ${q}
    where queue_executions.state = 0
    order by rank, order_at, execution_id
    limit ${placesLeft} ${dialect.skipLocked}`,
)

/** Bound on the nodes of all executions that one claim begins: the largest DAG has this many. */
const mostNodes = 10_000

/** Begins executions: their first nodes become actions. In a retry, nodes that are done are passed over. */
export async function expand(
  transaction: Transaction,
  makeBoard: (known: Pick<Board, 'known' | 'tried'>) => Board,
  bounds: { readonly cap: number; readonly most: number },
): Promise<void> {
  const turns = await transaction.run(takeWaiting, bounds)
  if (turns.length === 0) return
  const planOf = await plansOf(
    transaction,
    turns.map(({ dagHash }) => dagHash),
  )
  const waiting = inParts(turns, ({ dagHash }) => planOf(dagHash).nodes.size, mostNodes)[0]!
  const opened = waiting.map((row): Open => {
    const plan = planOf(row.dagHash)
    return { ...row, plan, attempt: row.attempt + 1, openNodes: plan.nodes.size, outputBytes: 0 }
  })
  const board = makeBoard(await triedBefore(transaction, waiting, opened))
  await applyPatches(
    transaction,
    opened.map(({ id, attempt }) => ({
      ...emptyPatch,
      id,
      startAttempt: { number: attempt, startedAt: board.now },
    })),
    board.now,
  )
  const decided = opened.flatMap((execution, index) => {
    const bytes = waiting[index]!.inputBytes ?? 'null'.length
    return execution.plan.first.map((node) => ({ execution, node, skip: false, bytes }))
  })
  const executions = new Map(opened.map((one) => [one.id, one]))
  await unfold(transaction, board, executions, { settled: [], decided, elements: [] })
  await writeBoard(transaction, board, opened)
}

/** The outputs and attempt numbers that earlier attempts left. */
async function triedBefore(
  transaction: Transaction,
  waiting: readonly QueueRow[],
  opened: readonly Open[],
): Promise<Pick<Board, 'known' | 'tried'>> {
  const ids = waiting.filter(({ attempt }) => attempt > 0).map(({ id }) => id)
  if (ids.length === 0) return { known: new Map(), tried: new Map() }
  const executions = new Map(opened.map((one) => [one.id, one]))
  const sizes = await allSizesOf(transaction, ids)
  const refusedOf = await refusedFor(transaction, executions, sizes)
  const outputs = Map.groupBy(sizes, ({ executionId }) => executionId)
  const tried = Map.groupBy(await transaction.run(triedOf, { ids }), ({ executionId }) => executionId)
  return {
    known: mapValues(
      outputs,
      (rows) => new Map(rows.map((row) => [row.nodeId, { bytes: row.bytes, refused: refusedOf(row) }])),
    ),
    tried: mapValues(tried, (rows) => new Map(rows.map(({ nodeId, attempt }) => [nodeId, attempt]))),
  }
}

type Size = Awaited<ReturnType<typeof allSizesOf>>[number]
const readAtOnce = 16 * 1024 * 1024

/** Reads only outputs that a condition refers to, in parts of bounded size. */
async function refusedFor(
  transaction: Transaction,
  executions: ReadonlyMap<string, Open>,
  sizes: readonly Size[],
): Promise<(size: Size) => HandedOn['refused']> {
  const refused = new Map<Size, HandedOn['refused']>()
  const linksOf = ({ executionId, nodeId }: Size) =>
    executions.get(executionId)!.plan.nodes.get(nodeId)?.behind ?? []
  const conditional = sizes.filter((size) =>
    linksOf(size).some(({ edges }) => edges.some(({ condition }) => condition !== undefined)),
  )
  for (const part of inParts(conditional, ({ bytes }) => bytes, readAtOnce)) {
    const bytes = part.reduce((sum, one) => sum + one.bytes, 0)
    const outputOf = await outputsOf(transaction, part, bytes)
    for (const size of part)
      refused.set(size, refusedBy(linksOf(size), outputOf(size.executionId, size.nodeId)!))
  }
  return (size) => refused.get(size) ?? new Set()
}

const mapValues = <Value, Made>(map: ReadonlyMap<string, Value>, make: (value: Value) => Made) =>
  new Map([...map].map(([key, value]) => [key, make(value)]))
