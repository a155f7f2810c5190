import type { Backend } from '../backend.ts'
import type { Meter } from '../meter.ts'
import type { Claim, ClaimedAction } from './claim.ts'
import type { Queue } from './queue.ts'
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

/** Takes actions, and waits for some when there are none. */
export async function claimOrWait(
  queue: Queue,
  backend: Backend,
  claim: Claim,
  { ms, enough, gone }: Patience,
  meter: Meter,
): Promise<ClaimedAction[]> {
  const until = performance.now() + ms
  const signal = AbortSignal.any([enough, gone])
  for (;;) {
    const seen = wakesOf(backend)
    const [actions] = await queue.claim(backend, [claim], meter)
    if (actions instanceof Error) throw actions
    if (gone.aborted) return giveBack(queue, backend, actions!, meter)
    const left = until - performance.now()
    if (actions!.length > 0 || left <= 0 || signal.aborted) return actions!
    const pollMs = queue.pollMs * (1 + Math.random() / 2)
    await untilWoken(backend, seen, Math.min(left, pollMs), signal)
    if (gone.aborted) return []
  }
}

/** What nobody will work on would wait for its lease to run out. */
async function giveBack(queue: Queue, backend: Backend, actions: readonly ClaimedAction[], meter: Meter) {
  const outcome = { kind: 'RELEASED' } as const
  const released = actions.map(({ executionId, nodeId, leaseToken }) => ({
    ...{ executionId, nodeId, leaseToken, outcome },
  }))
  if (released.length > 0) await queue.complete(backend, released, meter)
  return []
}
