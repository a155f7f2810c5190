import { type Plan, nodeOf } from './plan.ts'
import type { Completion } from './completion.ts'

/** Most actions that one transaction makes ready: as many as the widest graph makes ready at once. */
const most = 10_000

/** The weight of a map's elements, counted once: what follows the last element is more than follows any other action. */
const ofMap = 100

/** How many completions, from the first on, one transaction takes, by how many actions may become ready behind them. At least one. */
export function fittingCount(
  completions: readonly Completion[],
  planOf: (executionId: string) => Plan | undefined,
): number {
  const maps = new Set<string>()
  let weight = 0
  const beyond = completions.findIndex((completion) => {
    const plan = planOf(completion.executionId)
    weight += plan ? weightOf(completion, plan, maps) : 1
    return weight > most
  })
  return beyond < 0 ? completions.length : Math.max(1, beyond)
}

function weightOf({ executionId, nodeId, outcome }: Completion, plan: Plan, maps: Set<string>): number {
  if (outcome.kind !== 'DONE') return 1
  const found = nodeOf(plan, nodeId)
  if (!found) return 1
  const { node, index } = found
  if (index !== null) {
    const map = `${executionId}\0${node.id}`
    return maps.has(map) ? 1 : (maps.add(map), ofMap)
  }
  // An element has at least one character and a comma.
  const elements = Math.min(most, outcome.value.bytes / 2)
  return node.behind.reduce((sum, { target }) => sum + (target.mapOver === node.id ? elements : 1), 1)
}
