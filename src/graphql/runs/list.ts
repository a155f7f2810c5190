import type { RunFilter as Filter } from '../../db/runs/filter.ts'
import { type RunOrder, listRuns } from '../../db/runs/list.ts'
import type { RunRow } from '../../db/runs/rows.ts'
import { seenFilter } from '../access/flows.ts'
import type { Context } from '../context.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { type MergedList, type Place, mergedPage } from '../lists/merged.ts'
import { backendsOf, runFilter } from './filter.ts'
import type { QueryRunsArgs } from '../types.gen.ts'
import { noStart, noValue } from '../../db/source/runs.ts'

/** Runs of all backends that match a filter, in one order. */
export function runs(context: Context, { filter: given, orderBy, ...page }: QueryRunsArgs) {
  const input = seenFilter(context, given)
  const filter = runFilter(input ?? {})
  const order = { field: orderBy?.field ?? 'STARTED', descending: orderBy?.direction !== 'ASC' }
  const list = order.field === 'FLOW' ? byFlow(filter, order) : byValue(filter, order, context.look().now)
  return mergedPage(context, backendsOf(context, input), page, list)
}

/** In the order `(value, backend, flow, number)`, where the value is a time or a duration. */
function byValue(filter: Filter, order: RunOrder, now: number): MergedList<RunRow> {
  const sign = order.descending ? -1 : 1
  const value = valueOf[order.field as keyof typeof valueOf]
  const asOf = (place: Place | undefined) => Number(place?.['now'] ?? now)
  const ends = [
    { value: Number.MAX_SAFE_INTEGER, flow: '', number: -1, now },
    { value: Number.MIN_SAFE_INTEGER, flow: '', number: -1, now },
  ] as const
  return {
    identity: ['runs', filter, order],
    // All pages use the clock of the first page for values that depend on it.
    position: { value: 'number', flow: 'string', number: 'number', ...(order.field !== 'STARTED' && moved) },
    positionOf: (row, place) => ({ value: value(row), flow: row.flow, number: row.number, now: asOf(place) }),
    compare: (a, b) => sign * (value(a) - value(b) || compareText(a.backend, b.backend) || compareKey(a, b)),
    placeIn({ value: at, flow, number, backend }, name) {
      if (name === backend) return { value: at!, flow: flow!, number: number! }
      return { value: Number(at) + (name < backend ? 1 : 0), flow: '', number: -1 }
    },
    ends: order.descending ? ends : [ends[1], ends[0]],
    read: (backend, page, reading, place) =>
      listRuns(backend, { filter, order }, page, { ...reading, now: asOf(place) }),
  }
}

const moved = { now: 'number' } as const

const valueOf = {
  STARTED: ({ startedAt }: RunRow) => startedAt ?? noStart,
  FINISHED: ({ finishedAt, startedAt }: RunRow) => finishedAt ?? noValue + (startedAt ?? 0),
  DURATION: ({ durationMs, startedAt }: RunRow) => durationMs ?? noValue + (startedAt ?? 0),
}

/** In the order `(flow, backend, number)`. */
function byFlow(filter: Filter, order: RunOrder): MergedList<RunRow> {
  const sign = order.descending ? -1 : 1
  const ends = [
    { flow: '\u{10ffff}', number: Number.MAX_SAFE_INTEGER },
    { flow: '', number: -1 },
  ] as const
  return {
    identity: ['runs', filter, order],
    position: { flow: 'string', number: 'number' },
    positionOf: ({ flow, number }) => ({ flow, number }),
    compare: (a, b) =>
      sign * (compareText(a.flow, b.flow) || compareText(a.backend, b.backend) || a.number - b.number),
    placeIn({ flow, number, backend }, name) {
      if (name === backend) return { flow: flow!, number: number! }
      return { flow: flow!, number: name < backend ? Number.MAX_SAFE_INTEGER : -1 }
    },
    ends: order.descending ? ends : [ends[1], ends[0]],
    read: (backend, page, reading) => listRuns(backend, { filter, order }, page, reading),
  }
}

const compareKey = (a: RunRow, b: RunRow) => compareText(a.flow, b.flow) || a.number - b.number
