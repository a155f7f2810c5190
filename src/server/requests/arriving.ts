import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { createClientTurns } from '../../db/clientturns.ts'
import { clientOf } from './forwarded.ts'

/** How many milliseconds requests may begin in one round of the event loop. */
const longest = 5
/** How many of those that wait may begin in one round. */
const most = 64
/** How many may wait, over all sockets. Others begin at once, so that a crowd is refused rather than kept. */
const mostWaiting = 4_096

/**
 * Begins requests: at once, or in a later round of the event loop if those of this one have taken long enough. A socket
 * may hold hundreds, and hundreds of sockets may be readable at once. Those that wait take turns by client.
 */
export function createArrivals() {
  const waiting = createClientTurns<() => void>()
  const sockets = createHeldSockets()
  let began: number | undefined
  let isPlanned = false

  function isSpent(): boolean {
    const now = performance.now()
    began ??= now
    return now - began > longest
  }
  /** An immediate for each, since a request goes on between two of them. */
  function plan() {
    isPlanned = true
    for (let left = Math.min(waiting.size(), most); left > 0; left--) setImmediate(next)
    setImmediate(endRound)
  }
  function next() {
    if (!isSpent()) waiting.next()?.()
  }
  function endRound() {
    began = undefined
    isPlanned = false
    if (waiting.size() > 0) plan()
  }
  return (request: IncomingMessage, begin: () => void): void => {
    const { socket } = request
    if (!isPlanned) plan()
    if (waiting.size() >= mostWaiting || (waiting.size() === 0 && !isSpent())) return begin()
    sockets.hold(socket)
    const beginIfThere = () => {
      sockets.letGo(socket)
      // Nobody would read its answer.
      if (!socket.destroyed) begin()
    }
    waiting.add({ client: clientOf(request) }, AsyncLocalStorage.bind(beginIfThere))
  }
}

/** While a request of a socket waits, nothing more is read from it: requests come faster than they begin. */
function createHeldSockets() {
  const held = new Map<Socket, number>()
  return {
    hold(socket: Socket) {
      const count = held.get(socket) ?? 0
      if (count === 0) socket.pause()
      held.set(socket, count + 1)
    },
    letGo(socket: Socket) {
      const left = held.get(socket)! - 1
      if (left > 0) return void held.set(socket, left)
      held.delete(socket)
      socket.resume()
    },
  }
}
