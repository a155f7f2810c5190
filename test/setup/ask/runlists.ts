import * as fc from 'fast-check'
import type { Api } from '../servers/api.ts'
import { instant } from '../seeds/runs.ts'
import { type History, bytes, flows, keyOf, names, now, ruled, tags, users } from '../models/runmodel.ts'
import { type Connection, type PageArguments, connectionOf } from './walk.ts'

/** A filter as the tests write it: times in milliseconds. */
export interface Filter {
  readonly backend?: readonly string[]
  readonly flow?: readonly string[]
  readonly status?: readonly string[]
  readonly user?: readonly string[]
  readonly tagsAny?: readonly string[]
  readonly tagsAll?: readonly string[]
  readonly startedAfter?: number
  readonly startedBefore?: number
  readonly heartbeatAfter?: number
  readonly heartbeatBefore?: number
  readonly minDurationMs?: number
  readonly maxDurationMs?: number
  readonly refPrefix?: string
}

export interface Order {
  readonly field: 'STARTED' | 'FINISHED' | 'DURATION' | 'FLOW'
  readonly direction: 'ASC' | 'DESC'
}

export const orders: readonly Order[] = (['STARTED', 'FINISHED', 'DURATION', 'FLOW'] as const).flatMap(
  (field) => (['ASC', 'DESC'] as const).map((direction) => ({ field, direction })),
)

/** Four of the eight orders: over the histories of one property, each comes often. */
export const someOrders = fc.shuffledSubarray([...orders], { minLength: 4, maxLength: 4 })

/** The filter as it stands on the wire. */
export const sentFilter = (filter: Filter): object =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      /(After|Before)$/.test(name) ? instant(value as number) : value,
    ]),
  )

const lists: readonly (readonly [keyof Filter, (run: History) => string])[] = [
  ['backend', ({ backend }) => backend],
  ['flow', ({ flow }) => flow],
  ['status', (run) => ruled(run).status],
  ['user', ({ user }) => user ?? ''],
]

const ranges: readonly (readonly [
  least: keyof Filter,
  most: keyof Filter,
  value: (run: History) => number | null,
])[] = [
  ['startedAfter', 'startedBefore', ({ startedAt }) => startedAt],
  ['heartbeatAfter', 'heartbeatBefore', ({ heartbeatAt }) => heartbeatAt],
  ['minDurationMs', 'maxDurationMs', (run) => ruled(run).durationMs],
]

/** Whether a filter lets a run through: said in so many words. */
export function lets(filter: Filter, run: History): boolean {
  const has = (tag: string) => run.tags.includes(tag)
  const isListed = lists.every(
    ([name, value]) => (filter[name] as readonly string[] | undefined)?.includes(value(run)) ?? true,
  )
  const isWithin = ranges.every(([least, most, value]) => {
    const own = value(run)
    if (filter[least] === undefined && filter[most] === undefined) return true
    return (
      own !== null && own >= Number(filter[least] ?? -Infinity) && own <= Number(filter[most] ?? Infinity)
    )
  })
  const begins = [run.name ?? '', String(run.number)].some((text) => text.startsWith(filter.refPrefix ?? ''))
  return (
    isListed &&
    isWithin &&
    begins &&
    (filter.tagsAny?.some(has) ?? true) &&
    (filter.tagsAll?.every(has) ?? true)
  )
}

/** By the value, and then by the bytes of backend and flow, and by number. Without the value last, by start. */
export function inOrder(runs: readonly History[], { field, direction }: Order): string[] {
  const valueOf = (run: History) =>
    field === 'STARTED' ? run.startedAt : field === 'FINISHED' ? ruled(run).finishedAt : ruled(run).durationMs
  const compare = (a: History, b: History) => {
    const [ofA, ofB] = [valueOf(a), valueOf(b)]
    if ((ofA === null) !== (ofB === null)) return ofA === null ? 1 : -1
    return (ofA ?? a.startedAt) - (ofB ?? b.startedAt)
  }
  const rest = (a: History, b: History) =>
    bytes(a.backend, b.backend) || bytes(a.flow, b.flow) || a.number - b.number
  const byFlow = (a: History, b: History) =>
    bytes(a.flow, b.flow) || bytes(a.backend, b.backend) || a.number - b.number
  const sign = direction === 'ASC' ? 1 : -1
  return runs
    .toSorted((a, b) => sign * (field === 'FLOW' ? byFlow(a, b) : compare(a, b) || rest(a, b)))
    .map(keyOf)
}

const times = [
  0,
  now - 2 * 86_400_000,
  now - 3_600_000,
  now - 360_000,
  now - 60_000,
  now - 59_999,
  now,
  now + 400_000,
]
const durations = [-5_000_000, -1, 0, 1, 59_000, 60_000, 3_600_000, 86_400_000]

const between = <Name extends string>(least: Name, most: Name, values: readonly number[]) =>
  fc
    .tuple(fc.option(fc.constantFrom(...values)), fc.option(fc.constantFrom(...values)))
    .map(([a, b]) => (a !== null && b !== null && a > b ? [b, a] : [a, b]))
    .map(([from, to]) => ({ ...(from != null && { [least]: from }), ...(to != null && { [most]: to }) }))

/** One field of a filter, or two that make up a range. */
const parts = (backends: readonly string[]): readonly fc.Arbitrary<Filter>[] => [
  fc.subarray([...backends], { minLength: 1 }).map((backend) => ({ backend })),
  fc.subarray([...flows, 'none']).map((flow) => ({ flow })),
  fc.subarray(['RUNNING', 'COMPLETED', 'FAILED']).map((status) => ({ status })),
  fc.subarray([...users, 'nobody']).map((user) => ({ user })),
  fc.subarray([...tags, 'none']).map((tagsAny) => ({ tagsAny })),
  fc.subarray([...tags], { maxLength: 3 }).map((tagsAll) => ({ tagsAll })),
  between('startedAfter', 'startedBefore', times),
  between('heartbeatAfter', 'heartbeatBefore', times),
  between('minDurationMs', 'maxDurationMs', durations),
  fc.constantFrom(...names, '1', '10', '', 'n', '_').map((refPrefix) => ({ refPrefix })),
]

/** Filters of one field, and of several. */
export function filters(backends: readonly string[]): fc.Arbitrary<Filter> {
  const all = parts(backends)
  return fc
    .subarray([...all], { minLength: 1, maxLength: 3 })
    .chain((some) => fc.tuple(...some))
    .map((some) => Object.assign({}, ...some) as Filter)
}

const query = `query ($filter: RunFilter, $orderBy: RunOrder, $first: Int, $after: String, $last: Int, $before: String) {
  runs(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    ${connectionOf('id')} unavailable
  }
}`

/** A page of the runs that a filter lets through. */
export async function runPage(api: Api, filter: Filter, orderBy: Order | undefined, page: PageArguments) {
  const variables = { filter: sentFilter(filter), orderBy, ...page }
  const { runs } = await api.data<{ runs: Connection<{ id: string }> & { unavailable: string[] } }>(
    query,
    variables,
  )
  return runs
}
