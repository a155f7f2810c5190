import type { Backend, Reading } from '../backend.ts'
import type { RunKey } from '../runs/rows.ts'
import type { ExecutionKey, ReadPages } from '../sql/page.ts'
import { runOver } from '../source/ofrun.ts'
import { createBreaks } from '../turn.ts'
import { firstBeginning, readOptionalNodes } from './optional.ts'
import { type FailedNode, type FailedPart, failedChildren, failedNodes, failedOfRuns } from './parts.ts'
import { type FailedTree, type Walked, beginningsBelow, mostLevels, pathTo } from './tree.ts'

/** A run or an execution that failed. */
export type Failed = { readonly run: RunKey } | { readonly execution: FailedPart }

/** Where a failure began. */
export interface Origin {
  /** The executions from what was asked down to where it began; none if no execution of a run failed. */
  readonly path: readonly FailedPart[]
  readonly node: FailedNode | null
}

/** Of each record, at most this many failed parts are looked at, by their end: those of a hundred runs are within the limit of a look. */
const mostParts = 400

/** Limits a read to the rows that may still be read. */
type Within = <Row>(read: (rows: number) => Promise<Row[]>) => Promise<Row[]>

/** Where each failure began, in the order asked. The parts of all are read together, level by level. */
export async function originsOf(
  backend: Backend,
  failed: readonly Failed[],
  within: Within,
  reading: Reading,
): Promise<Origin[]> {
  const read = <Key, Row>(pages: ReadPages<Key, Row>, parents: readonly Key[]) =>
    parents.length === 0
      ? Promise.resolve([])
      : within((rows) =>
          pages(backend, parents, { limit: mostParts, from: undefined, backward: false, rows }, reading),
        )
  const { parts, tree } = await readParts(failed, read)
  const walks: Walked[] = []
  const breaks = createBreaks()
  for (const top of parts) {
    if (breaks.isDue()) await breaks.take()
    walks.push(beginningsBelow(top, tree))
  }
  const optional = await readOptionalNodes(backend, walks, reading)
  return walks.map(({ above, beginnings }) => {
    const began = firstBeginning(beginnings, optional)
    return { path: began ? pathTo(began.execution, above) : [], node: began?.node ?? null }
  })
}

type Read = <Key, Row>(pages: ReadPages<Key, Row>, parents: readonly Key[]) => Promise<Row[]>

/** Reads what failed below each, level by level: of a run its executions, of an execution its children and nodes. */
async function readParts(failed: readonly Failed[], read: Read) {
  const children = new Map<string, FailedPart[]>()
  const nodes = new Map<string, FailedNode[]>()
  const known = new Set<string>()
  const readRuns = read(
    failedOfRuns,
    failed.flatMap((one) => ('run' in one ? [one.run] : [])),
  )
  let level = failed.flatMap((one) => ('run' in one ? [] : [one.execution]))
  let ofRuns: Awaited<typeof readRuns> = []
  for (let depth = 0; depth <= mostLevels; depth += 1) {
    const unread = level.filter(({ id, status }) => status !== 'CANCELLED' && !known.has(id) && known.add(id))
    const keyOf = ({ id }: FailedPart): ExecutionKey => ({ id })
    const [below, failedOnes, tops] = await Promise.all([
      read(failedChildren, unread.map(keyOf)),
      read(failedNodes, unread.filter(({ nodeCount }) => nodeCount > 0).map(keyOf)),
      depth === 0 ? readRuns : [],
    ])
    for (const child of below) append(children, child.parentId!, child)
    for (const node of failedOnes) append(nodes, node.executionId, node)
    if (depth === 0) ofRuns = tops
    level = [...below, ...tops]
    if (level.length === 0) break
  }
  const byRun = Map.groupBy(ofRuns, (part) => runText(runOver(part)))
  const parts = failed.map((one) =>
    'run' in one ? firstOfRun(byRun.get(runText(one.run)) ?? []) : [one.execution],
  )
  return { parts, tree: { children, nodes } satisfies FailedTree }
}

const runText = ({ flow, number }: RunKey) => `${number}/${flow}`

/** What was cancelled counts only if nothing of the run failed. */
function firstOfRun(parts: readonly FailedPart[]): readonly FailedPart[] {
  const failed = parts.filter(({ status }) => status !== 'CANCELLED')
  return failed.length > 0 ? failed : parts.slice(0, 1)
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value) {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
