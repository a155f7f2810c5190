import { setTimeout as wait } from 'node:timers/promises'

const longestDelay = 5_000

/** How long to wait after so many failures one after another: twice as long each time, and not all at once. */
export const delayAfter = (failures: number): number =>
  Math.min(longestDelay, 100 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)

/** Waits, or goes on at once when it is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal && { signal }).catch(() => {})
}
