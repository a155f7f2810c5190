import type { Backend, Reading } from '../backend.ts'
import { dagsByHash } from '../executions/largetexts.ts'
import { createBreaks } from '../turn.ts'
import { type Beginning, type Walked, compareBeginnings } from './tree.ts'

/** The optional nodes of DAGs that were read, by the hash of the DAG. */
type OptionalNodes = ReadonlyMap<string, ReadonlySet<string>>

/** Of the beginnings of one failure, so many DAGs are read, and of all failures together so many. */
const mostOfOne = 10
const mostDags = 1_000

/** How many bytes a DAG may have to be read, the less the more there are. */
const dagBytes = (count: number) =>
  Math.max(16 * 1024, Math.min(256 * 1024, Math.floor((16 * 1024 * 1024) / count)))

/** Reads the DAGs on which it depends where a failure began: if its first beginning is a node, and not its only one. */
export async function readOptionalNodes(
  backend: Backend,
  walks: readonly Walked[],
  reading: Reading,
): Promise<OptionalNodes> {
  const found = new Map<string, ReadonlySet<string>>()
  const breaks = createBreaks()
  const wanted = new Set<string>()
  for (const { beginnings } of walks) {
    if (beginnings.length < 2 || firstBeginning(beginnings, found)!.node === null) continue
    for (const hash of firstDags(beginnings)) if (wanted.size < mostDags) wanted.add(hash)
    if (breaks.isDue()) await breaks.take()
  }
  if (wanted.size === 0) return found
  for (const { hash, json } of await dagsByHash(backend, [...wanted], dagBytes(wanted.size), reading)) {
    if (json !== null) found.set(hash, optionalNodesOf(json))
    if (breaks.isDue()) await breaks.take()
  }
  return found
}

/** The DAGs of the nodes that come before any execution. */
function firstDags(beginnings: readonly Beginning[]): Set<string> {
  const hashes = new Set<string>()
  for (const { execution, node } of beginnings.toSorted(compareBeginnings)) {
    if (node === null || hashes.size === mostOfOne) break
    if (execution.dagHash !== null) hashes.add(execution.dagHash)
  }
  return hashes
}

interface Graph {
  readonly edges: readonly { readonly source: string; readonly kind: string }[]
}

/** The nodes of a stored DAG that nothing depends on without being able to do without: all of their edges are OPTIONAL. */
function optionalNodesOf(json: string): ReadonlySet<string> {
  const { edges } = JSON.parse(json) as Graph
  const found = new Set(edges.flatMap(({ source, kind }) => (kind === 'OPTIONAL' ? [source] : [])))
  for (const { source, kind } of edges) if (kind !== 'OPTIONAL') found.delete(source)
  return found
}

/** The first beginning; one that is an optional node only if all are. */
export function firstBeginning(
  beginnings: readonly Beginning[],
  optional: OptionalNodes,
): Beginning | undefined {
  const isOptional = ({ execution: { dagHash }, node }: Beginning) =>
    node !== null && dagHash !== null && optional.get(dagHash)?.has(node.nodeId) === true
  let first: Beginning | undefined
  let isFirstOptional = false
  for (const one of beginnings) {
    const isOneOptional = isOptional(one)
    const isBefore =
      !first || (isOneOptional === isFirstOptional ? compareBeginnings(one, first) < 0 : isFirstOptional)
    if (isBefore) [first, isFirstOptional] = [one, isOneOptional]
  }
  return first
}
