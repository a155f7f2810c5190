import { type Search, valueOf, valuesOf } from '../address/query.ts'
import { spanMs, timeOf } from '../address/time.ts'
import { listIn, listText } from './lists.ts'

/** What an address asks of runs or executions, as far as it is understood. */
export interface Conditions {
  readonly status: readonly string[]
  readonly flow: readonly string[]
  readonly user: readonly string[]
  readonly backend: readonly string[]
  readonly source: readonly string[]
  readonly failureGroup: readonly string[]
  readonly tag: readonly string[]
  readonly alltag: readonly string[]
  /** The beginning of a number or name. */
  readonly q: string | undefined
  /** RFC 3339, or from now as `-24h`; `all` is no bound. */
  readonly from: string
  readonly to: string | undefined
  /** Durations, as `90s`. */
  readonly min: string | undefined
  readonly max: string | undefined
  /** What stands in the address and means nothing. It is shown, so that nobody trusts a filter that does not hold. */
  readonly strange: readonly Strange[]
}

export interface Strange {
  readonly key: ConditionKey
  readonly value: string
}

const listKeys = ['status', 'flow', 'user', 'backend', 'source', 'failureGroup'] as const
const tagKeys = ['tag', 'alltag'] as const
const textKeys = ['q', 'from', 'to', 'min', 'max'] as const

export type ListKey = (typeof listKeys)[number] | (typeof tagKeys)[number]
export type ConditionKey = ListKey | (typeof textKeys)[number]

/** The conditions besides the time, which is always there. */
export const conditionKeys: readonly ConditionKey[] = [
  ...listKeys,
  ...tagKeys,
  ...textKeys.filter((key) => key !== 'from' && key !== 'to'),
]

/** Without another one, the last day is shown. */
export const usualFrom = '-24h'
/** As many values as the API takes in one condition. */
const mostValues = 100

const isTime = (text: string) => timeOf(text, 0) !== undefined
const isSpan = (text: string) => spanMs(text) !== undefined

/** Which values an address may have there. Any text is one of the others. */
const checks: Partial<Record<ConditionKey, (text: string) => boolean>> = {
  from: (text) => text === 'all' || isTime(text),
  to: isTime,
  min: isSpan,
  max: isSpan,
}

/** Reads a search. `statuses` are those that the list knows, in capitals. */
export function conditionsIn(search: Search, statuses: readonly string[]): Conditions {
  const strange: Strange[] = []
  const understood = (key: ConditionKey, values: readonly string[]) =>
    values.filter((value, index) => {
      const isKnown = key === 'status' ? statuses.includes(value) : (checks[key]?.(value) ?? true)
      if (!isKnown) strange.push({ key, value: key === 'status' ? value.toLowerCase() : value })
      return isKnown && values.indexOf(value) === index
    })
  const list = (key: ListKey) => {
    const values = valuesOf(search, key)
    const all = key === 'tag' || key === 'alltag' ? values.filter(Boolean) : values.flatMap(listIn)
    return understood(key, key === 'status' ? all.map((one) => one.toUpperCase()) : all).slice(0, mostValues)
  }
  const text = (key: ConditionKey) => {
    const value = valueOf(search, key)
    return value === undefined || value === '' ? undefined : understood(key, [value])[0]
  }
  return {
    status: list('status'),
    flow: list('flow'),
    user: list('user'),
    backend: list('backend'),
    source: list('source'),
    failureGroup: list('failureGroup'),
    tag: list('tag'),
    alltag: list('alltag'),
    q: text('q'),
    from: text('from') ?? usualFrom,
    to: text('to'),
    min: text('min'),
    max: text('max'),
    strange,
  }
}

export type ConditionChange = Partial<Omit<Conditions, 'strange'>>

/** The search with other conditions. What else stands in it stays, but for the place in the list that was. */
export function withConditions(search: Search, change: ConditionChange): Search {
  const next: Record<string, Search[string]> = { ...search, sel: undefined, at: undefined }
  for (const key of [...listKeys, ...tagKeys]) {
    const values = change[key]
    if (values === undefined) continue
    const isTag = key === 'tag' || key === 'alltag'
    const text = listText(key === 'status' ? values.map((one) => one.toLowerCase()) : values)
    next[key] = values.length === 0 ? undefined : isTag ? values : text
  }
  for (const key of textKeys) if (key in change) next[key] = change[key]
  if (next['from'] === usualFrom) next['from'] = undefined
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
}

/** The search without one value that means nothing. */
export function withoutStrange(search: Search, { key, value }: Strange): Search {
  const isTag = key === 'tag' || key === 'alltag'
  const values = valuesOf(search, key).flatMap((one) => (isTag ? [one] : listIn(one)))
  const left = values.filter((one) => (key === 'status' ? one.toLowerCase() : one) !== value)
  const next = { ...search, [key]: left.length === 0 ? undefined : isTag ? left : listText(left) }
  return Object.fromEntries(Object.entries(next).filter(([, one]) => one !== undefined))
}

/** The search without any condition, and with the usual time. */
export const withoutConditions = (search: Search): Search =>
  Object.fromEntries(
    Object.entries(search).filter(
      ([key]) => ![...listKeys, ...tagKeys, ...textKeys, 'sel', 'at'].includes(key as ConditionKey),
    ),
  )

export const isFiltered = (conditions: Conditions) =>
  conditionKeys.some((key) => (conditions[key]?.length ?? 0) > 0) ||
  conditions.from !== usualFrom ||
  conditions.to !== undefined
