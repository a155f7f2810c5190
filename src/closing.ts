import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** How long a connection that has not sent its request yet may take to, once the server closes. */
const patience = 500

/**
 * Gives a function that closes the server: requests under way have `grace` milliseconds to finish, and connections
 * that only wait for a further request do not hold it. Node's own close leaves one open until its keep-alive timeout
 * when its request was under way. Answers how many requests were cut off.
 */
export function closable(server: Server): (grace: number) => Promise<{ cut: number }> {
  const underWay = new Map<Socket, number>()
  let closing = false
  const count = (socket: Socket, by: number) => {
    const requests = underWay.get(socket)
    if (requests === undefined) return
    underWay.set(socket, requests + by)
    if (closing && requests + by === 0) socket.destroySoon()
  }
  server.on('connection', (socket) => {
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    count(socket, 1)
    response.once('close', () => count(socket, -1))
  })

  return async (grace) => {
    closing = true
    const closed = new Promise((resolve) => server.close(resolve))
    const closeSilent = () => underWay.forEach((requests, socket) => requests === 0 && socket.destroy())
    let cut = 0
    const cutOff = () => {
      cut = [...underWay.values()].reduce((sum, requests) => sum + requests, 0)
      server.closeAllConnections()
    }
    const timers = [setTimeout(closeSilent, patience), setTimeout(cutOff, grace)]
    await closed
    timers.forEach(clearTimeout)
    return { cut }
  }
}
