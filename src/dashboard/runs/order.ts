import { type Order, compareBy } from '../list/order.ts'
import type { RunRowFragment } from './list.gen.ts'

/** The orders that the API has. */
export const runFields = ['STARTED', 'FINISHED', 'DURATION', 'FLOW'] as const
export type RunField = (typeof runFields)[number]

export const usualOrder: Order<RunField> = { field: 'STARTED', direction: 'DESC' }

const time = (text: string | null | undefined) => (text ? Date.parse(text) : null)

/** The first is what one sorts by, the others tell equal ones apart, as the API does. */
const valuesOf = (run: RunRowFragment, field: RunField) => {
  const { flow, number, backend, startedAt, finishedAt, durationMs } = run
  const rest = [flow, number, backend]
  if (field === 'FLOW') return rest
  if (field === 'STARTED') return [time(startedAt), ...rest]
  return [field === 'FINISHED' ? time(finishedAt) : (durationMs ?? null), time(startedAt), ...rest]
}

export function compareRuns({ field, direction }: Order<RunField>) {
  const sign = direction === 'ASC' ? 1 : -1
  return (a: RunRowFragment, b: RunRowFragment) => sign * compareBy(valuesOf(a, field), valuesOf(b, field))
}
