import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../../../src/server/app.ts'

/** An app on a real socket of this process. */
export async function listen(
  app: Pick<App, 'handle'>,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const server = createServer(app.handle)
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
