import { type FlowRow, listFlows } from '../../db/runs/flows.ts'
import type { RunChoice } from '../../db/runs/pick.ts'
import { type Context, backendNamed } from '../context.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { backendsAmong, matchesNothing, runStatuses } from '../lists/filters.ts'
import { type MergedList, mergedPage } from '../lists/merged.ts'
import { loadersOf } from '../lists/nested.ts'
import { hasRuns } from './filter.ts'
import { checkedText } from '../inputs/checks.ts'
import type { FlowResolvers, QueryFlowsArgs } from '../types.gen.ts'

export const Flow: FlowResolvers = {
  id: ({ backend, name }) => `${backend}:${name}`,
  lastRun: (flow, _, context) => newestRun(flow, null, context),
  latest: (flow, { status }, context) => newestRun(flow, runStatuses(status, 'status'), context),
}

function newestRun({ backend, name }: FlowRow, statuses: RunChoice['statuses'], context: Context) {
  if (!hasRuns(backendNamed(context.backends, backend))) return null
  return loadersOf(context, backend).chosenRuns.load({ flow: name, number: null, name: null, statuses })
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
  const isNothing = filter != null && matchesNothing(filter)
  return mergedPage(context, isNothing ? [] : backendsAmong(context, filter?.backend), page, list)
}
