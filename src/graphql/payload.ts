import type { TruncatedKey as Cut } from '../db/cutting.ts'
import { largeName } from '../db/cutting.ts'
import type { LargeKey, PayloadRow } from '../db/details.ts'
import { loadersOf } from './nested.ts'
import type { PayloadResolvers, TruncatedKeyResolvers } from './types.gen.ts'

export type PayloadOf = PayloadRow & { readonly backend: string }

/** A part that was cut, with where all of it is, if it is kept. */
export type TruncatedKeyOf = Cut & { readonly backend: string; readonly key: LargeKey }

/** What was cut of a value. */
export function cutsOf(
  { backend, executionId, truncated }: Pick<PayloadOf, 'backend' | 'executionId' | 'truncated'>,
  kind: string,
): TruncatedKeyOf[] {
  if (truncated === null) return []
  return (JSON.parse(truncated) as Cut[]).map((cut) => {
    return { ...cut, backend, key: { executionId, kind, name: largeName(cut.name) } }
  })
}

const previewLength = 200

/** Of a payload that was cut as a whole the beginning of its JSON is stored, as a string. */
function jsonOf({ json, truncated }: PayloadOf): string {
  const isWhole = truncated !== null && (JSON.parse(truncated) as Cut[])[0]?.name === null
  return isWhole ? (JSON.parse(json) as string) : json
}

export const Payload: PayloadResolvers = {
  json: ({ json }) => JSON.parse(json),
  truncated: ({ truncated }) => truncated !== null,
  truncatedKeys: (payload) => cutsOf(payload, payload.kind),
  // A character outside the first plane is two units: its first half alone is none.
  preview: (payload) =>
    jsonOf(payload)
      .slice(0, previewLength)
      .replace(/[\ud800-\udbff]$/, ''),
}

export const TruncatedKey: TruncatedKeyResolvers = {
  async json({ backend, key }, _, context) {
    const row = await loadersOf(context, backend).largeValues.load(key)
    return row && JSON.parse(row.json)
  },
}
