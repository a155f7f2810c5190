import type { GraphQLResolveInfo } from 'graphql'
import type { Claim, InputRoom } from '../../db/queue/shares.ts'
import { NoRoom, claimOrWait, giveBack } from '../../db/queue/wait.ts'
import { StoreFailure } from '../../db/failure.ts'
import type { Answer } from '../answers/answer.ts'
import { type Context, writableNamed } from '../context.ts'
import { coded, fromStore } from '../errors.ts'
import { printed } from '../answers/rawjson.ts'
import { timesSelected } from '../answers/selection.ts'
import { checkedId, checkedWhole } from '../inputs/checks.ts'
import { badInput } from '../errors.ts'
import type { ClaimActionsInput, ClaimedActionResolvers } from '../types.gen.ts'

const mostActions = 500
const mostKinds = 100
const longestWait = 20_000
export const checkedLease = (ms: number, field: string): number => checkedWhole(ms, field, 1_000, 3_600_000)

/** Claims actions, and waits if there are none. Waiting holds no connection. */
export async function claimActions(context: Context, input: ClaimActionsInput, info: GraphQLResolveInfo) {
  const { answer, queue, meter } = context
  const from = { queue, backend: writableNamed(context.backends, input.backend), meter }
  const places = Math.max(1, timesSelected(info, 'input'))
  const claim = { ...claimIn(input), room: roomIn(answer, places) }
  const ms = checkedWhole(input.wait ?? 0, 'input.wait', 0, longestWait)
  const { viewer, retiring, request } = context
  const ended = new AbortController()
  const release = viewer.whenEnded?.(() => ended.abort())
  // Who may claim no more has gone.
  const gone = release ? AbortSignal.any([request.signal, ended.signal]) : request.signal
  try {
    const actions = await claimOrWait(from, claim, { ms, enough: retiring, gone })
    if (ended.signal.aborted) throw endedViewer()
    // The worker does not get these. Without this they would stay leased until their leases expire.
    answer.ifLost(() => void giveBack(from, actions).catch(context.report))
    context.renew()
    return { actions: [...actions] }
  } catch (error) {
    if (error instanceof NoRoom) throw noRoom(error, places, answer.limit)
    throw error instanceof StoreFailure ? fromStore(error) : error
  } finally {
    release?.()
  }
}

const endedViewer = () => coded('UNAUTHENTICATED', 'The token has expired, or was revoked.')

/** Room for inputs in the answer, counted at each place where they are printed. */
function roomIn(answer: Answer, places: number): InputRoom {
  let held = 0
  return {
    most: () => Math.floor(answer.free() / places),
    hold(bytes) {
      answer.read(-held)
      held = bytes * places
      const fits = held <= answer.free()
      if (!fits) held = 0
      answer.read(held)
      return fits
    },
  }
}

/** Bytes of an answer that has one action, without its input. */
const aroundInput = 1_024

/** A worker that is told to claim again must find room once it has read the earlier answers. */
function noRoom({ bytes }: NoRoom, places: number, limit: number) {
  const received = bytes * places
  if (received + aroundInput > limit) return neverRoom(bytes, places, limit)
  return coded(
    'RATE_LIMITED',
    `There is work, but no room now for an input of ${bytes} bytes in every place where it is selected. Read earlier answers, then claim again.`,
    { received },
  )
}

function neverRoom(bytes: number, places: number, limit: number) {
  const received = bytes * places
  const where = places === 1 ? '1 place' : `${places} places`
  const instead = places === 1 ? 'It needs a larger --max-answer-bytes.' : 'Select "input" once.'
  return coded(
    'QUERY_TOO_EXPENSIVE',
    `There is work, but an answer may have ${limit} bytes, and an input of ${bytes} bytes in ${where} has ${received}, without the rest of the answer. ${instead}`,
    { limit, received },
  )
}

function claimIn({ worker, kinds, limit, leaseMs }: ClaimActionsInput): Claim {
  const { length: received } = kinds
  if (received === 0 || received > mostKinds) {
    throw badInput(`"input.kinds" must have 1 to ${mostKinds} elements, not ${received}.`, {
      field: 'input.kinds',
      limit: received === 0 ? 1 : mostKinds,
      received,
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
  input: ({ input }, _, { answer }) => printed(answer, ...input),
}
