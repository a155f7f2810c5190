import type { GraphQLResolveInfo } from 'graphql'
import { type TruncatedKey as Cut, largeName } from '../../db/recording/payload.ts'
import type { PayloadKind, PayloadPart, PayloadRow } from '../../db/executions/largetexts.ts'
import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import { printed } from '../answers/rawjson.ts'
import { selects } from '../answers/selection.ts'
import type { PayloadResolvers, TruncatedKeyResolvers } from '../types.gen.ts'
import type { TruncatedKeyOf } from '../models.ts'

/** The inputs or outputs of an execution, and no more of them than is asked for. */
export const payloadOf =
  (kind: PayloadKind) =>
  ({ backend, id }: ExecutionRow, _: object, context: Context, info: GraphQLResolveInfo) =>
    loadersOf(context, backend).payloads.load({ id, kind, part: partOf(info) })

function partOf(info: GraphQLResolveInfo): PayloadPart {
  if (selects(info, 'json', 'truncatedKeys')) return 'whole'
  return selects(info, 'preview') ? 'beginning' : 'sizes'
}

/** What was cut of a value. */
export function cutsOf(
  { backend, executionId }: { readonly backend: string; readonly executionId: string },
  kind: string,
  truncated: string | null,
): TruncatedKeyOf[] {
  if (truncated === null) return []
  return (JSON.parse(truncated) as Cut[]).map((cut) => {
    return { ...cut, backend, key: { executionId, kind, name: largeName(cut.name) } }
  })
}

const previewLength = 200

/** The beginning of the JSON text. Of a payload that was cut as a whole that is what is stored, as a string. */
function previewOf({ json, truncated }: PayloadRow): string {
  const isWhole = truncated?.startsWith('[{"name":null,') ?? false
  const text = isWhole ? beginningOf(json!) : json!
  // A character outside the first plane is two units: its first half alone is none.
  return text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, '')
}

/** What a JSON string says, of which only the beginning may be there. */
function beginningOf(json: string): string {
  const characters = json.slice(1, 6 * previewLength + 1).match(/\\u.{4}|\\[^u]|[^\\"]/gs) ?? []
  return JSON.parse(`"${characters.slice(0, previewLength).join('')}"`) as string
}

export const Payload: PayloadResolvers = {
  json: ({ json }, _, { answer }) => printed(answer, json!),
  truncated: ({ truncated }) => truncated !== null,
  truncatedKeys: (payload) => cutsOf(payload, payload.kind, payload.truncated),
  preview: previewOf,
}

export const TruncatedKey: TruncatedKeyResolvers = {
  async json({ backend, key }, _, context) {
    const row = await loadersOf(context, backend).largeValues.load(key)
    return row && printed(context.answer, row.json!)
  },
}
