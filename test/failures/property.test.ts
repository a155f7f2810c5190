import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kinds } from '../setup/servers/stores.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sent, at, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'

interface Node {
  readonly status: 'COMPLETED' | 'FAILED' | 'SKIPPED'
  readonly ended: number
  readonly isOptional: boolean
  /** Its newest result is a second one, behind a failure. */
  readonly isRetried: boolean
}

interface One {
  /** Which of those before it is its parent. */
  readonly parent: number
  readonly verdict: 'OK' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | null
  readonly ended: number
  readonly nodes: readonly Node[]
  readonly isOfRun: boolean
}

const node = fc.record<Node>({
  status: fc.constantFrom('COMPLETED', 'FAILED', 'FAILED', 'SKIPPED'),
  ended: fc.nat(6),
  isOptional: fc.boolean(),
  isRetried: fc.boolean(),
})
const one = fc.record<One>({
  parent: fc.nat(),
  verdict: fc.constantFrom('FAILED', 'FAILED', 'FAILED', 'TIMED_OUT', 'OK', 'CANCELLED', null),
  ended: fc.nat(6),
  nodes: fc.array(node, { maxLength: 3 }),
  isOfRun: fc.boolean(),
})
interface Tree {
  readonly executions: readonly One[]
  readonly isCircle: boolean
}
const tree = fc.record<Tree>({
  executions: fc.array(one, { minLength: 1, maxLength: 10 }),
  isCircle: fc.boolean(),
})

/** Executions of a tree, the first of which failed; in a circle, that is a child of the last one. */
interface Execution extends Omit<One, 'parent'> {
  readonly id: string
  readonly parentId: string | null
}

function executionsOf({ executions, isCircle }: Tree, place: number): Execution[] {
  const idOf = (index: number) => `${place}-${index}`
  // Nothing is its own parent.
  const isRing = isCircle && executions.length > 1
  return executions.map((each, index) => ({
    ...each,
    id: idOf(index),
    parentId: index > 0 ? idOf(each.parent % index) : isRing ? idOf(executions.length - 1) : null,
    verdict: index === 0 ? 'FAILED' : each.verdict,
    isOfRun: index === 0 || each.isOfRun,
  }))
}

const nodeId = (place: number) => `n${place}`

const sent = ({ id, parentId, verdict, ended, nodes, isOfRun }: Execution, flow: string): Sent => ({
  id,
  flow,
  parentId,
  ...(isOfRun && { runNumber: 1 }),
  attempts: [{ number: 1, startedAt: at(0), ...(verdict && { verdict, finishedAt: at(ended) }) }],
  nodeResults: nodes.flatMap(({ status, isRetried, ended: finished }, place) => {
    const result = { nodeId: nodeId(place), status, finishedAt: at(finished) }
    if (!isRetried) return [result]
    return [
      { ...result, status: 'FAILED', finishedAt: at(0) },
      { ...result, attempt: 2 },
    ]
  }),
  dag: {
    nodes: [...nodes.map((_, place) => ({ id: nodeId(place) })), { id: 'sink' }, { id: 'other' }],
    edges: nodes.flatMap(({ isOptional }, place) => [
      { source: nodeId(place), target: 'sink', kind: 'OPTIONAL' },
      ...(isOptional ? [] : [{ source: nodeId(place), target: 'other' }]),
    ]),
  },
})

interface Began {
  readonly path: readonly string[]
  readonly ended: number
  readonly isOptional: boolean
}

/** The plain reading: a failed part without failed parts of its own, wherever it is below. */
function begins(execution: Execution, all: readonly Execution[], above: readonly string[] = []): Began[] {
  const path = [...above, execution.id]
  const failed = all.filter(({ verdict }) => verdict === 'FAILED' || verdict === 'TIMED_OUT')
  const children = failed.filter(({ id, parentId }) => parentId === execution.id && !path.includes(id))
  const nodes = execution.nodes.flatMap(({ status, ended, isOptional }, place) =>
    status === 'FAILED' ? [{ path: [...path, nodeId(place)], ended, isOptional }] : [],
  )
  if (children.length + nodes.length === 0) return [{ path, ended: execution.ended, isOptional: false }]
  return [...nodes, ...children.flatMap((child) => begins(child, all, path))]
}

const isNode = ({ path }: Began) => !path.at(-1)!.includes('-')

/** By end, then executions before nodes, then by id; one that is optional only if all are. */
function firstOf(list: readonly Began[]): Began | undefined {
  // The execution and, of several nodes of one execution, the node.
  const idOf = ({ path }: Began) => [path.findLast((id) => id.includes('-'))!, path.at(-1)!].join(' ')
  return list.toSorted(
    (a, b) =>
      Number(a.isOptional) - Number(b.isOptional) ||
      a.ended - b.ended ||
      Number(isNode(a)) - Number(isNode(b)) ||
      Buffer.compare(Buffer.from(idOf(a)), Buffer.from(idOf(b))) ||
      // A run reaches some of its executions in two ways.
      b.path.length - a.path.length,
  )[0]
}

const fields = 'failure { path { kind id } execution { id } node }'

interface Answered {
  readonly failure: {
    readonly path: readonly { readonly kind: string; readonly id: string }[]
    readonly execution: { readonly id: string }
    readonly node: string | null
  }
}

const shown = ({ failure: { path, execution, node } }: Answered) => ({
  path: path.filter(({ kind }) => kind !== 'RUN').map(({ id }) => id.replace(/^main:/, '')),
  execution: execution.id,
  node,
})

const expected = (began: Began) => {
  const last = began.path.at(-1)!
  const [execution, node] = isNode(began) ? [began.path.at(-2), last] : [last, null]
  return { path: began.path, execution, node }
}

describe.each(kinds)('the origin of a failure in trees by chance, in %s', (kind) => {
  const trees = fc.sample(tree, { numRuns: 100, seed: 11 }).map(executionsOf)
  let api: Api
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    const flows = trees.map((_, place) => ({ flow: `tree ${place}`, number: 1, verdict: { ok: false } }))
    await storeRuns(api, flows)
    const all = trees.flatMap((list, place) => list.map((execution) => sent(execution, `tree ${place}`)))
    for (let from = 0; from < all.length; from += 200) await record(api, all.slice(from, from + 200))
  })
  afterAll(() => api.close())

  it('is that of a plain recursive reading, for executions', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
    const found = await api.data<{ executions: Answered[] }>(query, { ids: trees.map(([top]) => top!.id) })
    expect(found.executions.map(shown)).toEqual(
      trees.map((list) => expected(firstOf(begins(list[0]!, list))!)),
    )
  })

  it('is that of a plain recursive reading, for runs', async () => {
    const plain = trees.flatMap((list, place) => (list[0]!.parentId === null ? [{ list, place }] : []))
    expect(plain.length).toBeGreaterThan(20)
    const aliases = plain
      .slice(0, 40)
      .map(({ place }) => `r${place}: run(flow: "tree ${place}") { ${fields} }`)
    const found = await api.data<Record<string, Answered>>(`{ ${aliases.join(' ')} }`)
    expect(Object.values(found).map(shown)).toEqual(
      plain.slice(0, 40).map(({ list }) => {
        const isFailed = ({ verdict }: Execution) => verdict === 'FAILED' || verdict === 'TIMED_OUT'
        const ofRun = list.filter((each) => each.isOfRun && isFailed(each))
        const tops = ofRun.filter(({ parentId }) => !ofRun.some(({ id }) => id === parentId))
        return expected(firstOf(tops.flatMap((top) => begins(top, list)))!)
      }),
    )
  })
})
