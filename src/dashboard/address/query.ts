import { encoded } from './addresses.ts'

/** The search part of an address: each key with its values, in the order they were written. */
export type Search = Readonly<Record<string, string | readonly string[] | undefined>>

/** The order of keys in an address, so that equal views have equal links. Other keys follow, as they came. */
const order = [
  'ids', 'a', 'b', 'tab', 'status', 'flow', 'user', 'tag', 'alltag', 'backend', 'source', 'q', 'from', 'to', 'min',
  'max', 'sort', 'group', 'cols', 'sel', 'at', 'tz',
] // prettier-ignore

export function parseSearch(text: string): Search {
  const search: Record<string, string | string[]> = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const known = Object.hasOwn(search, key) ? search[key] : undefined
    search[key] = known === undefined ? value : [...(typeof known === 'string' ? [known] : known), value]
  }
  return search
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(search)
  const ordered = [
    ...order.filter((key) => keys.includes(key)),
    ...keys.filter((key) => !order.includes(key)),
  ]
  const parts = ordered.flatMap((key) =>
    listOf(search[key]).map((value) => `${encode(key)}=${encode(value)}`),
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap(listOf) : textOf(value))

const textOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'number' || typeof value === 'boolean'
      ? [`${value}`]
      : []

/** What reads well in an address stays as it is. */
const encode = (text: string) =>
  encoded(text).replace(/%(?:2C|3A|2F|40)/g, (code) => decodeURIComponent(code))

/** The values of a key that was repeated, or the only one. */
export const valuesOf = (search: Search, key: string): readonly string[] => listOf(search[key])

/** The last value of a key. */
export const valueOf = (search: Search, key: string): string | undefined => listOf(search[key]).at(-1)
