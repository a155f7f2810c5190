/** A stretch of time, in epoch milliseconds. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One attempt. */
export interface Bar {
  readonly number: number
  readonly status: string
  readonly start: number
  /** `undefined`: it goes on. */
  readonly end: number | undefined
}

/** What has a row of its own: an execution of a run, or a node of an execution. */
export interface Task {
  readonly id: string
  readonly label: string
  /** Tasks of the same group can be folded into one row. */
  readonly group: string
  /** The task that started it, if that is in the timeline too. */
  readonly parent: string | undefined
  readonly status: string
  readonly attempt: number
  /** In the order of their numbers. Empty: it has not started. */
  readonly bars: readonly Bar[]
  /** Since when it could have begun. */
  readonly readyAt: number | undefined
  /** Why it failed. */
  readonly note: string | undefined
  readonly href: string | undefined
  /** It is not recorded yet, and only likely to come. */
  readonly isExpected?: boolean
}

export const startOf = ({ bars }: { readonly bars: readonly Bar[] }) => bars[0]?.start
export const endOf = ({ bars }: { readonly bars: readonly Bar[] }, now: number) => {
  const last = bars.at(-1)
  return last && (last.end ?? now)
}

/** From its first attempt to the end of its last one, or until now. */
export function tookMs(one: { readonly bars: readonly Bar[] }, now: number): number | undefined {
  const [start, end] = [startOf(one), endOf(one, now)]
  return start === undefined || end === undefined ? undefined : end - start
}

/** The time of all tasks together, at least one second. `undefined`: none has started. */
export function boundsOf(tasks: readonly Task[], now: number): Span | undefined {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { bars } of tasks) {
    for (const bar of bars) {
      start = Math.min(start, bar.start)
      end = Math.max(end, bar.start, bar.end ?? now)
    }
  }
  return Number.isFinite(start) ? { start, end: Math.max(end, start + 1_000) } : undefined
}
