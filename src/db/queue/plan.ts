import { isDeepStrictEqual } from 'node:util'

/** What of a stored DAG decides how it is worked through. */
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

interface StoredEdge {
  readonly source: string
  readonly target: string
  readonly kind: 'DATA' | 'OPTIONAL' | 'CONTROL'
  readonly condition?: Condition
}

/** Holds of an output that has this value at this path. */
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
  /** It runs once for each element of the list that this predecessor produced. */
  readonly mapOver: string | null
  readonly incoming: StoredEdge[]
  readonly outgoing: StoredEdge[]
}

/** A DAG as the queue works it through. */
export interface Plan {
  readonly nodes: ReadonlyMap<string, PlanNode>
  readonly first: readonly PlanNode[]
  readonly last: readonly PlanNode[]
}

const defaultRetry = { maxAttempts: 3, backoff: 'EXPONENTIAL', delayMs: 1_000 } as const

export function planOf(json: string): Plan {
  const dag = JSON.parse(json) as StoredDag
  const nodes = new Map(dag.nodes.map((node) => [node.id, planNode(node)]))
  for (const edge of dag.edges) {
    nodes.get(edge.source)!.outgoing.push(edge)
    nodes.get(edge.target)!.incoming.push(edge)
  }
  const all = [...nodes.values()]
  return {
    nodes,
    first: all.filter(({ incoming }) => incoming.length === 0),
    last: all.filter(({ outgoing }) => outgoing.length === 0),
  }
}

const planNode = ({ id, kind, retry = defaultRetry, timeoutMs, mapOver }: StoredNode): PlanNode => ({
  ...{ id, kind, ...retry },
  timeoutMs: timeoutMs ?? null,
  mapOver: mapOver ?? null,
  incoming: [],
  outgoing: [],
})

const isEnumerable = Object.prototype.propertyIsEnumerable

/** Whether the end of an edge gets what it waits for, now that its beginning is done, or was skipped. */
export function isTaken({ condition }: StoredEdge, json: string | null): boolean {
  if (json === null) return false
  if (condition === undefined) return true
  let value = JSON.parse(json) as unknown
  for (const key of condition.path) {
    // The length of a list is no place in it.
    if (typeof value !== 'object' || value === null || !isEnumerable.call(value, key)) return false
    value = (value as Record<string, unknown>)[key]
  }
  return isDeepStrictEqual(value, condition.equals)
}

/** Whether the end of an edge cannot go on without it. */
export const isRequired = ({ kind }: StoredEdge): boolean => kind !== 'OPTIONAL'

/** The element of a map is an action of its own, named by its place. */
export const elementId = (nodeId: string, index: number) => `${nodeId}[${index}]`
/** Where the elements of a map are counted. */
export const elementsOf = (nodeId: string) => `${nodeId}[]`

const element = /^(.*)\[(\d*)\]$/s

/** The map that an id is an element of by its name, or the count of its elements. A node may be called so too. */
export const mapNamed = (id: string): string | undefined => element.exec(id)?.[1]

/** The node that an action belongs to, and its place if it is one element of a map. */
export function nodeOf({ nodes }: Plan, actionId: string): { node: PlanNode; index: number | null } {
  const own = nodes.get(actionId)
  if (own) return { node: own, index: null }
  const [, id, index] = element.exec(actionId)!
  return { node: nodes.get(id!)!, index: Number(index) }
}
