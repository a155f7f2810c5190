import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { createClientTurns } from '../db/clientturns.ts'
import { networkOf } from './requests/forwarded.ts'

/** How many milliseconds what has arrived may be parsed in one round of the event loop. */
const longest = 5

/**
 * Parses what arrives in turns by address. Hundreds of sockets may be readable at once, and 64 kB of one may hold hundreds
 * of requests, or ten thousand chunks of a body: all others would wait until all of it is parsed.
 */
export function readInTurns(server: Server): void {
  const turns = createReadingTurns()
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', turns.begin)
}

export function createReadingTurns() {
  const waiting = createClientTurns<() => void>()
  let began: number | undefined
  const isSpent = () => {
    const now = performance.now()
    if (began === undefined) setImmediate(nextRound)
    began ??= now
    return now - began > longest
  }
  function nextRound() {
    began = undefined
    while (waiting.size() > 0 && !isSpent()) waiting.next()!()
  }
  return {
    begin(socket: Socket): void {
      const held: (Buffer | null)[] = []
      const push = socket.push.bind(socket)
      const goOn = () => {
        for (const chunk of held.splice(0)) if (!socket.destroyed) push(chunk)
      }
      socket.push = (chunk: Buffer | null) => {
        if (held.length === 0 && (chunk === null || !isSpent())) return push(chunk)
        if (held.length === 0) waiting.add({ client: networkOf(socket.remoteAddress) }, goOn)
        held.push(chunk)
        // Nothing more is read meanwhile.
        return false
      }
      // Node gives what it reads to its parser itself, as long as nobody listens.
      socket.on('data', () => {})
    },
  }
}
