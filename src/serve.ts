import { statSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { type Logger, pino } from 'pino'
import type { Settings } from './arguments.ts'
import { closable } from './closing.ts'
import type { Backend } from './db/backend.ts'
import { WrongStore } from './db/failure.ts'
import { openBackend } from './db/open.ts'
import type { BackendUrl } from './db/url.ts'
import type { Demo } from './demo/demo.ts'
import { handBackMemory } from './memory.ts'
import { type App, createApp } from './server.ts'
import { whyNotServer } from './unopened.ts'

/** How long requests under way may take to finish once the server closes. */
const grace = 8_000
/** How long the stores may take to close after that. */
const lastWait = 1_500

/** Opens the stores, listens, and closes all of it on SIGTERM or SIGINT. */
export async function serve(settings: Settings): Promise<void> {
  const log = pino({ level: settings.logLevel })
  if (settings.demo && settings.backends[0]!.store.kind === 'metaflow') {
    throw new Error(
      '--demo fills the first backend, and that of a Metaflow service takes no writes. Name another one first.',
    )
  }
  const backends = await openAll(settings.backends)
  const app = createApp(backends, { ...settings, log })
  const server = createServer({ requestTimeout: 30_000, keepAliveTimeout: 65_000 }, app.handle)
  const demo = settings.demo ? await createDemo(backends[0]!, log) : undefined
  const close = closer(server, app, backends, demo, log)
  // A further signal changes nothing: under `npm start`, Ctrl-C arrives twice, from the terminal and from npm.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(signal))
  try {
    await demo?.fill()
    await listen(server, settings)
  } catch (error) {
    await closeAll(backends)
    throw error
  }
  const { port } = server.address() as AddressInfo
  const names = backends.map(({ name, kind }) => `${name} (${kind})`)
  log.info({ backends: names }, `Execgraph listens on http://${hostText(settings.host)}:${port}/graphql`)
  demo?.move()
  whenCalm(server, handBackMemory)
}

/** Once, when for the first time there was no request for a second. */
function whenCalm(server: Server, work: () => void) {
  const wait = () => timer.refresh()
  const timer = setTimeout(() => {
    server.off('request', wait)
    work()
  }, 1_000).unref()
  server.on('request', wait)
}

/** Loaded only when asked for, so that other starts do not wait for it. */
async function createDemo(backend: Backend, log: Logger): Promise<Demo> {
  const demo = await import('./demo/demo.ts')
  return demo.createDemo(backend, log)
}

async function openAll(urls: readonly BackendUrl[]): Promise<Backend[]> {
  const opened: Backend[] = []
  for (const url of urls) {
    try {
      opened.push(await openBackend(url))
    } catch (error) {
      await closeAll(opened)
      throw new Error(whyNotOpened(url, error), { cause: error })
    }
  }
  return opened
}

const closeAll = (backends: readonly Backend[]) => Promise.all(backends.map((backend) => backend.close()))

/** In words that help, without the URL: it may hold a password. */
function whyNotOpened({ name, store }: BackendUrl, error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  const reason = `${message}${code === undefined || message.includes(code) ? '' : ` (${code})`}`
  const why = store.kind === 'sqlite' ? whyNotFile(store.file, reason) : whyNotServer(store, reason)
  return `Backend "${name}" cannot be opened: ${error instanceof WrongStore ? message : why}`
}

function whyNotFile(file: string, reason: string): string {
  const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (isDirectory(file))
    return `"${file}" is a directory. Name a file, such as sqlite:${join(file, 'execgraph.db')}.`
  if (!isDirectory(dirname(file))) return `there is no directory "${dirname(file)}". Make it first.`
  return `${reason}. Check that "${file}" is a SQLite file that can be read and written, or does not exist yet.`
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

/** Says that it closes, lets requests under way finish, then closes the stores. */
function closer(server: Server, app: App, backends: readonly Backend[], demo: Demo | undefined, log: Logger) {
  const closeServer = closable(server)
  let closing = false
  return async (signal: string) => {
    if (closing) return
    closing = true
    log.info({ signal }, 'closing')
    app.retire()
    demo?.stop()
    const { cut } = await closeServer(grace)
    // A store that hangs does not keep the process: what it has not confirmed, nobody was told.
    setTimeout(() => process.exit(), lastWait).unref()
    await closeAll(backends)
    log.info({ cut }, 'closed')
  }
}
