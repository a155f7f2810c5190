import { parseJson } from '../json/longjson.ts'
import { isDeepStrictEqual } from 'node:util'
import { createBreaks } from '../turn.ts'

/** The parts of a stored DAG that the queue reads. */
interface StoredDag {
  readonly nodes: readonly StoredNode[]
  readonly edges: readonly StoredEdge[]
}

export type Backoff = 'NONE' | 'LINEAR' | 'EXPONENTIAL'

interface StoredNode {
  readonly id: string
  readonly kind: string
  readonly retry?: { readonly maxAttempts: number; readonly backoff: Backoff; readonly delayMs: number }
  readonly timeoutMs?: number
  readonly mapOver?: string
}

export interface StoredEdge {
  readonly source: string
  readonly target: string
  readonly kind: 'DATA' | 'OPTIONAL' | 'CONTROL'
  readonly condition?: Condition
}

/** True for an output that has this value at this path. */
interface Condition {
  readonly path: readonly string[]
  readonly equals: unknown
}

export interface PlanNode {
  readonly id: string
  readonly kind: string
  readonly maxAttempts: number
  readonly backoff: Backoff
  readonly delayMs: number
  readonly timeoutMs: number | null
  /** The predecessor whose output is a list: the node runs once per element. */
  readonly mapOver: string | null
  /** Links from predecessors, and links to successors. */
  readonly before: Link[]
  readonly behind: Link[]
  /** The number of incoming edges. */
  edgesBefore: number
  /** Bytes of its id as a JSON key. */
  readonly keyBytes: number
}

/** All edges from one node to another. */
export interface Link {
  readonly source: PlanNode
  readonly target: PlanNode
  readonly edges: StoredEdge[]
}

/** A DAG, prepared for the queue. */
export interface Plan {
  readonly nodes: ReadonlyMap<string, PlanNode>
  readonly first: readonly PlanNode[]
  readonly last: readonly PlanNode[]
}

const defaultRetry = { maxAttempts: 3, backoff: 'EXPONENTIAL', delayMs: 1_000 } as const

/** Takes several turns: the largest graph has 10,000 nodes and 100,000 edges. */
export async function planOf(json: string): Promise<Plan> {
  const breaks = createBreaks()
  const dag = parseJson(json) as StoredDag
  if (breaks.isDue()) await breaks.take()
  const nodes = new Map(dag.nodes.map((node) => [node.id, planNode(node)]))
  // The entries of an input are in the order of the edges that hand them on.
  const ordered = [...dag.edges.filter(isCarrying), ...dag.edges.filter((edge) => !isCarrying(edge))]
  const links = new Map<string, Link>()
  for (const edge of ordered) {
    if (breaks.isDue()) await breaks.take()
    const key = `${edge.source}\0${edge.target}`
    const known = links.get(key)
    if (known) known.edges.push(edge)
    else {
      const link = { source: nodes.get(edge.source)!, target: nodes.get(edge.target)!, edges: [edge] }
      links.set(key, link)
      link.source.behind.push(link)
      link.target.before.push(link)
    }
    nodes.get(edge.target)!.edgesBefore += 1
  }
  const all = [...nodes.values()]
  return {
    nodes,
    first: all.filter(({ before }) => before.length === 0),
    last: all.filter(({ behind }) => behind.length === 0),
  }
}

const planNode = ({ id, kind, retry = defaultRetry, timeoutMs, mapOver }: StoredNode): PlanNode => ({
  id,
  kind,
  ...retry,
  timeoutMs: timeoutMs ?? null,
  mapOver: mapOver ?? null,
  before: [],
  behind: [],
  edgesBefore: 0,
  keyBytes: Buffer.byteLength(JSON.stringify(id)),
})

/** Bytes of `"id":value,` in an object. */
export const entryBytes = ({ keyBytes }: PlanNode, valueBytes: number): number => keyBytes + valueBytes + 2
/** Bytes of an object or a list whose entries, each with a comma, have this many bytes. */
export const wholeBytes = (entries: number): number => (entries === 0 ? 2 : entries + 1)

const isEnumerable = Object.prototype.propertyIsEnumerable

/** Whether an edge has no condition, or the output meets it. */
function holds({ condition }: StoredEdge, output: unknown): boolean {
  if (condition === undefined) return true
  let value = output
  for (const key of condition.path) {
    // Excludes the `length` of a list.
    if (typeof value !== 'object' || value === null || !isEnumerable.call(value, key)) return false
    value = (value as Record<string, unknown>)[key]
  }
  return isDeepStrictEqual(value, condition.equals)
}

const none: ReadonlySet<StoredEdge> = new Set()

/** The edges whose conditions are false for the output. */
export function refusedBy(links: readonly Link[], json: string): ReadonlySet<StoredEdge> {
  const conditional = links.flatMap(({ edges }) => edges.filter(({ condition }) => condition !== undefined))
  if (conditional.length === 0) return none
  const output = parseJson(json)
  return new Set(conditional.filter((edge) => !holds(edge, output)))
}

/** Whether the target of an edge needs it. */
export const isRequired = ({ kind }: StoredEdge): boolean => kind !== 'OPTIONAL'
/** Whether an edge hands on its source's output. */
export const isCarrying = ({ kind }: StoredEdge): boolean => kind !== 'CONTROL'

/** The id of an action that is an element of a map. */
export const elementId = (nodeId: string, index: number) => `${nodeId}[${index}]`
/** The id of the join that counts a map's elements. */
export const elementsOf = (nodeId: string) => `${nodeId}[]`

const element = /^(.*)\[(\d*)\]$/s

/** The map that an id names an element or the count of. A node's own id may look like this, too. */
export const mapNamed = (id: string): string | undefined => element.exec(id)?.[1]

/** The node of an action, with the index if the action is an element of a map. `undefined` if the id names no action. */
export function nodeOf(
  { nodes }: Plan,
  actionId: string,
): { node: PlanNode; index: number | null } | undefined {
  const own = nodes.get(actionId)
  if (own) return { node: own, index: null }
  const [, id, index] = element.exec(actionId) ?? []
  const node = id === undefined ? undefined : nodes.get(id)
  return node && { node, index: Number(index) }
}
