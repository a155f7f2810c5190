import type { Action, Lease, Outcome } from './workqueue.ts'
import { failure } from './outcome.ts'

/** An action that the worker holds, until the queue has answered for it. */
export interface InHand {
  readonly action: Action
  /** Where it is told to whoever works on it that there is no more use in it. */
  readonly signal: AbortSignal
  /** How it ended before its handler did. `null`: it was lost. */
  readonly ended: Promise<Outcome | null>
  /** Whether its lease has run out, as far as can be told from here. */
  isOver(): boolean
  /** The queue has extended its lease. */
  renew(): void
  /** Ends it, if its handler is still at it. */
  end(why: string, outcome: Outcome | null): void
  /** Nothing can happen to it any more. */
  letGo(): void
}

/** That an action has run out of time is told a little before its lease ends with it: a tenth, at most a second. */
const timeOf = (timeoutMs: number) => Math.min(timeoutMs - Math.min(timeoutMs / 10, 1_000), longest)
/** What a timer can take. */
const longest = 2 ** 31 - 1

export const leaseOf = ({ executionId, nodeId, leaseToken }: Lease): Lease => ({
  executionId,
  nodeId,
  leaseToken,
})

export const keyOf = (lease: Lease): string => JSON.stringify(leaseOf(lease))

/** Takes an action in hand whose lease has just begun. */
export function takeInHand(action: Action, leaseMs: number): InHand {
  const controller = new AbortController()
  const { promise: ended, resolve } = Promise.withResolvers<Outcome | null>()
  let over = false
  const end = (why: string, outcome: Outcome | null) => {
    resolve(outcome)
    controller.abort(new Error(why))
  }
  const lease = setTimeout(() => {
    over = true
    end('Its lease ran out.', null)
  }, leaseMs)
  const { timeoutMs } = action
  const tooLong = `It took longer than ${timeoutMs} ms.`
  const timeout =
    timeoutMs === null ? undefined : setTimeout(() => end(tooLong, failure(tooLong)), timeOf(timeoutMs))
  return {
    action,
    signal: controller.signal,
    ended,
    end,
    isOver: () => over,
    renew: () => void lease.refresh(),
    letGo() {
      clearTimeout(lease)
      clearTimeout(timeout)
    },
  }
}
