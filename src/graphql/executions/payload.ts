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

/** The inputs or outputs of an execution, limited to the parts that are selected. */
export const payloadOf =
  (kind: PayloadKind) =>
  ({ backend, id }: ExecutionRow, _: object, context: Context, info: GraphQLResolveInfo) =>
    loadersOf(context, backend).payloads.load({ id, kind, part: partOf(info) })

function partOf(info: GraphQLResolveInfo): PayloadPart {
  if (selects(info, 'json', 'encoding', 'truncatedKeys')) return 'whole'
  return selects(info, 'preview') ? 'beginning' : 'sizes'
}

/** What was cut from a value. */
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

/** The beginning of the JSON text; of the stored string, if the payload was cut as a whole. */
function previewOf({ json, truncated }: PayloadRow): string {
  const isWhole = truncated?.startsWith('[{"name":null,') ?? false
  const text = isWhole ? beginningOf(json!) : json!
  // A character outside the first plane has two units: the first alone is not a character.
  return text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, '')
}

/** Decodes a JSON string of which only the beginning may be given. */
function beginningOf(json: string): string {
  const characters = json.slice(1, 6 * previewLength + 1).match(/\\u.{4}|\\[^u]|[^\\"]/gs) ?? []
  return JSON.parse(`"${characters.slice(0, previewLength).join('')}"`) as string
}

export const Payload: PayloadResolvers = {
  json: ({ json }, _, { answer }) => printed(answer, json!),
  truncated: ({ truncated }) => truncated !== null,
  truncatedKeys: (payload) => cutsOf(payload, payload.kind, payload.truncated),
  preview: previewOf,
  encoding: ({ encoding }) => encoding ?? null,
}

export const TruncatedKey: TruncatedKeyResolvers = {
  async json({ backend, key }, _, context) {
    const row = await loadersOf(context, backend).largeValues.load(key)
    return row && printed(context.answer, row.json!)
  },
}
