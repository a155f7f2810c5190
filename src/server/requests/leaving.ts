import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Interest } from '../../db/interest.ts'

/** What is called when a connection ends. One listener for each connection, however many reads there are. */
const known = new WeakMap<Socket, Set<() => void>>()

/** Whether the client of a request is still there. Before its turn, an answer on a shared connection has no socket of its own. */
export function interestIn({ socket }: IncomingMessage): Interest {
  return {
    isOver: () => socket.destroyed,
    onOver(call) {
      const calls = callsFor(socket)
      calls.add(call)
      return () => calls.delete(call)
    },
  }
}

function callsFor(socket: Socket): Set<() => void> {
  const found = known.get(socket)
  if (found) return found
  const calls = new Set<() => void>()
  known.set(socket, calls)
  socket.once('close', () => {
    for (const call of calls) call()
  })
  return calls
}
