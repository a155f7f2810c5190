/** The flows that somebody may see: those of these names, and those whose names begin with one of these texts. */
export interface FlowLimit {
  readonly names: readonly string[]
  readonly prefixes: readonly string[]
}

/** A prefix is written with a star at its end, as `train*`. Equal limits are written alike. */
export function flowLimitOf(texts: readonly string[]): FlowLimit {
  const given = [...new Set(texts)].toSorted()
  const isPrefix = (text: string) => text.endsWith('*')
  return {
    names: given.filter((text) => !isPrefix(text)),
    prefixes: given.filter(isPrefix).map((text) => text.slice(0, -1)),
  }
}

export const isWithin = (flow: string, { names, prefixes }: FlowLimit): boolean =>
  names.includes(flow) || prefixes.some((prefix) => flow.startsWith(prefix))

/** Whether a transaction may change records of a flow. */
export const mayChange = ({ flows }: { readonly flows?: FlowLimit | undefined }, flow: string): boolean =>
  flows === undefined || isWithin(flow, flows)

const lastCodePoint = 0x10ffff
const [firstSurrogate, behindSurrogates] = [0xd800, 0xe000]

/** The first text in byte order after all texts with a prefix. `null`: there is none. */
export function textBeyond(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0)!)
  const place = points.findLastIndex((point) => point < lastCodePoint)
  if (place < 0) return null
  const next = points[place]! + 1
  // UTF-8 sorts like code points, and no text has a lone surrogate.
  const kept = [...points.slice(0, place), next === firstSurrogate ? behindSurrogates : next]
  return String.fromCodePoint(...kept)
}
