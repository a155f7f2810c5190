import type { Server } from 'node:http'
import type { Socket } from 'node:net'

interface Reading {
  taken: number
  since: number
}

interface Slowness {
  /** A client must read so many bytes … */
  readonly bytes: number
  /** … in so many milliseconds while bytes wait for it. */
  readonly ms: number
}

const tooSlow: Slowness = { bytes: 64 * 1024, ms: 30_000 }

/** Closes connections whose clients do not read their answers, which are kept in memory meanwhile. */
export function closeSlowReaders(
  server: Server,
  note: (count: number) => void,
  { bytes, ms }: Slowness = tooSlow,
): void {
  const readings = new Map<Socket, Reading>()
  server.on('connection', (socket) => {
    readings.set(socket, { taken: 0, since: performance.now() })
    socket.once('close', () => readings.delete(socket))
  })
  const look = setInterval(() => {
    const now = performance.now()
    let closed = 0
    for (const [socket, reading] of readings) {
      const { taken, isWaiting } = progressOf(socket)
      if (!isWaiting || taken - reading.taken >= bytes) Object.assign(reading, { taken, since: now })
      else if (now - reading.since >= ms) {
        closed++
        socket.destroy()
      }
    }
    if (closed > 0) note(closed)
  }, ms / 10)
  look.unref()
  server.once('close', () => clearInterval(look))
}

/** Node reports a write only when it is complete. The handle knows how much of it was taken. */
function progressOf(
  socket: Socket & { readonly _handle?: { bytesWritten: number; writeQueueSize: number } | null },
) {
  const { bytesWritten = 0, writeQueueSize = 0 } = socket._handle ?? {}
  return { taken: bytesWritten - writeQueueSize, isWaiting: writeQueueSize > 0 || socket.writableLength > 0 }
}
