import type { Span, Task } from './model.ts'

const leastMs = 10_000
const leastShare = 0.05

/** Where nothing ran for more than 5 % of the time and more than 10 seconds. In order, none touches another. */
export function idleOf(tasks: readonly Task[], bounds: Span, now: number): readonly Span[] {
  const least = Math.max(leastMs, (bounds.end - bounds.start) * leastShare)
  const busy = tasks.flatMap(({ bars }) => bars.map(({ start, end }) => ({ start, end: end ?? now })))
  return gapsBetween(busy, bounds).filter(({ start, end }) => end - start > least)
}

/** What no span covers, within bounds. */
export function gapsBetween(spans: readonly Span[], bounds: Span): readonly Span[] {
  const gaps: Span[] = []
  let until = bounds.start
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start > until) gaps.push({ start: until, end: Math.min(start, bounds.end) })
    // Clocks that disagree may end something before it began.
    until = Math.max(until, start, end)
    if (until >= bounds.end) break
  }
  if (until < bounds.end) gaps.push({ start: until, end: bounds.end })
  return gaps.filter(({ start, end }) => end > start)
}
