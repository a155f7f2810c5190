import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Interest } from '../../db/interest.ts'

/** What is called when a connection ends. One listener for each connection, however many reads there are. */
const known = new WeakMap<Socket | AbortSignal, Set<() => void>>()

/** Whether the client of a request is still there. Before its turn, an answer on a shared connection has no socket of its own. */
export const interestIn = ({ socket }: IncomingMessage): Interest => ({
  isOver: () => socket.destroyed,
  onOver: (call) => onEnd(socket, call, (end) => void socket.once('close', end)),
})

/** Whether whoever sent a request without a socket still waits for its answer. */
export const interestBy = (signal: AbortSignal): Interest => ({
  isOver: () => signal.aborted,
  onOver: (call) => onEnd(signal, call, (end) => signal.addEventListener('abort', end, { once: true })),
})

function onEnd(of: Socket | AbortSignal, call: () => void, listen: (end: () => void) => void): () => void {
  const calls = known.get(of) ?? new Set<() => void>()
  calls.add(call)
  if (!known.has(of)) {
    known.set(of, calls)
    listen(() => {
      for (const one of calls) one()
    })
  }
  return () => calls.delete(call)
}
