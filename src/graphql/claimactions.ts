import type { ClaimedAction as ClaimedActionOf } from '../db/queue/claim.ts'
import type { Claim } from '../db/queue/shares.ts'
import { claimOrWait } from '../db/queue/waiting.ts'
import { StoreFailure } from '../db/failure.ts'
import { type Context, writableNamed } from './context.ts'
import { fromStore } from './errors.ts'
import { printed } from './rawjson.ts'
import { checkedId, checkedWhole } from './texts.ts'
import { badInput } from './errors.ts'
import type { ClaimActionsInput, ClaimedActionResolvers } from './types.gen.ts'

export type { ClaimedActionOf }

const mostActions = 500
const mostKinds = 100
const longestWait = 20_000
const leaseBounds = [1_000, 3_600_000] as const

export const checkedLease = (ms: number, field: string): number => checkedWhole(ms, field, ...leaseBounds)

/** Takes actions, and waits for some when there are none. Waiting holds no connection. */
export async function claimActions(context: Context, input: ClaimActionsInput) {
  const backend = writableNamed(context.backends, input.backend)
  const claim = claimIn(input)
  const patience = {
    ms: checkedWhole(input.wait ?? 0, 'input.wait', 0, longestWait),
    enough: context.retiring,
    gone: context.request.signal,
  }
  try {
    const actions = await claimOrWait(context.queue, backend, claim, patience, context.meter)
    context.cache.forget(
      backend,
      actions.map(({ executionId }) => executionId),
    )
    context.renew()
    return { actions: [...actions] }
  } catch (error) {
    throw error instanceof StoreFailure ? fromStore(error) : error
  }
}

function claimIn({ worker, kinds, limit, leaseMs }: ClaimActionsInput): Claim {
  if (kinds.length === 0 || kinds.length > mostKinds) {
    throw badInput(`"input.kinds" must have 1 to ${mostKinds} elements, not ${kinds.length}.`, {
      field: 'input.kinds',
      limit: mostKinds,
      received: kinds.length,
    })
  }
  return {
    worker: checkedId(worker, 'input.worker'),
    kinds: [...new Set(kinds.map((kind, index) => checkedId(kind, `input.kinds[${index}]`)))],
    limit: checkedWhole(limit ?? 1, 'input.limit', 1, mostActions),
    leaseMs: checkedLease(leaseMs ?? 30_000, 'input.leaseMs'),
  }
}

export const ClaimedAction: ClaimedActionResolvers = {
  input: ({ input }, _, { answer }) => printed(answer, input),
}
