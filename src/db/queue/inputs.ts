import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { statement } from '../statement.ts'
import { type Plan, type PlanNode, isRequired, isTaken, nodeOf } from './plan.ts'
import { plansOf } from './plans.ts'
import { type NodeKey, outputsOf } from './produced.ts'
import { type ActionRow, valuesOf } from './tables.ts'

const queuedOf = statement<{ id: string; flow: string; dagHash: string }>(
  ({ tables: { queueExecutions: q }, dialect }) =>
    sql`select execution_id as id, flow_id as flow, dag_hash as "dagHash" from ${q} where ${dialect.isIn(q.id, 'ids')}`,
)

/** The flow and the input of each action. */
export async function inputsOf(transaction: Transaction, actions: readonly ActionRow[]) {
  const ids = [...new Set(actions.map(({ executionId }) => executionId))]
  const queued = new Map((await transaction.run(queuedOf, { ids })).map((row) => [row.id, row]))
  const hashes = [...queued.values()].map(({ dagHash }) => dagHash)
  const planOf = await plansOf(transaction, hashes)
  const sources = (action: ActionRow) =>
    sourcesOf(planOf(queued.get(action.executionId)!.dagHash), action.nodeId)
  const valueOf = await valuesFor(transaction, actions, sources)
  return (action: ActionRow) => {
    const { kind, ids: nodes, node } = sources(action)
    const { flow } = queued.get(action.executionId)!
    const value = (nodeId: string) => valueOf(action.executionId, kind, nodeId)
    if (kind === 'in') return { flow, input: value(nodes[0]!) ?? 'null' }
    const entries = nodes.map((nodeId) => `${JSON.stringify(nodeId)}:${carried(node, nodeId, value(nodeId))}`)
    return { flow, input: `{${entries.join(',')}}` }
  }
}

interface Sources {
  readonly node: PlanNode
  readonly kind: 'in' | 'out'
  readonly ids: readonly string[]
}

/** Where the input of an action stands: its element, the inputs of the execution, or outputs of the nodes before it. */
function sourcesOf(plan: Plan, actionId: string): Sources {
  const { node, index } = nodeOf(plan, actionId)
  if (index !== null) return { node, kind: 'in', ids: [actionId] }
  if (node.incoming.length === 0) return { node, kind: 'in', ids: [''] }
  const carrying = node.incoming.filter(({ kind }) => kind !== 'CONTROL')
  return { node, kind: 'out', ids: [...new Set(carrying.map(({ source }) => source))] }
}

/** The values of the actions' sources: what was given in stands in the queue, what came out in history. */
async function valuesFor(
  transaction: Transaction,
  actions: readonly ActionRow[],
  sources: (action: ActionRow) => Sources,
) {
  const keyOf = (executionId: string, nodeId: string) => `${executionId}\0${nodeId}`
  const wanted = { in: new Map<string, NodeKey>(), out: new Map<string, NodeKey>() }
  for (const action of actions) {
    const { executionId } = action
    const { kind, ids } = sources(action)
    for (const nodeId of ids) wanted[kind].set(keyOf(executionId, nodeId), { executionId, nodeId })
  }
  const keys = [...wanted.in.values()].map((key) => ({ ...key, kind: 'in' }))
  const rows = keys.length === 0 ? [] : await transaction.run(valuesOf, { keys })
  const given = new Map(rows.map(({ executionId, nodeId, json }) => [keyOf(executionId, nodeId), json]))
  const outputOf = await outputsOf(transaction, [...wanted.out.values()])
  return (executionId: string, kind: 'in' | 'out', nodeId: string) =>
    kind === 'in' ? (given.get(keyOf(executionId, nodeId)) ?? undefined) : outputOf(executionId, nodeId)
}

/** A predecessor that was skipped hands nothing on, and neither does an edge whose condition does not hold. */
function carried({ incoming }: PlanNode, source: string, json: string | undefined): string {
  if (json === undefined) return 'null'
  const edges = incoming.filter((edge) => edge.source === source && edge.kind !== 'CONTROL')
  return edges.some((edge) => isRequired(edge) || isTaken(edge, json)) ? json : 'null'
}
