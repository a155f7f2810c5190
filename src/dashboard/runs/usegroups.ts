import { useEffect, useRef, useState } from 'react'
import { ask, useAsk } from '../data/ask.ts'
import { FacetsDocument, FlowNamesDocument } from '../filter/filter.gen.ts'
import type { RunFilter } from '../schema.gen.ts'
import { type Counted, type Group, groupsOf, mostCounted, namesToCount } from './grouping.ts'
import { type GroupCountFragment, GroupCountsDocument } from './groups.gen.ts'
import type { RunRowFragment } from './list.gen.ts'

export type By = 'flow' | 'user'

interface Grouped {
  readonly by: By
  /** Of the whole list. */
  readonly filter: RunFilter
  readonly rows: readonly RunRowFragment[]
  /** There are no other rows. */
  readonly isWhole: boolean
}

/** The runs of a filter in groups, with how many the server counts in each. */
export function useGroups({ by, filter, rows, isWhole }: Grouped) {
  const nameOf = (run: RunRowFragment) => run[by] ?? ''
  const others = useOthers(by, isWhole ? undefined : filter)
  const loaded = [...new Set(rows.map(nameOf))]
  const names = isWhole ? [] : namesToCount(loaded, others.names)
  const counted = useCounted(by, filter, names)
  const groups: readonly Group<RunRowFragment>[] = groupsOf({ rows, isWhole, counted }, nameOf)
  return { groups, isAll: isWhole || (others.isAll && names.length < mostCounted) }
}

/** The names that the server knows. `isAll`: it has no others that match. */
function useOthers(by: By, filter: RunFilter | undefined) {
  const isOf = (wanted: By) => filter !== undefined && by === wanted
  const users = useAsk(FacetsDocument, isOf('user') ? { filter } : undefined).data?.runFacets
  const { backend, flow } = filter ?? {}
  const flows = useAsk(
    FlowNamesDocument,
    isOf('flow') && !flow ? { filter: { ...(backend && { backend }) } } : undefined,
  ).data?.flows
  if (by === 'user') {
    const names = users?.users.map(({ value }) => value) ?? []
    return { names, isAll: users?.isExact === true && users.unavailable.length === 0 && names.length < 100 }
  }
  if (flow) return { names: flow, isAll: true }
  return {
    names: flows?.nodes.map(({ name }) => name) ?? [],
    isAll: flows?.pageInfo.hasNextPage === false && flows.unavailable.length === 0,
  }
}

const renewMs = 30_000
const places = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7'] as const

/** How many runs of each status some groups have, counted again now and then. */
function useCounted(by: By, filter: RunFilter, names: readonly string[]): ReadonlyMap<string, Counted> {
  const [counted, setCounted] = useState<ReadonlyMap<string, Counted>>(new Map())
  const latest = useRef(filter)
  latest.current = filter
  // That the time has moved on asks for nothing new, and counts for what is asked next.
  const { startedAfter: _, ...rest } = filter
  const asked = JSON.stringify([by, rest, names])
  useEffect(() => setCounted(new Map()), [by, JSON.stringify(rest)]) // oxlint-disable-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (names.length === 0) return
    const over = new AbortController()
    const read = async () => {
      for (let first = 0; first < names.length && !over.signal.aborted; first += places.length) {
        const part = names.slice(first, first + places.length)
        const found = await countsOf(part, (name) => ({ ...latest.current, [by]: [name] })).catch(() => [])
        if (!over.signal.aborted) setCounted((before) => new Map([...before, ...found]))
      }
    }
    void read()
    const timer = setInterval(() => document.visibilityState === 'visible' && void read(), renewMs)
    return () => {
      over.abort()
      clearInterval(timer)
    }
  }, [asked]) // oxlint-disable-line react-hooks/exhaustive-deps
  return counted
}

/** Counts up to eight groups by one request. A place that is not needed asks once more for the first, which costs nothing. */
async function countsOf(
  names: readonly string[],
  filterOf: (name: string) => RunFilter,
): Promise<readonly (readonly [string, Counted])[]> {
  const at = (place: number) => filterOf(names[place] ?? names[0]!)
  const { data } = await ask(GroupCountsDocument, {
    g0: at(0), g1: at(1), g2: at(2), g3: at(3), g4: at(4), g5: at(5), g6: at(6), g7: at(7),
  }) // prettier-ignore
  return names.flatMap((name, place) => {
    const found: GroupCountFragment | null | undefined = data?.[places[place]!]
    if (!found) return []
    const isExact = found.unavailable.length === 0 && found.counts.every((one) => one.isExact)
    return [[name, { counts: found.counts.filter(({ value }) => value > 0), isExact }] as const]
  })
}
