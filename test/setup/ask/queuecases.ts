import * as fc from 'fast-check'
import { edge, node } from './queue.ts'

/** A random execution: its graph, and what its nodes produce. */
export interface Work {
  readonly nodes: readonly WorkNode[]
  readonly edges: readonly WorkEdge[]
}

export interface WorkNode {
  readonly id: string
  readonly maxAttempts: number
  readonly output: unknown
  readonly mapOver: string | null
}

export interface WorkEdge {
  readonly source: string
  readonly target: string
  readonly kind: 'DATA' | 'OPTIONAL' | 'CONTROL'
  readonly condition: { readonly path: readonly string[]; readonly equals: unknown } | null
}

/** What happens to it. */
export interface Case {
  readonly executions: readonly Work[]
  readonly workers: number
  /** Of each hundred turns of a worker, so many do such a thing instead of working. */
  readonly trouble: { readonly cancel: number; readonly retry: number; readonly expire: number }
  /** Of each hundred actions, so many end in another way than well. */
  readonly fates: Readonly<Record<'fail' | 'final' | 'abandon' | 'release' | 'twice', number>>
  readonly seed: number
}

const output = fc.constantFrom<unknown>(
  ...[null, 1, 'text', { v: 1 }, { v: 2 }, [], [1, { v: 1 }], [[1], null, 'x'], { list: [] }],
)
const condition = fc.option(
  fc.constantFrom({ path: ['v'], equals: 1 }, { path: [], equals: 1 }, { path: ['v'], equals: null }),
  { freq: 2 },
)

const work: fc.Arbitrary<Work> = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc
    .record({
      nodes: fc.array(
        fc.record({
          maxAttempts: fc.integer({ min: 1, max: 3 }),
          output,
          isMap: fc.integer({ max: 3, min: 0 }),
        }),
        { minLength: count, maxLength: count },
      ),
      edges: fc.array(
        fc.record({
          source: fc.nat(count - 1),
          target: fc.nat(count - 1),
          kind: fc.constantFrom('DATA' as const, 'DATA' as const, 'OPTIONAL' as const, 'CONTROL' as const),
          condition,
        }),
        { maxLength: count * 2 },
      ),
    })
    .map(({ nodes, edges }) => workOf(nodes, edges)),
)

/** Edges lead from lower numbers to higher ones, so there is no circle. */
function workOf(
  nodes: readonly { maxAttempts: number; output: unknown; isMap: number }[],
  given: readonly (Omit<WorkEdge, 'source' | 'target'> & { source: number; target: number })[],
): Work {
  const edges = given
    .filter(({ source, target }) => source !== target)
    .map(({ source, target, ...rest }) => ({
      source: `n${Math.min(source, target)}`,
      target: `n${Math.max(source, target)}`,
      ...rest,
    }))
  return {
    edges,
    nodes: nodes.map(({ isMap, ...rest }, index) => {
      const source = edges.find((one) => one.target === `n${index}` && one.kind === 'DATA')?.source
      return { id: `n${index}`, ...rest, mapOver: isMap === 0 && source !== undefined ? source : null }
    }),
  }
}

const percent = (max: number) => fc.integer({ min: 0, max })

export const cases: fc.Arbitrary<Case> = fc.record({
  executions: fc.array(work, { minLength: 1, maxLength: 4 }),
  workers: fc.integer({ min: 1, max: 6 }),
  trouble: fc.record({ cancel: percent(8), retry: percent(20), expire: percent(20) }),
  fates: fc.record({
    fail: percent(30),
    final: percent(5),
    abandon: percent(20),
    release: percent(15),
    twice: percent(15),
  }),
  seed: fc.integer(),
})

/** As a client sends it: all of its nodes are of one kind, which nobody else asks for. */
export const dagOf = ({ nodes, edges }: Work, kind: string) => ({
  nodes: nodes.map(({ id, maxAttempts, mapOver }) =>
    node(id, { kind, mapOver, retry: { maxAttempts, backoff: 'NONE' } }),
  ),
  edges: edges.map(({ source, target, kind: edgeKind, condition: given }) =>
    edge(`${source} ${target}`, { kind: edgeKind, condition: given }),
  ),
})

/** A row of numbers from 0 to 99 that one seed always makes. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 100
  }
}
