import { compareText } from '../sql/textorder.ts'
import type { ActionRow } from './statements.ts'

export interface Claim {
  readonly worker: string
  readonly kinds: readonly string[]
  readonly limit: number
  readonly leaseMs: number
  /** Where the inputs go. Without it there is room for all that one claim may be given. */
  readonly room?: InputRoom
}

/** What a process has room for, shared with all others that are answered just now. */
export interface InputRoom {
  /** How many bytes of inputs there could be room for now. */
  most(): number
  /** From now on so many are held, in place of those before. `false`: there is no room, and none are. */
  hold(bytes: number): boolean
}

/** As much of an action as tells whose turn it is, and what it takes. */
export type Candidate = Pick<ActionRow, 'kind' | 'rank' | 'orderAt' | 'executionId' | 'seq' | 'inputBytes'>

/** What falls to one claim. */
export interface Share<Action> {
  readonly actions: readonly Action[]
  readonly lacking?: Lacking
}

/** Why nothing does, though something is ready. `ROOM`: so many bytes had none; `TURN`: others of its flush come first. */
export interface Lacking {
  readonly what: 'ROOM' | 'TURN'
  readonly bytes: number
}

/** Of how many full claims one flush reads the inputs. */
const fullClaims = 4

/**
 * Shares ready actions among claims, in the order of the claims: by priority, then what began first, and within that as
 * nodes became ready, so that executions are finished rather than all half done. A claim ends before what has no room.
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

/** The first of these with so many bytes together. What is beyond the bound of one by itself will fail, and takes none. */
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
