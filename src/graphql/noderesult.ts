import { nodeKind } from '../db/cutting.ts'
import { loadersOf } from './nested.ts'
import { cutsOf } from './payload.ts'
import type { NodeResultResolvers, NodeStatus } from './types.gen.ts'

export const NodeResult: NodeResultResolvers = {
  status: ({ status }) => status as NodeStatus,
  truncated: ({ truncated }) => truncated !== null,
  truncatedKeys: (result) => cutsOf(result, nodeKind(result)),
  async value({ backend, executionId, nodeId, attempt, bytes }, _, context) {
    if (bytes === null) return null
    const row = await loadersOf(context, backend).nodeValues.load({ executionId, nodeId, attempt })
    return row?.value == null ? null : JSON.parse(row.value)
  },
}
