import { createBreaks } from '../db/turn.ts'
import type { WatchedFilter } from './runwatch.ts'

/** Filters by the flows that they name: a run of another flow never matched them. */
export interface FilterIndex {
  /** Those that runs of a flow may match or have matched. */
  of(flow: string): readonly WatchedFilter[]
  /** Those that name no flow, so that each run is held against each of them. */
  readonly ofAnyFlow: readonly WatchedFilter[]
  /** The same without these. */
  readonly withFlows: Pick<FilterIndex, 'of'>
}

export async function indexFilters(filters: Iterable<WatchedFilter>): Promise<FilterIndex> {
  const breaks = createBreaks()
  const byFlow = new Map<string, WatchedFilter[]>()
  const ofAnyFlow: WatchedFilter[] = []
  // They may change during a break.
  for (const watch of [...filters]) {
    const { flows } = watch.filter
    if (!flows) ofAnyFlow.push(watch)
    for (const flow of flows ?? []) {
      const others = byFlow.get(flow)
      if (others) others.push(watch)
      else byFlow.set(flow, [watch])
    }
    if (breaks.isDue()) await breaks.take()
  }
  const ofFlow = (flow: string) => byFlow.get(flow) ?? []
  return {
    of: (flow) => (ofAnyFlow.length === 0 ? ofFlow(flow) : [...ofFlow(flow), ...ofAnyFlow]),
    ofAnyFlow,
    withFlows: { of: ofFlow },
  }
}
