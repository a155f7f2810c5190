import { isWithin } from '../db/sql/flowlimit.ts'
import type { SeenRuns } from './sight.ts'
import type { RunRow } from '../db/runs/rows.ts'

/** A run as filters look at it. */
export interface MatchedRun {
  readonly row: RunRow
  /** All its tags. Only needed by filters that ask for tags. */
  readonly tags: ReadonlySet<string>
}

type Conditions = {
  readonly [name in keyof SeenRuns]-?: (run: MatchedRun, given: NonNullable<SeenRuns[name]>) => boolean
}

const isAtLeast = (value: number | null, least: number) => value !== null && value >= least
const isAtMost = (value: number | null, most: number) => value !== null && value <= most

/** The conditions of `runConditions`, on rows. Omitting one does not compile. */
const conditions = {
  within: ({ row }, limit) => isWithin(row.flow, limit),
  flows: ({ row }, flows) => flows.includes(row.flow),
  statuses: ({ row }, statuses) => statuses.includes(row.status),
  users: ({ row }, users) => row.user !== null && users.includes(row.user),
  anyTags: ({ tags }, any) => any.some((tag) => tags.has(tag)),
  allTags: ({ tags }, all) => all.every((tag) => tags.has(tag)),
  startedFrom: ({ row }, from) => isAtLeast(row.startedAt, from),
  startedTo: ({ row }, to) => isAtMost(row.startedAt, to),
  heartbeatFrom: ({ row }, from) => isAtLeast(row.heartbeatAt, from),
  heartbeatTo: ({ row }, to) => isAtMost(row.heartbeatAt, to),
  durationFrom: ({ row }, from) => isAtLeast(row.durationMs, from),
  durationTo: ({ row }, to) => isAtMost(row.durationMs, to),
  refPrefix: ({ row: { name, number } }, prefix) =>
    (name?.startsWith(prefix) ?? false) || String(number).startsWith(prefix),
} satisfies Conditions

/** What of a run never changes. */
const lasting: ReadonlySet<keyof SeenRuns> = new Set(['within', 'flows', 'startedFrom', 'startedTo'])
const ofTags: ReadonlySet<keyof SeenRuns> = new Set(['anyTags', 'allTags'])

export const asksForTags = (filter: SeenRuns): boolean =>
  [...ofTags].some((name) => filter[name] !== undefined)

/** Whether a run meets all conditions of a filter, or those that `counts` chooses. */
function matchesBy(filter: SeenRuns, run: MatchedRun, counts: (name: keyof SeenRuns) => boolean): boolean {
  return (Object.keys(filter) as (keyof SeenRuns)[]).every((name) => {
    const meets = conditions[name] as (run: MatchedRun, given: unknown) => boolean
    return !counts(name) || filter[name] === undefined || meets(run, filter[name])
  })
}

const noTags: ReadonlySet<string> = new Set()

export const matchesRun = (filter: SeenRuns, run: MatchedRun): boolean => matchesBy(filter, run, () => true)

/** Whether it depends on its tags alone whether a run matches. */
export const matchesButForTags = (filter: SeenRuns, row: RunRow): boolean =>
  matchesBy(filter, { row, tags: noTags }, (name) => !ofTags.has(name))

/** Whether a run may have matched before, whatever has changed. */
export const mayHaveMatched = (filter: SeenRuns, row: RunRow): boolean =>
  matchesBy(filter, { row, tags: noTags }, (name) => lasting.has(name))
