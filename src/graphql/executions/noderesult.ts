import type { NodeResultRow } from '../../db/executions/details.ts'
import { nodeKind } from '../../db/recording/payload.ts'
import { leftOut, notMeasured } from '../../db/sql/select.ts'
import { lateText, shownText } from '../answers/longtexts.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import { cutsOf } from './payload.ts'
import { printed } from '../answers/rawjson.ts'
import type { NodeResultResolvers, NodeStatus } from '../types.gen.ts'

const valueOf = ({ backend, executionId, nodeId, attempt }: NodeResultRow, context: Context) =>
  loadersOf(context, backend).nodeValues.load({ executionId, nodeId, attempt })

export const NodeResult: NodeResultResolvers = {
  status: ({ status }) => status as NodeStatus,
  error({ backend, executionId, nodeId, attempt, error }, _, context) {
    if (error !== leftOut) return shownText(context.answer, error)
    const { nodeErrors } = loadersOf(context, backend)
    return lateText(context.answer, nodeErrors.load({ executionId, nodeId, attempt }))
  },
  async bytes({ bytes, ...result }, _, context) {
    if (bytes !== notMeasured) return bytes
    const { backend, executionId, nodeId, attempt } = result
    const found = await loadersOf(context, backend).nodeSizes.load({ executionId, nodeId, attempt })
    return found && found.bytes
  },
  truncated: ({ truncated }) => truncated !== null,
  async truncatedKeys(result, _, context) {
    const truncated = result.truncated === '' ? (await valueOf(result, context))!.truncated : result.truncated
    return cutsOf(result, nodeKind(result), truncated)
  },
  encoding: async (result, _, context) =>
    (result.bytes === null ? null : (await valueOf(result, context))?.encoding) ?? null,
  async value(result, _, context) {
    const row = result.bytes === null ? null : await valueOf(result, context)
    return row && printed(context.answer, row.value!)
  },
}
