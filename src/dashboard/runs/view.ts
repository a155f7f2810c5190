import { listed } from '../address/lists.ts'
import { type Search, valueOf, valuesOf } from '../address/query.ts'
import { spanMs, timeOf } from '../address/time.ts'
import { type RunColumn, runColumns } from './columns.ts'
import type { RunFilter, RunOrder, RunOrderField, RunStatus } from '../schema.gen.ts'

/** What the address of a list of runs asks for. */
export interface View {
  readonly status: readonly RunStatus[]
  readonly flow: readonly string[]
  readonly user: readonly string[]
  /** Any of them. */
  readonly tag: readonly string[]
  /** All of them. */
  readonly alltag: readonly string[]
  readonly backend: readonly string[]
  readonly q: string | undefined
  /** As written: relative times stay relative. */
  readonly from: string
  readonly to: string | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly sort: Sort
  readonly group: 'flow' | 'user' | undefined
  /** `undefined`: the usual ones. */
  readonly cols: readonly RunColumn[] | undefined
  /** The run that is peeked at. */
  readonly sel: string | undefined
  /** The first row in view, so that one comes back to the same place. */
  readonly at: string | undefined
  /** What of the address is not understood. */
  readonly strange: readonly { readonly key: string; readonly value: string }[]
}

export interface Sort {
  readonly field: RunOrderField
  readonly isDescending: boolean
}

/** Without a time in the address, and in place of one: no bound at all. */
export const defaultFrom = '-24h'
export const always = 'all'

const statuses: Readonly<Record<string, RunStatus>> = {
  running: 'RUNNING',
  failed: 'FAILED',
  completed: 'COMPLETED',
}
const fields: Readonly<Record<string, RunOrderField>> = {
  started: 'STARTED',
  finished: 'FINISHED',
  duration: 'DURATION',
  flow: 'FLOW',
}

export function viewOf(search: Search): View {
  const strange: { key: string; value: string }[] = []
  const known = <Value>(key: string, value: string, found: Value | undefined): Value | undefined => {
    if (found === undefined) strange.push({ key, value })
    return found
  }
  const one = <Value>(key: string, read: (text: string) => Value | undefined): Value | undefined => {
    const text = valueOf(search, key)
    return text === undefined || text === '' ? undefined : known(key, text, read(text))
  }
  return {
    status: listed(search, 'status').flatMap((text) => known('status', text, statuses[text]) ?? []),
    flow: listed(search, 'flow'),
    user: listed(search, 'user'),
    tag: valuesOf(search, 'tag').filter(Boolean),
    alltag: valuesOf(search, 'alltag').filter(Boolean),
    backend: listed(search, 'backend'),
    q: valueOf(search, 'q') || undefined,
    from: one('from', asTime) ?? defaultFrom,
    to: one('to', asTime),
    min: one('min', spanMs),
    max: one('max', spanMs),
    sort: one('sort', sortOf) ?? { field: 'STARTED', isDescending: true },
    group: one('group', (text) => (text === 'flow' || text === 'user' ? text : undefined)),
    cols: runColumns.in(listed(search, 'cols')),
    sel: valueOf(search, 'sel'),
    at: valueOf(search, 'at'),
    strange,
  }
}

const asTime = (text: string) => (text === always || timeOf(text, 0) !== undefined ? text : undefined)

function sortOf(text: string): Sort | undefined {
  const isDescending = text.startsWith('-')
  const field = fields[isDescending ? text.slice(1) : text]
  return field && { field, isDescending }
}

/** As an address has it. `undefined`: the usual one. */
export function sortText({ field, isDescending }: Sort): string | undefined {
  const [name] = Object.entries(fields).find(([, value]) => value === field)!
  const text = `${isDescending ? '-' : ''}${name}`
  return text === '-started' ? undefined : text
}

const instant = (ms: number) => new Date(ms).toISOString()

/** The filter of a view, without its statuses if these are to be counted. */
export function filterOf(view: Omit<View, 'cols'>, now: number): RunFilter {
  const { status, flow, user, tag, alltag, backend, q, from, to, min, max } = view
  const after = from === always ? undefined : timeOf(from, now)
  const before = to === undefined ? undefined : timeOf(to, now)
  return {
    ...(status.length > 0 && { status: [...status] }),
    ...(flow.length > 0 && { flow: [...flow] }),
    ...(user.length > 0 && { user: [...user] }),
    ...(tag.length > 0 && { tagsAny: [...tag] }),
    ...(alltag.length > 0 && { tagsAll: [...alltag] }),
    ...(backend.length > 0 && { backend: [...backend] }),
    ...(q !== undefined && { refPrefix: q }),
    ...(after !== undefined && { startedAfter: instant(after) }),
    ...(before !== undefined && { startedBefore: instant(before) }),
    ...(min !== undefined && { minDurationMs: min }),
    ...(max !== undefined && { maxDurationMs: max }),
  }
}

export const orderOf = ({ sort }: View): RunOrder => ({
  field: sort.field,
  direction: sort.isDescending ? 'DESC' : 'ASC',
})

/** The conditions of a view that can be dropped one by one, in words. */
export function conditionsOf(
  view: Omit<View, 'sort' | 'group' | 'cols'>,
): readonly { readonly key: string; readonly words: string }[] {
  const list = (key: string, values: readonly string[]) =>
    values.length === 0 ? [] : [{ key, words: `${key}: ${values.join(', ')}` }]
  return [
    ...list(
      'status',
      view.status.map((status) => status.toLowerCase()),
    ),
    ...list('flow', view.flow),
    ...list('user', view.user),
    ...list('tag', view.tag),
    ...list('alltag', view.alltag),
    ...list('backend', view.backend),
    ...list('q', view.q === undefined ? [] : [view.q]),
    ...list('min', view.min === undefined ? [] : [`at least ${view.min / 1_000} s`]),
    ...list('max', view.max === undefined ? [] : [`at most ${view.max / 1_000} s`]),
  ]
}
