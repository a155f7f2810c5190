import { isFailed, isOver } from '../../client/standing.ts'
import { type Status, statusOf, worstFirst } from '../status/statuses.ts'

interface RecordedStep {
  readonly name: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly counts: readonly { readonly status: string; readonly value: number }[]
}

export interface ShownStep {
  readonly name: string
  /** `undefined`: it has not begun, and is only known from an earlier run. */
  readonly status: Status | undefined
  readonly count: number
  readonly failed: number
  readonly startedAt: number | undefined
  /** `undefined`: not all of it is over. */
  readonly finishedAt: number | undefined
  readonly shares: readonly { readonly status: Status; readonly share: number }[]
}

/** The steps of a run, then those that the last good one had and this one has not. */
export function stepsOf(steps: readonly RecordedStep[], expected: readonly string[]): readonly ShownStep[] {
  const known = new Set(steps.map(({ name }) => name))
  const missing = expected.filter((name) => !known.has(name))
  return [...steps.map(stepOf), ...missing.map(notBegun)]
}

function stepOf({ name, startedAt, finishedAt, counts }: RecordedStep): ShownStep {
  const count = counts.reduce((sum, { value }) => sum + value, 0)
  const by = new Map<Status, number>()
  for (const { status, value } of counts) by.set(statusOf(status), (by.get(statusOf(status)) ?? 0) + value)
  const areOver = counts.every(({ status, value }) => value === 0 || isOver(status))
  const present = worstFirst.filter((status) => (by.get(status) ?? 0) > 0)
  return {
    name,
    status: present[0] ?? 'UNKNOWN',
    count,
    failed: counts.reduce((sum, { status, value }) => sum + (isFailed(status) ? value : 0), 0),
    startedAt: startedAt === null ? undefined : Date.parse(startedAt),
    finishedAt: areOver && finishedAt !== null ? Date.parse(finishedAt) : undefined,
    shares: present.toReversed().map((status) => ({ status, share: by.get(status)! / Math.max(1, count) })),
  }
}

const notBegun = (name: string): ShownStep => ({
  name,
  status: undefined,
  count: 0,
  failed: 0,
  startedAt: undefined,
  finishedAt: undefined,
  shares: [],
})
