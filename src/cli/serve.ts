import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { Logger } from 'pino'
import type { Settings } from './options/settings.ts'
import type { TlsFiles } from '../server/tls.ts'
import type { Backend } from '../db/backend.ts'
import type { Queue } from '../db/queue/queue.ts'
import type { Demo } from '../demo/demo.ts'
import { trustedDocuments } from '../server/dashboard/documents.ts'
import type { DocumentOptions } from '../graphql/documents/texts.ts'
import { findDashboard } from './dashboard/finding.ts'
import { createLog } from './log.ts'
import { closer, exitSoon } from './closing.ts'
import { handBackMemory } from './idle.ts'
import { boundYoungSpace } from './youngspace.ts'
import { mcpEntrance } from './mcp/entrance.ts'
import { listenForMetrics } from './metricsport.ts'
import { runApp } from '../server/running.ts'
import { type Listening, listen } from '../server/listening.ts'
import { readInTurns } from '../server/reading.ts'
import { writeInPieces } from '../server/pieces.ts'
import { closeSlowReaders } from '../server/slowreaders.ts'

/** Clients that send slowly are cut off: after so long without whole headers, or without the whole request. */
const timeouts = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
  requireHostHeader: false,
}

/** Opens the stores, listens, and closes all of it on SIGTERM or SIGINT. */
export async function serve(settings: Settings): Promise<void> {
  boundYoungSpace()
  const log = createLog(settings.logLevel)
  const written = settings.backends.findIndex(({ store }) => !store.readOnly)
  if (settings.demo && written === -1)
    throw new Error(
      '--demo writes to the first backend that takes writes, and all are read-only. Name another one.',
    )
  // While no store is up, there is nothing to finish.
  let close = (signal: string): void => {
    log.info({ signal }, 'closed before any backend was up')
    exitSoon()
  }
  // Further signals are ignored: under `npm start`, Ctrl-C arrives twice, from the terminal and from npm.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => close(signal))
  const dashboard = findDashboard((why) => log.warn(why))
  const documents = await documentsFor(settings, dashboard, log)
  const mcp = await mcpEntrance(settings.mcp, log)
  const running = await runApp({ ...settings, log, dashboard, documents, mcp })
  const { app, backends } = running
  const stopTracing = await tracingTo(settings.otlpEndpoint, log)
  // A request without a Host header is refused with a sentence. Node would answer with an empty body.
  const server = settings.tls ? await createTls(settings.tls, log) : createServer(timeouts)
  closeSlowReaders(server, (count) =>
    log.warn({ count }, 'closed connections that did not read their answers'),
  )
  writeInPieces(server)
  readInTurns(server)
  const demo = settings.demo ? await createDemo(backends[written]!, app.queue, log) : undefined
  let listening: Listening | undefined
  const stopListening = async () => void (await listening?.stop())
  close = closer({ server, stopListening, stopTracing, running, demo, log })
  try {
    await demo?.fill()
    if (app.metrics && settings.metricsAt) await listenForMetrics(app.metrics, settings.metricsAt, log)
    listening = await listenAt(server, settings)
  } catch (error) {
    await running.close()
    throw error
  }
  const { port } = listening
  const names = backends.map(({ name, kind }) => `${name} (${kind})`)
  const scheme = settings.tls ? 'https' : 'http'
  log.info({ backends: names }, `Execgraph listens on ${scheme}://${hostText(settings.host)}:${port}`)
  demo?.move()
  running.begin()
  whenCalm(server, handBackMemory)
}

/** Where no others are executed, the server starts once they are known. */
async function documentsFor(
  { documents: { only, file } }: Settings,
  dashboard: Promise<string | undefined>,
  log: Logger,
): Promise<DocumentOptions> {
  if (only) {
    const trusted = await trustedDocuments(dashboard, file)
    if (trusted.size === 0)
      throw new Error(
        '--documents only executes nothing here: no dashboard was built, and there is no --documents-file.',
      )
    return { trusted, only }
  }
  if (file !== undefined) await trustedDocuments(undefined, file)
  const trusted = trustedDocuments(dashboard, file).catch((error: unknown) => {
    log.warn((error as Error).message)
    return new Map<string, string>()
  })
  return { trusted, only }
}

/** Runs once, after the first second in which no request was under way. */
function whenCalm(server: Server, work: () => void) {
  let underWay = 0
  const timer = setTimeout(() => {
    if (underWay > 0) return
    server.off('request', begin)
    work()
  }, 1_000).unref()
  const begin = (_: IncomingMessage, response: ServerResponse) => {
    underWay += 1
    response.once('close', () => {
      underWay -= 1
      timer.refresh()
    })
  }
  server.on('request', begin)
}

async function tracingTo(endpoint: URL | undefined, log: Logger) {
  if (!endpoint) return undefined
  const { startTracing } = await import('./tracing/tracing.ts')
  return startTracing(endpoint, log)
}

/** Loaded on demand, so that other starts do not wait for it. */
async function createTls(files: TlsFiles, log: Logger): Promise<Server> {
  const { createTlsServer } = await import('../server/tls.ts')
  return createTlsServer(files, timeouts, log)
}

/** The same. */
async function createDemo(backend: Backend, queue: Queue, log: Logger): Promise<Demo> {
  const demo = await import('../demo/demo.ts')
  return demo.createDemo(backend, queue, log)
}

async function listenAt(server: Server, { host, port }: Settings): Promise<Listening> {
  try {
    return await listen(server, { host, port })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why =
      code === 'EADDRINUSE' ? 'is taken. Give another one with --port' : `cannot be listened on: ${message}`
    throw new Error(`Port ${port} on ${host} ${why}.`, { cause: error })
  }
}

const hostText = (host: string) => (host.includes(':') ? `[${host}]` : host)
