import { countOf } from '../format/numbers.ts'

interface Counted {
  readonly status: string
  readonly value: number
  readonly isExact: boolean
}

/** `2,068`, or of some statuses `214 of 2,068`. */
export function totalOf(counts: readonly Counted[], chosen: readonly string[]): string {
  const sum = (some: readonly Counted[]) =>
    countOf({
      value: some.reduce((total, { value }) => total + value, 0),
      isExact: some.every(({ isExact }) => isExact),
    })
  const all = sum(counts)
  return chosen.length === 0
    ? all
    : `${sum(counts.filter(({ status }) => chosen.includes(status)))} of ${all}`
}
