import { type Dice, diceOf } from './dice.ts'

/** A worker's result depends on the node's kind alone. */
export const nodeKinds = ['number', 'list', 'flaky', 'slow', 'doomed'] as const
export type NodeKind = (typeof nodeKinds)[number]

export interface GraphNode {
  readonly id: string
  readonly kind: NodeKind
  readonly mapOver?: string
}

export interface GraphEdge {
  readonly source: string
  readonly target: string
  readonly kind: 'DATA' | 'OPTIONAL' | 'CONTROL'
  readonly condition?: { readonly path: readonly string[]; readonly equals: unknown }
}

/** A graph whose nodes come after all that they wait for. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

/** The graph of this number, the same in every process. */
export function graphOf(seed: number): Graph {
  const dice = diceOf(seed)
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  const count = 1 + dice.below(8)
  for (let place = 0; place < count; place++) {
    const id = `n${place}`
    const sources = sourcesAmong(nodes, dice)
    const list = sources.find(({ kind, mapOver }) => kind === 'list' && mapOver === undefined)
    const maps = list !== undefined && dice.chance(0.7)
    const kind = maps ? dice.oneOf(['number', 'flaky'] as const) : kindFor(nodes, dice)
    nodes.push({ id, kind, ...(maps && { mapOver: list.id }) })
    for (const source of sources)
      edges.push(maps && source === list ? plainEdge(source, id) : edgeFrom(source, id, dice))
  }
  return { nodes, edges }
}

/** Up to three of the nodes so far. Sometimes none, so that a graph begins in several places. */
function sourcesAmong(nodes: readonly GraphNode[], dice: Dice): GraphNode[] {
  if (nodes.length === 0 || dice.chance(0.1)) return []
  const places = Array.from({ length: 1 + dice.below(3) }, () => dice.below(nodes.length))
  return [...new Set(places)].map((place) => nodes[place]!)
}

function kindFor(nodes: readonly GraphNode[], dice: Dice): NodeKind {
  const place = dice.below(100)
  // With two of them it would be undecided which one ends the execution.
  if (place < 2) return nodes.some(({ kind }) => kind === 'doomed') ? 'number' : 'doomed'
  if (place < 5) return 'slow'
  if (place < 15) return 'flaky'
  return place < 45 ? 'list' : 'number'
}

const plainEdge = ({ id: source }: GraphNode, target: string): GraphEdge => ({
  source,
  target,
  kind: 'DATA',
})

function edgeFrom({ id: source }: GraphNode, target: string, dice: Dice): GraphEdge {
  const kind = dice.chance(0.8) ? 'DATA' : dice.oneOf(['OPTIONAL', 'CONTROL'] as const)
  const condition = dice.chance(0.1) ? { path: ['even'], equals: dice.chance(0.5) } : undefined
  return { source, target, kind, ...(condition && { condition }) }
}

/** As `startExecutions` takes it. A lease that a kill leaves behind costs an attempt, so many are allowed. */
export const dagInput = ({ nodes, edges }: Graph) => ({
  nodes: nodes.map((node, place) => ({
    ...node,
    retry: { maxAttempts: 100, backoff: place % 2 === 0 ? 'NONE' : 'LINEAR', delayMs: 20 },
  })),
  edges,
})

export const inputsOf = (seed: number) => ({ seed: seed % 1_000, tens: [seed % 10] })
