import { isDeepStrictEqual } from 'node:util'
import type { Expected } from './expected.ts'

interface NodeResult {
  readonly nodeId: string
  readonly attempt: number
  readonly status: string
  readonly value: unknown
  readonly error: string | null
}

/** An execution as the API returns it. */
export interface Found {
  readonly id: string
  readonly status: string
  readonly attempt: number
  readonly outputs: { readonly json: unknown } | null
  readonly nodeResults: {
    readonly pageInfo: { readonly hasNextPage: boolean }
    readonly nodes: readonly NodeResult[]
  }
}

/** What is wrong with the node results of an execution. */
export function nodesOf({ status, nodeResults: { pageInfo, nodes } }: Found, expected: Expected): string[] {
  const wrong = pageInfo.hasNextPage ? ['has more node results than one page'] : []
  const byNode = Map.groupBy(nodes, ({ nodeId }) => nodeId)
  for (const [nodeId, results] of byNode)
    wrong.push(...nodeOf(results, expected, status).map((what) => `${nodeId} ${what}`))
  if (status !== 'COMPLETED') return wrong
  for (const nodeId of [...expected.completed.keys(), ...expected.skipped])
    if (!byNode.has(nodeId)) wrong.push(`${nodeId} has no result`)
  return wrong
}

const failures = /^(Flaky at attempt [12]\.|The lease expired before the action was completed\.)$/

/** Failed attempts, each numbered, and after them the one that settled the node. */
function nodeOf(results: readonly NodeResult[], expected: Expected, status: string): string[] {
  const { nodeId } = results[0]!
  const [last, ...others] = results.toReversed()
  const wrong: string[] = []
  if (results.some(({ attempt }, index) => attempt !== index + 1))
    wrong.push('has attempts that are not counted')
  for (const { status: its, attempt, error } of others)
    if (its !== 'FAILED' || !failures.test(error ?? ''))
      wrong.push(`is ${its} in attempt ${attempt}: ${error}`)
  if (expected.skipped.has(nodeId))
    return last!.status === 'SKIPPED' ? wrong : [...wrong, `is ${last!.status}`]
  if (expected.completed.has(nodeId)) {
    const isRight =
      last!.status === 'COMPLETED' && isDeepStrictEqual(last!.value, expected.completed.get(nodeId))
    const isCutShort = status === 'FAILED' && /^(FAILED|CANCELLED)$/.test(last!.status)
    return isRight || isCutShort
      ? wrong
      : [...wrong, `is ${last!.status} with ${JSON.stringify(last!.value)}`]
  }
  // All other nodes are the one that fails, or come after it.
  return last!.status === 'FAILED' && last!.error === 'Doomed.' ? wrong : [...wrong, `is ${last!.status}`]
}
