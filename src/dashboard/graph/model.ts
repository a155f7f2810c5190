import { type Status, statusOf } from '../status/statuses.ts'
import type { Direction, Shape } from './layout.ts'

export interface GraphNode {
  readonly id: string
  readonly label: string
  readonly kind: string
  readonly status: string
  readonly position?: { readonly x: number; readonly y: number } | null | undefined
  /** The number of its attempt. */
  readonly retry?: number | null | undefined
  readonly durationMs?: number | null | undefined
  readonly error?: string | null | undefined
  /** The names of what is folded into it. */
  readonly contains?: string | undefined
}

export interface GraphEdge {
  readonly source: string
  readonly target: string
  readonly kind: string
  readonly label?: string | null | undefined
}

export interface GraphGroup {
  readonly id: string
  readonly label: string
  readonly nodeIds: readonly string[]
}

export interface GraphData {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly groups: readonly GraphGroup[]
}

/** A graph with numbers in place of ids. Edges to unknown nodes are left out. */
export interface Model extends GraphData {
  readonly numbers: ReadonlyMap<string, number>
  readonly statuses: readonly Status[]
  readonly shape: Shape
}

export function modelOf({ nodes, edges, groups }: GraphData, direction: Direction): Model {
  const numbers = new Map(nodes.map(({ id }, index) => [id, index]))
  const known = edges.filter(({ source, target }) => numbers.has(source) && numbers.has(target))
  const group = new Int32Array(nodes.length).fill(-1)
  groups.forEach(({ nodeIds }, index) => {
    for (const id of nodeIds) {
      const node = numbers.get(id)
      if (node !== undefined && group[node] === -1) group[node] = index
    }
  })
  return {
    nodes,
    groups,
    numbers,
    edges: known,
    statuses: nodes.map(({ status }) => statusOf(status)),
    shape: {
      count: nodes.length,
      from: Int32Array.from(known, ({ source }) => numbers.get(source)!),
      to: Int32Array.from(known, ({ target }) => numbers.get(target)!),
      group,
      direction,
    },
  }
}

/** Whether two graphs are laid out alike: they may differ in what happened to their nodes. */
export const isSameShape = (a: Shape, b: Shape) =>
  a.count === b.count &&
  a.direction === b.direction &&
  isSame(a.from, b.from) &&
  isSame(a.to, b.to) &&
  isSame(a.group, b.group)

const isSame = (a: Int32Array, b: Int32Array) =>
  a === b || (a.length === b.length && a.every((value, index) => value === b[index]))
