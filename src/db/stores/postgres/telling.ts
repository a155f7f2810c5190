import { setTimeout as pause } from 'node:timers/promises'
import type { Outage } from '../../watching/outage.ts'

/** Milliseconds between two messages. Calls in between share one message. */
const quietMs = 20

/** Calls `send` at once, or when the last message is sent and some time has passed. */
export function createTeller(send: () => Promise<unknown>, outage: Outage): () => void {
  let wanted = false
  let busy = false
  const run = async () => {
    busy = true
    while (wanted) {
      wanted = false
      // A process that missed the message finds the work by polling, a little later.
      await Promise.all([send().then(outage.worked, outage.failed), pause(quietMs)])
    }
    busy = false
  }
  return () => {
    wanted = true
    if (!busy) void run()
  }
}
