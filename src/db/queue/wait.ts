import type { Backend } from '../backend.ts'
import type { Meter } from '../meter.ts'
import type { ClaimedAction } from './claim.ts'
import type { Queue } from './queue.ts'
import type { Claim } from './shares.ts'
import { untilWoken, wakesOf } from './wake.ts'

/** How a claim waits when no action is ready. */
export interface Patience {
  /** The longest wait in milliseconds. */
  readonly ms: number
  /** Aborted when the claim is to be answered at once. */
  readonly enough: AbortSignal
  /** Aborted when nobody is left to work on the actions. */
  readonly gone: AbortSignal
}

/** Actions are ready, but this process has no room for the first one's input. */
export class NoRoom extends Error {
  readonly bytes: number

  constructor(bytes: number) {
    super(`There is no room for an input of ${bytes} bytes.`)
    this.name = 'NoRoom'
    this.bytes = bytes
  }
}

/** The queue of one backend, and who counts its statements. */
export interface QueueOf {
  readonly queue: Queue
  readonly backend: Backend
  readonly meter: Meter
}

/** Claims actions, and waits if none is ready. */
export async function claimOrWait(
  from: QueueOf,
  claim: Claim,
  { ms, enough, gone }: Patience,
): Promise<readonly ClaimedAction[]> {
  const { queue, backend, meter } = from
  const until = performance.now() + ms
  const signal = AbortSignal.any([enough, gone])
  for (;;) {
    const seen = wakesOf(backend)
    const taken = (await queue.claim(backend, [claim], meter))[0]!
    if (taken instanceof Error) throw taken
    const { actions, lacking } = taken
    if (gone.aborted) {
      await giveBack(from, actions)
      return []
    }
    if (lacking?.what === 'ROOM') throw new NoRoom(lacking.bytes)
    // Actions are ready, but other claims of the flush used up what one flush reads.
    if (lacking) continue
    const left = until - performance.now()
    if (actions.length > 0 || left <= 0 || signal.aborted) return actions
    const pollMs = queue.pollMs * (1 + Math.random() / 2)
    await untilWoken(backend, seen, Math.min(left, pollMs), signal)
    if (gone.aborted) return []
  }
}

/** Releases actions that nobody will work on, which would otherwise wait for their leases to expire. */
export async function giveBack(
  { queue, backend, meter }: QueueOf,
  actions: readonly ClaimedAction[],
): Promise<void> {
  const outcome = { kind: 'RELEASED' } as const
  const released = actions.map(({ executionId, nodeId, leaseToken }) => ({
    executionId,
    nodeId,
    leaseToken,
    outcome,
  }))
  if (released.length > 0) await queue.complete(backend, released, meter)
}
