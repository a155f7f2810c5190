import { type InHand, keyOf, takeInHand } from './inhand.ts'
import type { Settings } from './options.ts'
import { createOutbox } from './outbox.ts'
import { outcomeOf } from './outcome.ts'
import { pause } from './pausing.ts'
import type { Action } from './workqueue.ts'

/** The actions that a worker runs, and those whose outcomes are not confirmed yet. */
export function createHands({ queue, handlers, concurrency, ask, tell }: Settings, stopping: AbortSignal) {
  const inHand = new Map<string, InHand>()
  const running = new Map<InHand, Promise<void>>()
  let roomy = () => {}
  // Finished actions without confirmation take no place, but their number must be bounded.
  const free = () => Math.min(concurrency - running.size, 2 * concurrency - inHand.size)
  const settled = (one: InHand) => {
    one.letGo()
    inHand.delete(keyOf(one.action))
    roomy()
  }
  const outbox = createOutbox(queue, settled, tell)

  const work = async (one: InHand) => {
    const { action, signal, ended } = one
    const outcome = await Promise.race([ended, outcomeOf(handlers[action.kind]!, action, signal)])
    running.delete(one)
    if (outcome === null) {
      settled(one)
      tell({ what: 'LOST', message: (signal.reason as Error).message, action })
    } else outbox.add(one, outcome)
    roomy()
  }
  return {
    inHand,
    /** How many more actions the worker can take. */
    free,
    /** Resolves when there is room or the worker stops. */
    async room() {
      while (free() <= 0 && !stopping.aborted) await new Promise<void>((resolve) => (roomy = resolve))
    },
    take(action: Action) {
      const one = takeInHand(action, ask.leaseMs)
      inHand.set(keyOf(action), one)
      if (stopping.aborted) outbox.add(one, { release: true })
      else running.set(one, work(one))
    },
    /** Resumes a wait for room. */
    wake: () => roomy(),
    /** Resolves when every outcome is sent. Actions that do not finish in time are given back. */
    async finish(graceMs: number) {
      const finished = new AbortController()
      const all = Promise.all(running.values()).then(() => finished.abort())
      await pause(graceMs, finished.signal)
      for (const one of running.keys()) one.end('The worker is stopping.', { release: true })
      await all
      await outbox.empty()
    },
  }
}

export type Hands = ReturnType<typeof createHands>
