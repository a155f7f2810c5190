import { isFailed } from '../../client/standing.ts'
import { type Status, statusOf, worstFirst } from './statuses.ts'

/** What counts as failed, the worst first. */
export const failedStatuses = worstFirst.filter((status): status is 'FAILED' | 'TIMED_OUT' =>
  isFailed(status),
)

const unrun: ReadonlySet<string> = new Set(['PENDING', 'SKIPPED', 'CANCELLED'] satisfies Status[])

/** A node that did not run, perhaps because one before it failed. One that is ready waits for nothing. */
export const neverRan = (status: string): boolean => unrun.has(status)

/** The worst of these. A status that this page does not know counts as UNKNOWN. */
export function worstOf(all: Iterable<string>): Status | undefined {
  const found = new Set(Array.from(all, statusOf))
  return worstFirst.find((status) => found.has(status))
}

interface Counted {
  readonly status: string
  readonly value: number
}

/** What the icon of the tab says of a list: that some failed, else that some run. */
export const tabStatus = (counts: readonly Counted[]): Status | undefined =>
  worstOf(
    counts
      .filter(({ status, value }) => value > 0 && (isFailed(status) || status === 'RUNNING'))
      .map(({ status }) => status),
  )
