import { type InHand, leaseOf } from './inhand.ts'
import type { Settings } from './options.ts'
import { pause } from './pausing.ts'
import { type Tell, messageOf } from './problem.ts'
import { type WorkQueue, mostElements } from './workqueue.ts'

/** Extends all leases in hand at a third of their length, and sooner after a failure, until it is over. */
export async function keepExtending(
  { queue, ask: { leaseMs }, tell }: Settings,
  inHand: ReadonlyMap<string, InHand>,
  over: AbortSignal,
): Promise<void> {
  let next = leaseMs / 3
  for (;;) {
    await pause(next, over)
    if (over.aborted) return
    const all = [...inHand.values()]
    const calls = []
    for (let from = 0; from < all.length; from += mostElements)
      calls.push(extend(queue, all.slice(from, from + mostElements), leaseMs, tell))
    const done = await Promise.all(calls)
    next = done.every(Boolean) ? leaseMs / 3 : leaseMs / 12
  }
}

async function extend(
  queue: WorkQueue,
  some: readonly InHand[],
  leaseMs: number,
  tell: Tell,
): Promise<boolean> {
  try {
    const answers = await queue.extend(some.map(({ action }) => ({ ...leaseOf(action), leaseMs })))
    for (const [index, one] of some.entries()) {
      const refusal = answers[index]
      if (!refusal) one.renew()
      // If an outcome is being sent, the answer to that call says more.
      else if (refusal.code === 'CONFLICT') one.end('Its lease is no longer held.', null)
    }
    return answers.every((refusal) => !refusal || refusal.code === 'CONFLICT')
  } catch (error) {
    tell({ what: 'EXTEND', message: messageOf(error), cause: error })
    return false
  }
}
