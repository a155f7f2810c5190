import type { Sort } from './view.ts'

/** What runs are ordered by. */
export interface Ordered {
  readonly id: string
  readonly flow: string
  readonly number: number
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly durationMs: number | null
}

/** Rows without a value come after all others when ascending. */
const last = Number.POSITIVE_INFINITY
const time = (text: string | null) => (text === null ? last : Date.parse(text))

/** The order of the server, for rows that come between its pages. */
export function comparing({ field, isDescending }: Sort): (a: Ordered, b: Ordered) => number {
  const sign = isDescending ? -1 : 1
  const keysOf: Record<Sort['field'], (row: Ordered) => readonly (number | string)[]> = {
    STARTED: ({ startedAt }) => [time(startedAt)],
    FINISHED: ({ finishedAt, startedAt }) => [time(finishedAt), time(startedAt)],
    DURATION: ({ durationMs, startedAt }) => [durationMs ?? last, time(startedAt)],
    FLOW: ({ flow, number }) => [flow, number],
  }
  const keys = keysOf[field]
  return (a, b) => {
    const [left, right] = [
      [...keys(a), a.id],
      [...keys(b), b.id],
    ]
    for (const [index, one] of left.entries()) {
      const other = right[index]!
      if (one < other) return -sign
      if (one > other) return sign
    }
    return 0
  }
}
