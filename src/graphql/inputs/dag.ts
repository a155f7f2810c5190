import { hash } from 'node:crypto'
import { jsonInTurns } from '../../db/json/jsontext.ts'
import { turn } from '../../db/turn.ts'
import { badInput } from '../errors.ts'
import { edgeWork, nodeWork } from './workable.ts'
import { checkedId, checkedText } from './checks.ts'
import type {
  DagBoundsInput,
  DagEdge,
  DagEdgeInput,
  DagGroup,
  DagGroupInput,
  DagInput,
  DagNodeInput,
  DagPositionInput,
} from '../types.gen.ts'
import type { StoredNode, DagContent } from '../models.ts'

export interface DagRecord {
  readonly hash: string
  readonly json: string
  readonly nodeCount: number
}

const mostNodes = 10_000
const mostEdges = 100_000
/** A graph with so many nodes and edges takes several turns. */
const manyParts = 2_000

/**
 * A graph as it is stored: its content in one fixed form, under its digest. Newer fields are left out unless given, so
 * that a graph keeps the digest it had before they existed. A large graph takes several turns.
 */
export function dagRecord(
  input: DagInput,
  field: string,
  check?: (content: DagContent) => void,
): DagRecord | Promise<DagRecord> {
  const content = checkedDag(input, field)
  check?.(content)
  const nodeCount = content.nodes.length
  if (nodeCount + content.edges.length < manyParts) return digested(JSON.stringify(content), nodeCount)
  return digestedInTurns(content, nodeCount)
}

async function digestedInTurns(content: DagContent, nodeCount: number): Promise<DagRecord> {
  await turn()
  const json = await jsonInTurns(content)
  await turn()
  return digested(json, nodeCount)
}

const digested = (json: string, nodeCount: number): DagRecord => ({
  hash: hash('sha256', json),
  json,
  nodeCount,
})

function checkedDag(input: DagInput, field: string): DagContent {
  const { title, nodes, edges, groups, layoutDirection, bounds } = input
  checkSize(nodes.length, 1, mostNodes, `${field}.nodes`)
  checkSize(edges?.length ?? 0, 0, mostEdges, `${field}.edges`)
  checkSize(groups?.length ?? 0, 0, mostNodes, `${field}.groups`)
  const known = eachOnce('Node', nodes, `${field}.nodes`)
  eachOnce('Edge', edges ?? [], `${field}.edges`)
  return {
    title: text(title, `${field}.title`),
    nodes: nodes.map((node, index) => checkedNode(node, `${field}.nodes[${index}]`)),
    edges: (edges ?? []).map((edge, index) => checkedEdge(edge, known, `${field}.edges[${index}]`)),
    groups: (groups ?? []).map((group, index) => checkedGroup(group, known, `${field}.groups[${index}]`)),
    ...(layoutDirection != null && { layoutDirection }),
    ...(bounds != null && { bounds: checkedBounds(bounds, `${field}.bounds`) }),
  }
}

function checkedNode(node: DagNodeInput, field: string): StoredNode {
  const { id, kind, label, typeSignature, position } = node
  return {
    id,
    kind: text(kind, `${field}.kind`) ?? 'Operation',
    label: text(label, `${field}.label`) ?? id,
    typeSignature: text(typeSignature, `${field}.typeSignature`),
    ...(position != null && { position: checkedPosition(position, `${field}.position`) }),
    ...nodeWork(node, field),
  }
}

function checkedEdge(edge: DagEdgeInput, known: ReadonlySet<string>, field: string): DagEdge {
  const { id, source, target, label, kind } = edge
  return {
    source: among(known, source, `${field}.source`),
    target: among(known, target, `${field}.target`),
    label: text(label, `${field}.label`),
    kind: kind ?? 'DATA',
    ...(id != null && { id }),
    ...edgeWork(edge, field),
  }
}

function checkedGroup(
  { id, label, nodeIds, collapsed }: DagGroupInput,
  known: ReadonlySet<string>,
  field: string,
): DagGroup {
  checkSize(nodeIds.length, 0, mostNodes, `${field}.nodeIds`)
  return {
    id: checkedId(id, `${field}.id`),
    label: text(label, `${field}.label`) ?? id,
    nodeIds: nodeIds.map((one, at) => among(known, one, `${field}.nodeIds[${at}]`)),
    collapsed: collapsed ?? false,
  }
}

const checkedPosition = ({ x, y }: DagPositionInput, field: string) => ({
  x: finite(x, `${field}.x`),
  y: finite(y, `${field}.y`),
})

function checkedBounds({ minX, minY, maxX, maxY }: DagBoundsInput, field: string) {
  const bounds = {
    minX: finite(minX, `${field}.minX`),
    minY: finite(minY, `${field}.minY`),
    maxX: finite(maxX, `${field}.maxX`),
    maxY: finite(maxY, `${field}.maxY`),
  }
  notBelow(maxX, minX, `${field}.maxX`)
  notBelow(maxY, minY, `${field}.maxY`)
  return bounds
}

/** Checks that ids are unique, and returns them. Edges may have none. */
function eachOnce(what: string, elements: readonly { id?: string | null | undefined }[], field: string) {
  const known = new Set<string>()
  for (const [index, { id }] of elements.entries()) {
    if (id == null) continue
    const path = `${field}[${index}].id`
    if (known.has(checkedId(id, path)))
      throw badInput(`${what} ${JSON.stringify(id)} is in the graph twice.`, { field: path })
    known.add(id)
  }
  return known
}

function among(known: ReadonlySet<string>, id: string, field: string): string {
  if (known.has(id)) return id
  throw badInput(`There is no node ${JSON.stringify(id.slice(0, 100))} in the graph.`, { field })
}

const text = (value: string | null | undefined, field: string) => checkedText(value, field, 1_000)

function finite(value: number, field: string): number {
  if (Number.isFinite(value)) return value
  throw badInput(`"${field}" must be a finite number, not ${value}.`, { field })
}

function notBelow(value: number, least: number, field: string) {
  if (value < least) throw badInput(`"${field}" must be at least ${least}, not ${value}.`, { field })
}

function checkSize(received: number, least: number, most: number, field: string) {
  if (received >= least && received <= most) return
  throw badInput(`"${field}" must have ${least} to ${most} elements, not ${received}.`, {
    field,
    limit: received < least ? least : most,
    received,
  })
}
