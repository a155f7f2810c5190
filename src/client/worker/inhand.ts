import type { Action, Lease, Outcome } from './workqueue.ts'
import { failure } from './outcome.ts'

/** An action that the worker holds until the queue has confirmed its outcome. */
export interface InHand {
  readonly action: Action
  /** Tells the handler that its work is no longer needed. */
  readonly signal: AbortSignal
  /** How it ended before its handler did. `null`: it was lost. */
  readonly ended: Promise<Outcome | null>
  /** Whether its lease has expired, as far as this process knows. */
  isOver(): boolean
  /** The queue has extended its lease. */
  renew(): void
  /** Ends it if its handler is still running. */
  end(why: string, outcome: Outcome | null): void
  /** Clears its timers. */
  letGo(): void
}

/** A timeout is reported shortly before the lease ends with it: a tenth earlier, at most a second. */
const timeOf = (timeoutMs: number) => Math.min(timeoutMs - Math.min(timeoutMs / 10, 1_000), longest)
/** The maximum of a timer. */
const longest = 2 ** 31 - 1

export const leaseOf = ({ executionId, nodeId, leaseToken }: Lease): Lease => ({
  executionId,
  nodeId,
  leaseToken,
})

export const keyOf = (lease: Lease): string => JSON.stringify(leaseOf(lease))

/** Takes an action whose lease has just begun. */
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
    end('Its lease expired.', null)
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
