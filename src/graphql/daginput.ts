import { hash } from 'node:crypto'
import { badInput } from './errors.ts'
import { checkedId, checkedText } from './texts.ts'
import type { Dag, DagInput } from './types.gen.ts'

export type DagContent = Pick<Dag, 'title' | 'nodes' | 'edges' | 'groups'>

const mostNodes = 10_000
const mostEdges = 100_000

/** A graph as it is stored: its content in one fixed form, under the digest of that. */
export function dagRecord(input: DagInput, field: string): { hash: string; json: string; nodeCount: number } {
  const content = checkedDag(input, field)
  const json = JSON.stringify(content)
  return { hash: hash('sha256', json), json, nodeCount: content.nodes.length }
}

function checkedDag({ title, nodes, edges, groups }: DagInput, field: string): DagContent {
  checkSize(nodes.length, 1, mostNodes, `${field}.nodes`)
  checkSize(edges?.length ?? 0, 0, mostEdges, `${field}.edges`)
  const known = new Set<string>()
  for (const [index, { id }] of nodes.entries()) {
    const path = `${field}.nodes[${index}].id`
    if (known.has(checkedId(id, path)))
      throw badInput(`Node ${JSON.stringify(id)} stands twice in the graph.`, { field: path })
    known.add(id)
  }
  const node = (id: string, path: string) => {
    if (known.has(id)) return id
    throw badInput(`There is no node ${JSON.stringify(id.slice(0, 100))} in the graph.`, { field: path })
  }
  const text = (value: string | null | undefined, path: string) =>
    checkedText(value, `${field}.${path}`, 1_000)
  return {
    title: text(title, 'title'),
    nodes: nodes.map(({ id, kind, label, typeSignature }, index) => ({
      id,
      kind: text(kind, `nodes[${index}].kind`) ?? 'Operation',
      label: text(label, `nodes[${index}].label`) ?? id,
      typeSignature: text(typeSignature, `nodes[${index}].typeSignature`),
    })),
    edges: (edges ?? []).map(({ source, target, label, kind }, index) => ({
      source: node(source, `${field}.edges[${index}].source`),
      target: node(target, `${field}.edges[${index}].target`),
      label: text(label, `edges[${index}].label`),
      kind: kind ?? 'DATA',
    })),
    groups: (groups ?? []).map(({ id, label, nodeIds, collapsed }, index) => ({
      id: checkedId(id, `${field}.groups[${index}].id`),
      label: text(label, `groups[${index}].label`) ?? id,
      nodeIds: nodeIds.map((one, at) => node(one, `${field}.groups[${index}].nodeIds[${at}]`)),
      collapsed: collapsed ?? false,
    })),
  }
}

function checkSize(received: number, least: number, most: number, field: string) {
  if (received >= least && received <= most) return
  throw badInput(`"${field}" must have ${least} to ${most} elements, not ${received}.`, {
    field,
    limit: most,
    received,
  })
}
