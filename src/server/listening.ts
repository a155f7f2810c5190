import type { Server } from 'node:http'
import { type AddressInfo, type ListenOptions, Server as NetServer, createServer } from 'node:net'

/**
 * How many listeners share the port. The event loop accepts one connection of each in a round, and while it is busy a
 * round takes long: with a single listener a new client would wait behind all that connect at once.
 */
const listeners = 16
/** New connections that may wait to be accepted. With Node's 511, a flood of them makes others wait for seconds. */
const backlog = 8_192

export interface Listening {
  readonly port: number
  /** Accepts no more connections. Resolves when all are closed. */
  stop(): Promise<unknown>
}

/** Makes the server listen. Fails with EADDRINUSE if another process listens on the port. */
export async function listen(server: Server, at: { host: string; port: number }): Promise<Listening> {
  const sharing = process.platform === 'linux' ? await shared(server, at) : undefined
  if (sharing) return sharing
  await begin(server, at)
  return { port: portOf(server), stop: () => end(server) }
}

/** Several listeners on one port, or `undefined` if the system has no such thing. */
async function shared(server: Server, { host, port: wanted }: { host: string; port: number }) {
  // Ports that are shared are not exclusive: this listener finds out whether the port is free.
  const first = createServer()
  await begin(first, { host, port: wanted })
  const port = portOf(first)
  await end(first)
  // What node:http makes its own listener with.
  const options = { allowHalfOpen: true, noDelay: true }
  const others = Array.from({ length: listeners - 1 }, () =>
    createServer(options, (socket) => void server.emit('connection', socket)),
  )
  const all: readonly NetServer[] = [server, ...others]
  const stop = () => Promise.all(all.map(end))
  try {
    for (const one of all) await begin(one, { host, port, reusePort: true })
  } catch {
    await stop()
    return undefined
  }
  return { port, stop }
}

function begin(server: NetServer, at: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ ...at, backlog }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** `http.Server.close` would cut off connections on which the next request may be arriving. */
const end = (server: NetServer) =>
  new Promise((resolve) => void NetServer.prototype.close.call(server, resolve))

const portOf = (server: NetServer) => (server.address() as AddressInfo).port
