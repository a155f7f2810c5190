import { type Search, valueOf, valuesOf } from '../address/query.ts'
import { timeOf } from '../address/time.ts'
import { listed } from '../address/lists.ts'
import { type View, always, conditionsOf, viewOf } from '../runs/view.ts'
import { type ExecutionColumn, executionColumns } from './columns.ts'
import type { ExecutionFilter, ExecutionStatus, OrderDirection } from '../schema.gen.ts'

/** The statuses in the order of their chips. */
export const executionStatuses = [
  'RUNNING', 'FAILED', 'COMPLETED', 'PENDING', 'WAITING', 'PAUSED', 'TIMED_OUT', 'CANCELLED', 'UNKNOWN',
] as const satisfies readonly ExecutionStatus[] // prettier-ignore

/** What the address of the history asks for. Much of it is asked of runs in the same words. */
export interface ExecutionView {
  readonly common: Omit<View, 'status' | 'sort' | 'group' | 'cols'>
  readonly status: readonly ExecutionStatus[]
  readonly source: readonly string[]
  readonly failureGroup: readonly string[]
  readonly direction: OrderDirection
  /** `undefined`: the usual ones. */
  readonly cols: readonly ExecutionColumn[] | undefined
  readonly strange: View['strange']
}

const isStatus = (text: string): text is ExecutionStatus =>
  (executionStatuses as readonly string[]).includes(text)

const directions: Readonly<Record<string, OrderDirection>> = { '-started': 'DESC', 'started': 'ASC' }

/** What is asked of runs alone: executions have no user, no name, and one order. */
const ofRuns = ['user', 'q', 'group'] as const

export function executionViewOf(search: Search): ExecutionView {
  const own = new Set<string>(['status', 'sort', 'cols', ...ofRuns])
  const common = viewOf(Object.fromEntries(Object.entries(search).filter(([key]) => !own.has(key))))
  const words = listed(search, 'status')
  const status = [...new Set(words.map((word) => word.toUpperCase()).filter(isStatus))]
  const sort = valueOf(search, 'sort') ?? '-started'
  const strange = [
    ...common.strange,
    ...words.filter((word) => !isStatus(word.toUpperCase())).map((value) => ({ key: 'status', value })),
    ...(directions[sort] ? [] : [{ key: 'sort', value: sort }]),
    ...ofRuns.flatMap((key) => valuesOf(search, key).map((value) => ({ key, value }))),
  ]
  return {
    common,
    status,
    source: listed(search, 'source'),
    failureGroup: listed(search, 'failureGroup'),
    direction: directions[sort] ?? 'DESC',
    cols: executionColumns.in(listed(search, 'cols')),
    strange,
  }
}

const some = <Value>(values: readonly Value[]) => (values.length === 0 ? undefined : [...values])
const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString())

/** The filter of a view. Equal views have equal ones. */
export function executionFilterOf(view: ExecutionView, now: number): ExecutionFilter {
  const { common, status, source, failureGroup } = view
  const { flow, backend, tag, alltag, from, to, min, max } = common
  const filter: { [Key in keyof ExecutionFilter]?: ExecutionFilter[Key] | undefined } = {
    status: some(status),
    flow: some(flow),
    backend: some(backend),
    source: some(source),
    tagsAny: some(tag),
    tagsAll: some(alltag),
    failureGroup: some(failureGroup),
    startedAfter: from === always ? undefined : time(timeOf(from, now)),
    startedBefore: to === undefined ? undefined : time(timeOf(to, now)),
    minDurationMs: min,
    maxDurationMs: max,
  }
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as ExecutionFilter
}

/** The conditions that can be dropped one by one, in words. */
export function executionConditionsOf(
  view: ExecutionView,
): readonly { readonly key: string; readonly words: string }[] {
  const { common, status, source, failureGroup } = view
  const list = (key: string, name: string, values: readonly string[]) =>
    values.length === 0 ? [] : [{ key, words: `${name}: ${values.join(', ')}` }]
  const words = status.map((one) => one.toLowerCase().replaceAll('_', ' '))
  return [
    ...list('status', 'status', words),
    ...conditionsOf({ ...common, status: [] }),
    ...list('source', 'source', source),
    ...list('failureGroup', 'failure group', failureGroup),
  ]
}
