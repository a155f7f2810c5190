import { dagRecord } from '../../src/graphql/inputs/dag.ts'

const width = 16
const numbers = Array.from({ length: width }, (_, index) => index)
const named = (name: string) => numbers.map((number) => `${name}${number}`)
const [firsts, steps, tags] = [named('int'), named('step'), named('tag')]

const edge = (source: string, target: string) => ({ source, target })

/**
 * Sixteen parallel no-ops, sixteen in sequence after all of them, sixteen in parallel after the last of those, and one
 * after all: 49 actions. The fan-ins are nodes with sixteen predecessors, not actions, so they are not counted.
 */
export const dag = {
  nodes: [...firsts, ...steps, ...tags, 'combine'].map((id) => ({ id, kind: 'noop' })),
  edges: [
    ...firsts.map((id) => edge(id, steps[0]!)),
    ...steps.slice(1).map((id, index) => edge(steps[index]!, id)),
    ...tags.map((id) => edge(steps.at(-1)!, id)),
    ...tags.map((id) => edge(id, 'combine')),
  ],
}

/** The node after all others. */
export const lastNode = 'combine'

export const graph = await dagRecord(dag, 'graph')

export const inputs = { indices: numbers }
