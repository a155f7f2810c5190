import * as fc from 'fast-check'
import type { Api } from '../servers/api.ts'
import {
  type Stored,
  errors,
  flows,
  ids,
  instants,
  keyOf,
  now,
  paths,
  ruled,
  sortAt,
  statuses,
  tags,
} from '../models/executionmodel.ts'
import { bytes } from '../models/runmodel.ts'
import { instant } from '../seeds/runs.ts'
import { type Connection, type PageArguments, connectionOf } from './walk.ts'

/** A filter as the tests write it: times in milliseconds. */
export interface Filter {
  readonly backend?: readonly string[]
  readonly flow?: readonly string[]
  readonly status?: readonly string[]
  readonly source?: readonly string[]
  readonly run?: { readonly flow: string; readonly number: number }
  readonly parent?: string
  readonly scriptPath?: string
  readonly scriptPrefix?: string
  readonly scriptContains?: string
  readonly tagsAny?: readonly string[]
  readonly tagsAll?: readonly string[]
  readonly startedAfter?: number
  readonly startedBefore?: number
  readonly minDurationMs?: number
  readonly maxDurationMs?: number
  readonly errorContains?: string
  readonly failureGroup?: readonly string[]
}

export type Direction = 'ASC' | 'DESC'

/** The filter as it stands on the wire. */
export const sentFilter = (filter: Filter): object =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      name.startsWith('started') ? instant(value as number) : value,
    ]),
  )

const isIn = (list: readonly string[] | undefined, value: string | null) =>
  list === undefined || (value !== null && list.includes(value))
const fits = (wanted: unknown, holds: boolean) => wanted === undefined || holds

/** Whether a filter lets an execution through: said in so many words. */
export function lets(filter: Filter, one: Stored): boolean {
  const { status, durationMs } = ruled(one)
  const has = (tag: string) => one.tags.includes(tag)
  const script = one.scriptPath
  return [
    isIn(filter.backend, one.backend),
    isIn(filter.flow, one.flow),
    isIn(filter.status, status),
    isIn(filter.source, one.source),
    fits(filter.run, one.flow === filter.run?.flow && one.runNumber === filter.run.number),
    fits(filter.parent, one.parentId === filter.parent),
    fits(filter.scriptPath, script === filter.scriptPath),
    fits(filter.scriptPrefix, script?.startsWith(filter.scriptPrefix ?? '') === true),
    fits(filter.scriptContains, script?.includes(filter.scriptContains ?? '') === true),
    fits(filter.errorContains, one.error?.includes(filter.errorContains ?? '') === true),
    isIn(filter.failureGroup, one.verdict === 2 || one.verdict === 4 ? one.error : null),
    fits(filter.tagsAny, filter.tagsAny?.some(has) === true),
    fits(filter.tagsAll, filter.tagsAll?.every(has) === true),
    fits(filter.startedAfter, sortAt(one) >= Number(filter.startedAfter)),
    fits(filter.startedBefore, sortAt(one) <= Number(filter.startedBefore)),
    fits(filter.minDurationMs, durationMs !== null && durationMs >= Number(filter.minDurationMs)),
    fits(filter.maxDurationMs, durationMs !== null && durationMs <= Number(filter.maxDurationMs)),
  ].every(Boolean)
}

/** By start, and then by the bytes of backend and id. */
export function inOrder(list: readonly Stored[], direction: Direction): { key: string }[] {
  const sign = direction === 'ASC' ? 1 : -1
  return list
    .toSorted((a, b) => sign * (sortAt(a) - sortAt(b) || bytes(a.backend, b.backend) || bytes(a.id, b.id)))
    .map((one) => ({ key: keyOf(one) }))
}

const durations = [0, 1, 1000, 60_000, 86_399_999, 86_400_000]

const between = <Name extends string>(least: Name, most: Name, values: readonly number[]) =>
  fc
    .tuple(fc.option(fc.constantFrom(...values)), fc.option(fc.constantFrom(...values)))
    .map(([a, b]) => (a !== null && b !== null && a > b ? [b, a] : [a, b]))
    .map(([from, to]) => ({ ...(from != null && { [least]: from }), ...(to != null && { [most]: to }) }))

/** One field of a filter, or two that make up a range. */
const parts = (backends: readonly string[]): readonly fc.Arbitrary<Filter>[] => [
  fc.subarray([...backends], { minLength: 1 }).map((backend) => ({ backend })),
  fc.subarray([...flows, 'none']).map((flow) => ({ flow })),
  fc.constantFrom(...flows).map((flow) => ({ flow: [flow] })),
  fc.subarray(statuses).map((status) => ({ status })),
  fc.constantFrom(...statuses).map((status) => ({ status: [status] })),
  fc.subarray(['agent', 'Agent', 'none']).map((source) => ({ source })),
  fc
    .record({ flow: fc.constantFrom(...flows), number: fc.constantFrom(1, 2, 9_000_000_000_000_000, -1) })
    .map((run) => ({ run })),
  fc.constantFrom(...ids.slice(0, 6), 'A').map((parent) => ({ parent })),
  fc.constantFrom(...paths, '').map((scriptPath) => ({ scriptPath })),
  fc
    .constantFrom(...paths, '', '/', '/j', '/jobs/', '/jobs/a.pyx', '/jobs/\ud7fe')
    .map((scriptPrefix) => ({ scriptPrefix })),
  fc.subarray([...tags, 'none']).map((tagsAny) => ({ tagsAny })),
  fc.subarray([...tags], { maxLength: 3 }).map((tagsAll) => ({ tagsAll })),
  fc.subarray([...errors, 'none']).map((failureGroup) => ({ failureGroup })),
  fc.constantFrom(...errors).map((error) => ({ failureGroup: [error] })),
  between('startedAfter', 'startedBefore', [...instants, now - 59_998]),
  between('minDurationMs', 'maxDurationMs', durations),
]

const texts: readonly fc.Arbitrary<Filter>[] = [
  fc.constantFrom('a', '.py', 'J', '%', '/jobs', '\ue000').map((scriptContains) => ({ scriptContains })),
  fc.constantFrom('timeout', 'Time', '%', '_', `'`, ...errors).map((errorContains) => ({ errorContains })),
]

const some = (all: readonly fc.Arbitrary<Filter>[], minLength: number, maxLength: number) =>
  fc
    .subarray([...all], { minLength, maxLength })
    .chain((chosen) => fc.tuple(...chosen))
    .map((fields) => Object.assign({}, ...fields) as Filter)

/** Filters of one field, and of several. */
export const filters = (backends: readonly string[]): fc.Arbitrary<Filter> => some(parts(backends), 1, 4)

/** Filters that look for a part of a text beside something else. */
export const searches = (backends: readonly string[]): fc.Arbitrary<Filter> =>
  fc
    .tuple(some(texts, 1, 2), some(parts(backends).slice(1), 1, 3))
    .map(([text, other]) => ({ ...other, ...text }))
    .filter((filter) => Object.keys(filter).some((name) => !name.endsWith('Contains')))
    .filter(({ tagsAll }) => tagsAll === undefined || tagsAll.length > 0)

const query = `query ($filter: ExecutionFilter, $orderBy: ExecutionOrder, $first: Int, $after: String, $last: Int, $before: String) {
  executionHistory(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    ${connectionOf('key')} unavailable
  }
}`

/** A page of the executions that a filter lets through. */
export async function executionPage(
  api: Api,
  filter: Filter,
  direction: Direction | undefined,
  page: PageArguments,
) {
  const orderBy = direction && { direction }
  const answer = await api.data<{ executionHistory: Connection<{ key: string }> }>(query, {
    filter: sentFilter(filter),
    orderBy,
    ...page,
  })
  return answer.executionHistory
}
