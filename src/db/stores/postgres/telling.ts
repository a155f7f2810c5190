import { setTimeout as pause } from 'node:timers/promises'
import type { Outage } from '../../watching/outage.ts'

/** Between one message and the next lies this much: what comes in between is one message. */
const quietMs = 20

/** Calls `send` soon after it is asked to: at once, or as soon as the last message is sent and some time has passed. */
export function createTeller(send: () => Promise<unknown>, outage: Outage): () => void {
  let wanted = false
  let busy = false
  const run = async () => {
    busy = true
    while (wanted) {
      wanted = false
      // Whoever was not told finds out by itself, a little later.
      await Promise.all([send().then(outage.worked, outage.failed), pause(quietMs)])
    }
    busy = false
  }
  return () => {
    wanted = true
    if (!busy) void run()
  }
}
