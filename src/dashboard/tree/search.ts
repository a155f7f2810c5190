import { entriesOf, isHolder, pathTo } from './flatten.ts'

export interface Found {
  /** What matches, in order. */
  readonly hits: readonly string[]
  /** What matches, and what leads there. */
  readonly only: ReadonlySet<string>
  /** There are more than are told. */
  readonly hasMore: boolean
}

const mostHits = 1_000

/** The places whose key or value contains a text, whatever its case. */
export function found(value: unknown, text: string): Found {
  const wanted = text.toLowerCase()
  const hits: string[] = []
  const only = new Set<string>(['$'])
  const left: {
    value: unknown
    name: string | number | undefined
    path: string
    above: readonly string[]
  }[] = [{ value, name: undefined, path: '$', above: [] }]
  while (left.length > 0 && hits.length < mostHits) {
    const entry = left.pop()!
    if (isMatch(entry, wanted)) {
      hits.push(entry.path)
      only.add(entry.path)
      for (const path of entry.above) only.add(path)
    }
    if (!isHolder(entry.value)) continue
    const above = [...entry.above, entry.path]
    const below = entriesOf(entry.value)
    for (let index = below.length - 1; index >= 0; index -= 1) {
      const [name, one] = below[index]!
      left.push({ value: one, name, path: pathTo(entry.path, name), above })
    }
  }
  return { hits, only, hasMore: hits.length >= mostHits }
}

function isMatch(
  { value, name }: { value: unknown; name: string | number | undefined },
  wanted: string,
): boolean {
  if (typeof name === 'string' && name.toLowerCase().includes(wanted)) return true
  return !isHolder(value) && String(value).toLowerCase().includes(wanted)
}
