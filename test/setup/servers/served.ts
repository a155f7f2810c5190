import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import type { App, AppOptions } from '../../../src/server/app.ts'
import { apiOver, post } from './api.ts'
import type { Served } from './process.ts'

/** An app on a real socket of this process. */
export async function listen(
  app: Pick<App, 'handle'>,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  // A client that was held up for seconds may send on a connection that it has used before.
  const server = createServer({ keepAliveTimeout: 300_000 }, app.handle)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  const close = async () => {
    const closed = new Promise((done) => server.close(done))
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${port}`, port, close }
}

export interface Here extends Pick<Served, 'ask' | 'url'> {
  close(): Promise<void>
}

/** A server of this process, which starts sooner than one of its own. On Postgres it has connections of its own. */
export async function serveHere(store: string, options?: Partial<AppOptions>): Promise<Here> {
  const api = apiOver([await openBackend(parseBackend(`main=${store}`))], [], options)
  const { url, close } = await listen(api.app)
  return {
    url,
    async ask(query, variables) {
      const response = await post(api.app, { query, variables })
      return { status: response.status, body: (await response.json()) as never }
    },
    async close() {
      await close()
      await api.app.close()
      await api.close()
    },
  }
}
