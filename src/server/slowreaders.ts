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
  slowness: Slowness = tooSlow,
): void {
  const slow = createSlowReaders(note, slowness)
  server.on('connection', (socket) => {
    slow.begin(socket)
    socket.once('close', () => slow.end(socket))
  })
  server.once('close', slow.stop)
}

/** The same for connections of a server that answers others, too. */
export function createSlowReaders(note: (count: number) => void, { bytes, ms }: Slowness = tooSlow) {
  const readings = new Map<Socket, Reading>()
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
  return {
    begin: (socket: Socket) => void readings.set(socket, { taken: 0, since: performance.now() }),
    end: (socket: Socket) => void readings.delete(socket),
    stop: () => clearInterval(look),
  }
}

/** Node reports a write only when it is complete. The handle knows how much of it was taken. */
function progressOf(
  socket: Socket & { readonly _handle?: { bytesWritten: number; writeQueueSize: number } | null },
) {
  const { bytesWritten = 0, writeQueueSize = 0 } = socket._handle ?? {}
  return { taken: bytesWritten - writeQueueSize, isWaiting: writeQueueSize > 0 || socket.writableLength > 0 }
}
