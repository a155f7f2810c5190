import { now } from './clock.ts'
import { onShown } from './shownagain.ts'

const lookMs = 4_000

/** What is not recorded within this time is not waited for. */
const lateMs = 600_000

/** Whether something may still be recorded that belongs to what was over at this time. */
export const isSoonAfter = (timeMs: number): boolean => now() - timeMs < lateMs

/**
 * Looks every few seconds, while the page is shown, for something that no event tells. `look`: whether it is there;
 * `undefined` if nothing is to be looked for now. What fails is looked for again. Returns what ends it.
 */
export function lookFor(look: () => Promise<boolean> | undefined, onFound: () => void): () => void {
  let isLooking = false
  return onShown(lookMs, () => {
    const looking = isLooking ? undefined : look()
    if (!looking) return
    isLooking = true
    const ended = (isFound: boolean) => {
      isLooking = false
      if (isFound) onFound()
    }
    looking.then(ended, () => ended(false))
  })
}
