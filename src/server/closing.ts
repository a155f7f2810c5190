import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** How long a connection must be silent before it is closed, so that a request under way still finds it open. */
const patience = 500
/** How long new connections are still accepted: load balancers learn from `/readyz` that the server closes. */
const lastCall = 300
/** Nobody is about to connect when no connection has arrived for so long … */
const calm = 20
/** … and that is waited for so many times. */
const mostWaits = 10

interface Connection {
  readonly answers: Set<ServerResponse>
  /** Bytes received when the last request was answered. Any further bytes belong to the next request. */
  bytes: number
  since: number
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Makes the server answer requests with `handle`, and returns a function that closes it without losing a request of a
 * well-behaved client. It answers every request that has begun to arrive with `connection: close` within `grace`
 * milliseconds, accepts new connections for another moment, and closes silent ones. It returns the number of requests
 * cut off.
 */
export function closable(
  server: Server,
  handle: Handle,
  stopListening: () => Promise<void>,
): (grace: number) => Promise<{ cut: number }> {
  const connections = new Map<Socket, Connection>()
  let closing = false
  let connectedAt = 0
  let held: (() => void)[] | undefined
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    connectedAt = performance.now()
    connections.set(socket, { answers: new Set(), bytes: 0, since: connectedAt })
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', (request, response) => {
    const { socket } = request
    const connection = connections.get(socket)
    if (closing) response.shouldKeepAlive = false
    connection?.answers.add(response)
    response.once('close', () => {
      connection?.answers.delete(response)
      if (connection) Object.assign(connection, { bytes: socket.bytesRead, since: performance.now() })
    })
    if (held) held.push(() => handle(request, response))
    else handle(request, response)
  })

  /**
   * Closing the listener resets the connections that nobody has accepted yet. Clients connect again when they are
   * answered, so requests wait until no connection arrives any more.
   */
  const closeListeners = async () => {
    await wait(lastCall)
    held = []
    for (let waits = 0; waits < mostWaits; waits += 1) {
      await wait(calm)
      if (performance.now() - connectedAt >= calm) break
    }
    const closed = stopListening()
    for (const answer of held.splice(0)) answer()
    held = undefined
    await closed
  }

  return async (grace) => {
    closing = true
    const all = () => [...connections.values()].flatMap(({ answers }) => [...answers])
    for (const answer of all()) answer.shouldKeepAlive = false
    const began = performance.now()
    const silent = setInterval(() => closeSilent(connections, began), patience / 5)
    let cut = 0
    const cutOff = setTimeout(() => {
      cut = all().length
      server.closeAllConnections()
    }, grace)
    await closeListeners()
    clearInterval(silent)
    clearTimeout(cutOff)
    return { cut }
  }
}

function closeSilent(connections: ReadonlyMap<Socket, Connection>, began: number) {
  const now = performance.now()
  for (const [socket, { answers, bytes, since }] of connections) {
    const isSilent = answers.size === 0 && socket.bytesRead === bytes
    if (isSilent && now - Math.max(since, began) >= patience) socket.destroy()
  }
}
