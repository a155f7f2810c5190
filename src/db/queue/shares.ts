import { compareText } from '../sql/textorder.ts'
import type { ActionRow } from './statements.ts'

export interface Claim {
  readonly worker: string
  readonly kinds: readonly string[]
  readonly limit: number
  readonly leaseMs: number
  /** Where the inputs are held. Without it, there is room for all that one claim may receive. */
  readonly room?: InputRoom
}

/** A process's room for inputs, shared by all claims that are being answered. */
export interface InputRoom {
  /** How many bytes of inputs there could be room for now. */
  most(): number
  /** Holds this many bytes in place of those held before. `false`: there is no room, and nothing is held. */
  hold(bytes: number): boolean
}

/** The columns of an action that decide its turn and its size. */
export type Candidate = Pick<ActionRow, 'kind' | 'rank' | 'orderAt' | 'executionId' | 'seq' | 'inputBytes'>

/** The actions of one claim. */
export interface Share<Action> {
  readonly actions: readonly Action[]
  readonly lacking?: Lacking
}

/** Why a share is empty although actions are ready. `ROOM`: there is no room for this many bytes. `TURN`: other claims of the flush come first. */
export interface Lacking {
  readonly what: 'ROOM' | 'TURN'
  readonly bytes: number
}

/** A flush reads the inputs of at most this many full claims. */
const fullClaims = 4

/**
 * Shares ready actions among claims, in the order of the claims. Actions are sorted by priority, then by the
 * execution's planned start, then in the order in which nodes became ready, so that executions are finished rather than
 * all half done. A claim ends before the first action that has no room.
 */
export function shared<Action extends Candidate>(
  ready: readonly Action[],
  claims: readonly Claim[],
  inputBytes: number,
  forGood = false,
): Share<Action>[] {
  let left = ready.toSorted(byTurn)
  let turnBytes = fullClaims * inputBytes
  return claims.map(({ kinds, limit, room }) => {
    const mine = left.filter(({ kind }) => kinds.includes(kind)).slice(0, limit)
    const roomBytes = forGood && room?.hold(0) ? room.most() : inputBytes
    const most = Math.min(inputBytes, roomBytes, turnBytes)
    const { actions, bytes } = firstWithin(mine, most, inputBytes)
    const isHeld = !forGood || !room || room.hold(bytes)
    if (actions.length > 0 && isHeld) {
      turnBytes -= bytes
      const taken = new Set(actions)
      left = left.filter((action) => !taken.has(action))
      return { actions }
    }
    if (mine.length === 0) return { actions: [] }
    const needed = mine[0]!.inputBytes ?? 0
    const what = isHeld && needed <= roomBytes ? 'TURN' : 'ROOM'
    return { actions: [], lacking: { what, bytes: needed } }
  })
}

/** The first actions with at most this many bytes together. An action above the limit of one input will fail, and counts as none. */
function firstWithin<Action extends Candidate>(actions: readonly Action[], most: number, each: number) {
  let bytes = 0
  const beyond = actions.findIndex(({ inputBytes }) => {
    const own = inputBytes === null || inputBytes > each ? 0 : inputBytes
    if (bytes + own > most) return true
    bytes += own
    return false
  })
  return { actions: beyond < 0 ? actions : actions.slice(0, beyond), bytes }
}

const byTurn = (a: Candidate, b: Candidate) =>
  a.rank - b.rank || a.orderAt - b.orderAt || compareText(a.executionId, b.executionId) || a.seq - b.seq
