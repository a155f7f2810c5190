import type { Watching } from './following.ts'
import type { Thing } from './thing.ts'

/** An id with what is known of it. */
export interface WatchedId {
  readonly id: string
  /** In the order given, from 1. */
  readonly number: number
  /** `undefined`: nobody knows the id, or it has not been looked for yet. */
  readonly execution: Thing | undefined
}

export const watchedIds = (ids: readonly string[], { rows }: Watching): readonly WatchedId[] =>
  ids.map((id, index) => ({ id, number: index + 1, execution: rows.get(id)?.thing }))

/** How many there are of each status, the worst first. */
export function totalsOf(all: readonly WatchedId[], order: readonly string[]) {
  const counts = new Map<string, number>()
  for (const { execution } of all)
    if (execution) counts.set(execution.status, (counts.get(execution.status) ?? 0) + 1)
  return [...counts]
    .map(([status, count]) => ({ status, count }))
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
}
