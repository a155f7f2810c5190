import { type Server, type Socket, connect, createServer } from 'node:net'

/** Stands between the program and a server, and can fail as networks and servers do. */
export interface Proxy {
  /** The same URL, by way of the proxy. */
  through(url: string): string
  /** Closes all connections and refuses new ones. */
  cut(): Promise<void>
  /** Takes connections, and passes nothing on: neither on those that are open nor on new ones. */
  hang(): void
  /** Works again; what was held back is passed on, as by a server that was only stopped for a while. */
  restore(): Promise<void>
  /** Works again for new connections. Those that were open stay dead without knowing it. */
  forget(): void
  /** Closes all connections, and answers new ones with an error of this SQLSTATE, as a server that is full or starting. */
  refuse(code: string): void
  /** Passes each answer on so many milliseconds later. */
  delay: number
  /** The first bytes of each connection. */
  readonly greetings: Buffer[]
  /** The names of the statements that clients had the server prepare. */
  prepared(): string[]
  /** How many of them on each connection that there was. */
  preparedBy(): number[]
  close(): Promise<void>
}

interface Link {
  readonly client: Socket
  readonly server: Socket
}

/** A proxy in front of the server of this URL. */
export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url)
  const links = new Set<Link>()
  let hanging = false
  let refusal: Buffer | undefined
  const greetings: Buffer[] = []
  const sent: Buffer[][] = []
  const listener = createServer((client) => accept(client))
  const port = await listenSomewhere(listener)

  const accept = (client: Socket) => {
    if (refusal) {
      const answer = refusal
      return void client.on('error', () => {}).once('data', () => client.end(answer))
    }
    const server = connect(Number(target.port), target.hostname)
    const link = { client, server }
    const ofLink: Buffer[] = []
    sent.push(ofLink)
    links.add(link)
    client.once('data', (chunk: Buffer) => greetings.push(chunk))
    client.on('data', (chunk: Buffer) => {
      ofLink.push(chunk)
      server.write(chunk)
    })
    server.on('data', (chunk: Buffer) => {
      if (proxy.delay === 0) return void client.write(chunk)
      setTimeout(() => client.write(chunk), proxy.delay)
    })
    if (hanging) pause(link)
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {}).on('end', () => other.end())
      one.on('close', () => {
        links.delete(link)
        other.destroy()
      })
    }
  }
  const drop = () => links.forEach(({ client, server }) => void (client.destroy(), server.destroy()))

  const proxy: Proxy = {
    delay: 0,
    greetings,
    prepared: () => sent.flat().flatMap(namesIn),
    preparedBy: () => sent.map((chunks) => chunks.flatMap(namesIn).length),
    through: (original) => Object.assign(new URL(original), { host: `127.0.0.1:${port}` }).href,
    async cut() {
      const closed = new Promise((resolve) => listener.close(resolve))
      drop()
      await closed
    },
    hang() {
      hanging = true
      links.forEach(pause)
    },
    refuse(code) {
      refusal = errorResponse(code)
      drop()
    },
    async restore() {
      hanging = false
      refusal = undefined
      if (!listener.listening) await listen(listener, port)
      links.forEach(({ client, server }) => void (client.resume(), server.resume()))
    },
    forget() {
      hanging = false
    },
    async close() {
      if (listener.listening) await proxy.cut()
    },
  }
  return proxy
}

/** The message by which a server refuses a connection. */
function errorResponse(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mrefused by the test\0\0`)
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

/** Names in the messages `Parse` that begin a chunk: the driver sends each new statement as one. */
function namesIn(chunk: Buffer): string[] {
  if (chunk[0] !== 'P'.charCodeAt(0)) return []
  const name = chunk.subarray(5, chunk.indexOf(0, 5)).toString()
  return name === '' ? [] : [name]
}

const pause = ({ client, server }: Link) => void (client.pause(), server.pause())

const listen = (listener: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, '127.0.0.1', () => {
      listener.off('error', reject)
      resolve()
    })
  })

/** Systems give no port of these to who asks for any: after a cut nobody else has it. */
const [firstPort, ports] = [20_000, 12_000]

async function listenSomewhere(listener: Server): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports)
    const error = await listen(listener, port).catch((reason: NodeJS.ErrnoException) => reason)
    if (!error) return port
    if (error.code !== 'EADDRINUSE') throw error
  }
}
