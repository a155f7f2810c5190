import { Socket } from 'node:net'

/** How many bytes are taken from all servers in one round of the event loop. A socket may have megabytes at once. */
const roundBytes = 512 * 1024

/** They go on one after another, one in each round. */
const held = new Set<Socket>()
let left = roundBytes
let isArmed = false

function nextRound() {
  isArmed = false
  left = roundBytes
  const [next] = held
  if (!next) return
  held.delete(next)
  next.resume()
  arm()
}

function arm() {
  if (!isArmed) setImmediate(nextRound)
  isArmed = true
}

/** What the driver tells of the servers that it may connect to. */
interface Servers {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path: string | false
}

/**
 * Sockets of the driver, which parses whatever has arrived at once: what a server sends is held back while others have
 * their turn. For an encrypted connection the driver takes the listener away.
 */
export function pacedSockets() {
  let opened = 0
  return ({ host, port, path }: Servers): Socket => {
    const number = opened++ % host.length
    const socket = Object.assign(new Socket(), { host: host[number]!, port: port[number]! })
    // The driver listens for errors only then.
    queueMicrotask(() => (path ? socket.connect(path) : socket.connect(socket.port, socket.host)))
    return socket.on('data', (bytes: Buffer) => {
      left -= bytes.length
      arm()
      if (left > 0) return
      socket.pause()
      held.add(socket)
    })
  }
}

/** Whether the driver encrypts connections. */
export function isEncrypted(url: string): boolean {
  const mode = new URL(url).searchParams.get('sslmode')
  return mode !== null && mode !== 'disable'
}
