import { type Server, type Socket, connect, createServer } from 'node:net'

/** Stands between the program and a Postgres, as a pooler in transaction mode. */
export interface Pooler {
  through(url: string): string
  /** How often a client was given another connection. */
  readonly switches: () => number
  close(): Promise<void>
}

/**
 * Each client has two connections to the server, and each of its transactions gets the other one. Messages of LISTEN are
 * passed on to nobody, since a pooler does not know whose they are.
 */
export async function startPooler(url: string): Promise<Pooler> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let switched = 0
  const listener: Server = createServer((client) => {
    const links = [0, 1].map(() => connect(Number(target.port), target.hostname))
    for (const socket of [client, ...links]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => [client, ...links].forEach((one) => one.destroy()))
    }
    serveClient(client, links, () => switched++)
  })
  await new Promise<void>((done) => {
    listener.listen(0, '127.0.0.1', done)
  })
  const { port } = listener.address() as { port: number }
  return {
    through: (original) => Object.assign(new URL(original), { host: `127.0.0.1:${port}` }).href,
    switches: () => switched,
    async close() {
      const closed = new Promise((done) => listener.close(done))
      sockets.forEach((socket) => socket.destroy())
      await closed
    },
  }
}

function serveClient(client: Socket, links: readonly Socket[], switched: () => void) {
  /** What the client has sent, each up to where it waits for an answer, which may be in the middle of a query. */
  const waiting: { readonly bytes: Buffer; readonly isWhole: boolean }[] = []
  let part: Buffer[] = []
  let loggedIn = 0
  let [current, isBusy] = [0, true]
  const next = () => {
    while (!isBusy && waiting.length > 0) {
      const { bytes, isWhole } = waiting.shift()!
      isBusy = isWhole
      links[current]!.write(bytes)
    }
  }
  const answered = (isInTransaction: boolean) => {
    isBusy = false
    if (!isInTransaction) {
      current = 1 - current
      switched()
    }
    next()
  }
  for (const [index, link] of links.entries()) {
    link.on(
      'data',
      messages((type, message) => {
        const isReady = type === 'Z'
        // Until both are logged in, the client hears only the first of them.
        if (loggedIn < links.length) {
          if (isReady) loggedIn += 1
          if (index === 0 && !isReady) client.write(message)
          if (!isReady || loggedIn < links.length) return
          client.write(message)
          isBusy = false
          return next()
        }
        if (type !== 'A') client.write(message)
        if (isReady) answered(message[5] !== 'I'.charCodeAt(0))
      }),
    )
  }
  let isGreeted = false
  const take = messages((type, message) => {
    // A password is for both.
    if (type === 'p') return links.forEach((link) => link.write(message))
    part.push(message)
    if (!'QSH'.includes(type)) return
    waiting.push({ bytes: Buffer.concat(part), isWhole: type !== 'H' })
    part = []
    next()
  })
  client.on('data', (chunk: Buffer) => {
    if (isGreeted) return take(chunk)
    isGreeted = true
    const length = chunk.readInt32BE(0)
    links.forEach((link) => link.write(chunk.subarray(0, length)))
    if (chunk.length > length) take(chunk.subarray(length))
  })
}

/** Tells each message of the protocol as a whole. */
function messages(tell: (type: string, message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5) {
      const length = 1 + rest.readInt32BE(1)
      if (rest.length < length) return
      const message = rest.subarray(0, length)
      rest = rest.subarray(length)
      tell(String.fromCharCode(message[0]!), message)
    }
  }
}
