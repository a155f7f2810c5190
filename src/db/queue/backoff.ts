import type { PlanNode } from './plan.ts'

const longestDelay = 3_600_000

/**
 * How long a failed action waits for its next attempt. Up to a quarter is added, so that actions that failed together
 * are not retried together.
 */
export function delayAfter({ backoff, delayMs }: PlanNode, tries: number): number {
  const factor = backoff === 'NONE' ? 0 : backoff === 'LINEAR' ? tries : 2 ** (tries - 1)
  return Math.round(Math.min(delayMs * factor * (1 + Math.random() / 4), longestDelay))
}
