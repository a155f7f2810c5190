import { nodeKind } from '../../db/recording/payload.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import { cutsOf } from './payload.ts'
import { printed } from '../answers/rawjson.ts'
import type { NodeResultResolvers, NodeStatus } from '../types.gen.ts'
import type { NodeResultOf } from '../models.ts'

const valueOf = ({ backend, executionId, nodeId, attempt }: NodeResultOf, context: Context) =>
  loadersOf(context, backend).nodeValues.load({ executionId, nodeId, attempt })

export const NodeResult: NodeResultResolvers = {
  status: ({ status }) => status as NodeStatus,
  truncated: ({ truncated }) => truncated !== null,
  async truncatedKeys(result, _, context) {
    const truncated = result.truncated === '' ? (await valueOf(result, context))!.truncated : result.truncated
    return cutsOf(result, nodeKind(result), truncated)
  },
  async value(result, _, context) {
    const row = result.bytes === null ? null : await valueOf(result, context)
    return row && printed(context.answer, row.value!)
  },
}
