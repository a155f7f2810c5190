import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type Socket, Server as NetServer } from 'node:net'

/** How long a connection must be silent before it is closed, so that a request under way still finds it open. */
const patience = 500

interface Connection {
  readonly answers: Set<ServerResponse>
  /** Bytes received when the last request was answered. Any further bytes belong to the next request. */
  bytes: number
  since: number
}

/**
 * Returns a function that closes the server without losing a request of a well-behaved client: it accepts no more
 * connections, answers every request that has begun to arrive with `connection: close` within `grace` milliseconds, and
 * closes silent connections. It returns the number of requests cut off.
 */
export function closable(server: Server): (grace: number) => Promise<{ cut: number }> {
  const connections = new Map<Socket, Connection>()
  let closing = false
  server.on('connection', (socket) => {
    connections.set(socket, { answers: new Set(), bytes: 0, since: performance.now() })
    socket.once('close', () => connections.delete(socket))
  })
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(socket)
    if (closing) response.shouldKeepAlive = false
    connection?.answers.add(response)
    response.once('close', () => {
      connection?.answers.delete(response)
      if (connection) Object.assign(connection, { bytes: socket.bytesRead, since: performance.now() })
    })
  })

  return async (grace) => {
    closing = true
    // `http.Server.close` would cut off connections on which the next request may be arriving.
    const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve))
    const all = () => [...connections.values()].flatMap(({ answers }) => [...answers])
    for (const answer of all()) answer.shouldKeepAlive = false
    const began = performance.now()
    const silent = setInterval(() => closeSilent(connections, began), patience / 5)
    let cut = 0
    const cutOff = setTimeout(() => {
      cut = all().length
      server.closeAllConnections()
    }, grace)
    await closed
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
