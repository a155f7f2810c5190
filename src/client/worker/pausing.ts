import { setTimeout as wait } from 'node:timers/promises'

const longestDelay = 5_000

/** How long to wait after consecutive failures: doubles each time, with jitter. */
export const delayAfter = (failures: number): number =>
  Math.min(longestDelay, 100 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)

/** Waits, or returns at once when aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal && { signal }).catch(() => {})
}
