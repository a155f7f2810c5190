import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import { createClientTurns } from '../../db/clientturns.ts'
import { clientOf } from './forwarded.ts'

/** How many milliseconds requests may begin in one round of the event loop. */
const longest = 5
/** How many of those that wait may begin in one round. */
const most = 64

/**
 * Begins requests: at once, or in a later round of the event loop if those of this one have taken long enough. A socket
 * may hold hundreds, and hundreds of sockets may be readable at once. Those that wait take turns by client.
 */
export function createArrivals() {
  const waiting = createClientTurns<() => void>()
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
    if (!isPlanned) plan()
    if (waiting.size() === 0 && !isSpent()) return begin()
    const beginIfThere = () => {
      // Nobody would read its answer.
      if (!request.socket.destroyed) begin()
    }
    waiting.add({ client: clientOf(request) }, AsyncLocalStorage.bind(beginIfThere))
  }
}
