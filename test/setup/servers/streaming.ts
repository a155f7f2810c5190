import { type IncomingHttpHeaders, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

interface SentOperation {
  readonly id: string
  readonly query: string
  readonly variables?: Record<string, unknown>
}

/** A stream that a client has opened, in the hands of the test. */
export interface OpenStream {
  readonly headers: IncomingHttpHeaders
  readonly operations: readonly SentOperation[]
  readonly isClosed: boolean
  write(bytes: string | Uint8Array): void
  say(name: string, data: unknown, id?: string): void
  /** Ends it as a server does that stops. */
  end(): void
  /** Ends it as a network does. */
  cut(): void
}

export interface Changing {
  readonly path: string
  readonly add: readonly SentOperation[]
  readonly drop: readonly string[]
}

/** A server that says what a test wants it to, whatever it is asked. */
export interface Streaming {
  readonly url: string
  readonly streams: OpenStream[]
  readonly changes: Changing[]
  /** What it answers to the next requests instead of what it should. */
  readonly refusals: { readonly status: number; readonly body: unknown; readonly headers?: object }[]
  close(): Promise<void>
}

export async function startStreaming(): Promise<Streaming> {
  const [streams, changes]: [OpenStream[], Changing[]] = [[], []]
  const refusals: Streaming['refusals'] = []
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await json(request)) as { operations: SentOperation[] } & Omit<Changing, 'path'>
      const refusal = refusals.shift()
      const path = request.url!.slice('/graphql/stream'.length)
      if (path !== '') changes.push({ path, add: body.add, drop: body.drop })
      if (refusal) {
        response.writeHead(refusal.status, { 'content-type': 'application/json', ...refusal.headers })
        response.end(JSON.stringify(refusal.body))
      } else if (path !== '') response.writeHead(204).end()
      else streams.push(openStream(response, request.headers, body.operations))
    })()
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql/stream`,
    streams,
    changes,
    refusals,
    async close() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}

function openStream(
  response: ServerResponse,
  headers: IncomingHttpHeaders,
  operations: readonly SentOperation[],
): OpenStream {
  let isClosed = false
  response.on('close', () => (isClosed = true))
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  return {
    headers,
    operations,
    get isClosed() {
      return isClosed
    },
    write: (bytes) => void response.write(bytes),
    say(name, data, id) {
      response.write(eventText(name, data, id))
    },
    end: () => void response.end(),
    cut: () => void response.destroy(),
  }
}

export const eventText = (name: string, data: unknown, id?: string): string =>
  `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
