import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import type { Settings } from './arguments.ts'
import type { Backend } from './db/backend.ts'
import { openBackend } from './db/open.ts'
import type { BackendUrl } from './db/url.ts'
import { type App, createApp } from './server.ts'

/** How long requests under way may take to finish once the server closes. */
const grace = 8_000

/** Opens the stores, listens, and closes all of it on SIGTERM or SIGINT. */
export async function serve(settings: Settings): Promise<void> {
  const log = pino({ level: settings.logLevel })
  const backends = await openAll(settings.backends)
  const app = createApp(backends, { ...settings, log })
  const server = createServer({ requestTimeout: 30_000, keepAliveTimeout: 65_000 }, app.handle)
  await listen(server, settings)
  const { port } = server.address() as AddressInfo
  const names = backends.map(({ name, kind }) => `${name} (${kind})`)
  log.info({ backends: names }, `Execgraph listens on http://${hostText(settings.host)}:${port}/graphql`)
  const close = closer(server, app, backends, log)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close(signal))
}

async function openAll(urls: readonly BackendUrl[]): Promise<Backend[]> {
  const opened: Backend[] = []
  for (const url of urls) {
    try {
      opened.push(await openBackend(url))
    } catch (error) {
      await Promise.all(opened.map((backend) => backend.close()))
      throw new Error(whyNotOpened(url, error), { cause: error })
    }
  }
  return opened
}

/** In words that help, without the URL: it may hold a password. */
function whyNotOpened({ name, store }: BackendUrl, error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  const reason = `${message}${code === undefined || message.includes(code) ? '' : ` (${code})`}`
  if (store.kind === 'sqlite') {
    return `Backend "${name}" cannot be opened: ${reason}. Check that "${store.file}" is a SQLite file, or a new one in a directory that exists and can be written.`
  }
  const { hostname, port, pathname } = new URL(store.url)
  return `Backend "${name}" cannot be opened: ${reason}. Check that Postgres 15 or later answers on ${hostname}:${port || 5432}, and that the user may use database "${pathname.slice(1)}".`
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is taken. Give another one with --port'
          : `cannot be listened on: ${error.message}`
      reject(new Error(`Port ${port} on ${host} ${why}.`, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
}

const hostText = (host: string) => (host.includes(':') ? `[${host}]` : host)

/** Says that it closes, lets requests under way finish, then closes streams and stores. */
function closer(server: Server, app: App, backends: readonly Backend[], log: Logger) {
  let closing = false
  return async (signal: string) => {
    if (closing) return
    closing = true
    log.info({ signal }, 'closing')
    app.retire()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    const cut = setTimeout(() => server.closeAllConnections(), grace)
    await closed
    clearTimeout(cut)
    await Promise.all(backends.map((backend) => backend.close()))
    log.info('closed')
  }
}
