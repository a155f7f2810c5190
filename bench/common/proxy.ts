import { type Server, type Socket, connect, createServer } from 'node:net'
import { listening } from './ports.ts'

/** Stands before a Postgres. */
export interface Proxy {
  /** The same URL, by way of the proxy. */
  readonly url: string
  /** Closes all connections, and refuses new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
  /** Statements that are prepared by name on the connections that are open. */
  prepared(): number
  connections(): number
  close(): Promise<void>
}

export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url)
  const prepared = new Map<Socket, number>()
  const listener: Server = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    prepared.set(client, 0)
    client.on('data', (chunk: Buffer) => {
      if (namesStatement(chunk)) prepared.set(client, prepared.get(client)! + 1)
    })
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.pipe(other)
      one.on('error', () => {})
      one.on('close', () => {
        prepared.delete(client)
        other.destroy()
      })
    }
  })
  const port = await listening(listener)
  const cut = async () => {
    const closed = new Promise((resolve) => listener.close(resolve))
    prepared.keys().forEach((client) => client.destroy())
    await closed
  }
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    cut,
    mend: () => new Promise((resolve) => listener.listen(port, '127.0.0.1', () => resolve())),
    prepared: () => prepared.values().reduce((sum, count) => sum + count, 0),
    connections: () => prepared.size,
    close: async () => {
      if (listener.listening) await cut()
    },
  }
}

/** Whether a chunk begins with a message `Parse` that has a name: the driver sends each new statement as one. */
const namesStatement = (chunk: Buffer) => chunk[0] === 'P'.charCodeAt(0) && chunk[5] !== 0
