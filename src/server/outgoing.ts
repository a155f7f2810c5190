import type { ServerResponse } from 'node:http'
import { coded } from '../graphql/errors.ts'
import { clientOf } from './requests/forwarded.ts'

export const defaultOutgoingBytes = 256 * 1024 * 1024
/** Shorter answers have a reserve of their own, which large answers cannot use up. */
const smallBytes = 64 * 1024

/** The bytes of answers that this process holds: from before they are read in a store until their sockets took them. */
export interface Outgoing {
  /** Room for one answer, initially empty. Without a response only the bound over all answers applies. */
  roomFor(response?: ServerResponse): Room
}

/** The bytes reserved for one answer. */
export interface Room {
  /** Sets the bytes it holds in all. Throws RATE_LIMITED, and changes nothing, if they do not fit now. */
  hold(bytes: number): void
  /** How many bytes in all would fit now. */
  most(): number
  /** The answer is complete: its bytes are released when the response closes, sent whole or cut off. */
  handOver(): void
}

/** `total`: bytes over all answers. One connection may hold an eighth of it, one address half. */
export function createOutgoing(total = defaultOutgoingBytes): Outgoing {
  const eighth = Math.floor(total / 8)
  const large = createPool(total - eighth, eighth, Math.floor(total / 2))
  const small = createPool(eighth, Math.floor(eighth / 8), Math.floor(eighth / 2))
  return {
    roomFor(response) {
      const holders = holdersOf(response)
      let pool = small
      let held = 0
      const letGo = () => {
        pool.add(holders, -held)
        held = 0
      }
      return {
        hold(bytes: number) {
          const next = bytes < smallBytes ? small : large
          pool.add(holders, -held)
          const problem = next.problem(holders, bytes)
          if (problem) {
            pool.add(holders, held)
            throw problem
          }
          next.add(holders, bytes)
          pool = next
          held = bytes
        },
        most: () => (pool === large ? held : 0) + large.free(holders),
        handOver() {
          if (response && !response.closed) response.once('close', letGo)
          else letGo()
        },
      }
    },
  }
}

/** Who holds an answer: nobody in particular without a response. */
interface Holders {
  readonly connection?: object
  readonly address?: string
}

function holdersOf(response: ServerResponse | undefined): Holders {
  if (!response) return {}
  // A response gets its socket only when those before it on the connection are done. Its request has it from the start.
  const { req: request } = response
  // The address of a client that has gone may be unknown: all of those share one.
  return { connection: request.socket, address: clientOf(request) ?? 'gone' }
}

type Bound = readonly [whose: string, limit: number, held: number]

function createPool(most: number, mostOfConnection: number, mostOfAddress: number) {
  let all = 0
  const ofConnection = new Map<object, number>()
  const ofAddress = new Map<string, number>()
  const bounds = ({ connection, address }: Holders): Bound[] => [
    ...(connection
      ? [['your connection', mostOfConnection, ofConnection.get(connection) ?? 0] as const]
      : []),
    ...(address ? [['your address', mostOfAddress, ofAddress.get(address) ?? 0] as const] : []),
    ['everybody', most, all],
  ]
  return {
    add({ connection, address }: Holders, bytes: number) {
      if (bytes === 0) return
      all += bytes
      if (connection) addTo(ofConnection, connection, bytes)
      if (address) addTo(ofAddress, address, bytes)
    },
    free: (holders: Holders) => Math.min(...bounds(holders).map(([, limit, held]) => limit - held)),
    problem(holders: Holders, bytes: number) {
      const over = bounds(holders).find(([, limit, held]) => held + bytes > limit)
      return over && tooMuchWaits(over, bytes)
    },
  }
}

function addTo<Key>(held: Map<Key, number>, key: Key, bytes: number) {
  const now = (held.get(key) ?? 0) + bytes
  if (now > 0) held.set(key, now)
  else held.delete(key)
}

const tooMuchWaits = ([whose, limit, held]: Bound, bytes: number) =>
  coded(
    'RATE_LIMITED',
    `Answers to ${whose} may hold ${limit} bytes until they are read. ${held} bytes are unread, and this answer needs ${bytes} more. Read earlier answers, then ask again.`,
    { limit, received: held + bytes },
  )
