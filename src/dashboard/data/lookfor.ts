import { onShown } from './shownagain.ts'

const lookMs = 4_000

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
