import type { Hands } from './hands.ts'
import type { Settings } from './options.ts'
import { delayAfter, pause } from './pausing.ts'
import { messageOf } from './problem.ts'
import { mostElements } from './workqueue.ts'

/** Claims actions for the free places, and waits for some, until it is over. */
export async function keepClaiming(
  { queue, ask, tell }: Settings,
  hands: Hands,
  over: AbortSignal,
): Promise<void> {
  let failures = 0
  for (;;) {
    await hands.room()
    if (over.aborted) return
    const began = performance.now()
    try {
      const actions = await queue.claim({ ...ask, limit: Math.min(hands.free(), mostElements) }, over)
      actions.forEach(hands.take)
      // A server that is stopping does not wait. Nor does one that is not asked to.
      const isEarly = performance.now() - began <= ask.wait / 2
      failures = actions.length === 0 && (isEarly || ask.wait === 0) ? failures + 1 : 0
    } catch (error) {
      if (over.aborted) return
      tell({ what: 'CLAIM', message: messageOf(error), cause: error })
      failures += 1
    }
    if (failures > 0) await pause(delayAfter(failures), over)
  }
}
