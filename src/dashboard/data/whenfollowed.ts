import type { Ticks } from '../../client/live/rows.ts'
import { createProgress } from './progress.ts'

/** What is told without saying from when on has to be asked for. */
const unknown: Ticks = { '': 'unknown.1' }

/**
 * Asks at once, and again if changes are told only from later on than what was read has seen. `read`: the answer came, which
 * has seen so much, or did not. `told`: something was told. `lost`: changes may have been missed, and more will be told.
 */
export function whenFollowed(ask: () => void) {
  const progress = createProgress()
  let [isBehind, isReading] = [true, true]
  const compare = () => {
    if (!isReading && progress.isBehind()) ask()
  }
  ask()
  return {
    read(ticks: Ticks | undefined) {
      isReading = false
      progress.seen(ticks ?? {})
      compare()
    },
    told(ticks: Ticks | undefined) {
      if (!isBehind) return
      isBehind = false
      for (const [backend, tick] of Object.entries(ticks ?? unknown)) progress.told(backend, tick)
      compare()
    },
    lost: () => void (isBehind = true),
    /** All is to be asked for anew. */
    again(ticks: Ticks | undefined) {
      this.lost()
      this.told(ticks)
    },
  }
}
