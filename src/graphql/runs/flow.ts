import { type FlowRow, listFlows } from '../../db/runs/flows.ts'
import type { Context } from '../context.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { runStatuses } from '../lists/filters.ts'
import { type MergedList, mergedPage } from '../lists/merged.ts'
import { loadersOf } from '../lists/nested.ts'
import { backendsOf } from './filter.ts'
import { checkedText } from '../inputs/checks.ts'
import type { FlowResolvers, QueryFlowsArgs } from '../types.gen.ts'

export const Flow: FlowResolvers = {
  id: ({ backend, name }) => `${backend}:${name}`,
  lastRun: ({ backend, name }, _, context) =>
    loadersOf(context, backend).chosenRuns.load({ flow: name, number: null, name: null, statuses: null }),
  latest: ({ backend, name }, { status }, context) =>
    loadersOf(context, backend).chosenRuns.load({
      flow: name,
      number: null,
      name: null,
      statuses: runStatuses(status, 'status'),
    }),
}

/** Flows of all backends in the order `(name, backend)`. */
export function flows(context: Context, { filter, ...page }: QueryFlowsArgs) {
  const prefix = checkedText(filter?.namePrefix, 'filter.namePrefix', 255) ?? undefined
  const list: MergedList<FlowRow> = {
    identity: ['flows', prefix],
    position: { name: 'string', tie: 'number' },
    positionOf: ({ name }) => ({ name, tie: 0 }),
    compare: (a, b) => compareText(a.name, b.name) || compareText(a.backend, b.backend),
    placeIn: ({ name, backend }, own) => ({ name: name!, tie: compareText(backend, own) }),
    ends: [
      { name: '', tie: 0 },
      { name: '\u{10ffff}', tie: 0 },
    ],
    read: (backend, one, reading) => listFlows(backend, prefix, one, reading),
  }
  return mergedPage(context, backendsOf(context, filter), page, list)
}
