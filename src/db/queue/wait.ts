import type { Backend } from '../backend.ts'
import type { Meter } from '../meter.ts'
import type { ClaimedAction } from './claim.ts'
import type { Queue } from './queue.ts'
import type { Claim } from './shares.ts'
import { untilWoken, wakesOf } from './wake.ts'

/** How a claim waits when there is no work. */
export interface Patience {
  /** So many milliseconds at most. */
  readonly ms: number
  /** Aborted when it is to be answered at once. */
  readonly enough: AbortSignal
  /** Aborted when nobody is there any more who would work on what it takes. */
  readonly gone: AbortSignal
}

/** There are actions, and this process has no room for the input of the first. */
export class NoRoom extends Error {
  readonly bytes: number

  constructor(bytes: number) {
    super(`There is no room for an input of ${bytes} bytes.`)
    this.name = 'NoRoom'
    this.bytes = bytes
  }
}

/** Takes actions, and waits for some when there are none. */
export async function claimOrWait(
  queue: Queue,
  backend: Backend,
  claim: Claim,
  { ms, enough, gone }: Patience,
  meter: Meter,
): Promise<readonly ClaimedAction[]> {
  const until = performance.now() + ms
  const signal = AbortSignal.any([enough, gone])
  for (;;) {
    const seen = wakesOf(backend)
    const taken = (await queue.claim(backend, [claim], meter))[0]!
    if (taken instanceof Error) throw taken
    const { actions, lacking } = taken
    if (gone.aborted) {
      await giveBack(queue, backend, actions, meter)
      return []
    }
    if (lacking?.what === 'ROOM') throw new NoRoom(lacking.bytes)
    // There is work, and the others of its flush were given all that one flush reads.
    if (lacking) continue
    const left = until - performance.now()
    if (actions.length > 0 || left <= 0 || signal.aborted) return actions
    const pollMs = queue.pollMs * (1 + Math.random() / 2)
    await untilWoken(backend, seen, Math.min(left, pollMs), signal)
    if (gone.aborted) return []
  }
}

/** What nobody will work on would wait for its lease to run out. */
export async function giveBack(
  queue: Queue,
  backend: Backend,
  actions: readonly ClaimedAction[],
  meter: Meter,
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
