import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type Socket, Server as NetServer } from 'node:net'

/** How long a connection is silent before it is closed: a request that is on its way still finds it open. */
const patience = 500

interface Connection {
  readonly answers: Set<ServerResponse>
  /** Bytes that had come when the last request was answered: whatever came since is the beginning of another one. */
  bytes: number
  since: number
}

/**
 * Gives a function that closes the server so that no client which behaves loses a request: it takes no more
 * connections, whatever has begun to arrive is answered with `connection: close` within `grace` milliseconds, and
 * connections that are silent are closed. Answers how many requests were cut off.
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
    // Not as a server of HTTP closes: that cuts off connections on which the next request may be under way.
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
