import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, createClient } from '../client/index.ts'
import { openViewer } from '../graphql/access/viewer.ts'
import { type Refusal, answerOf, refuse } from '../server/requests/refuse.ts'
import { runApp } from '../server/running.ts'
import { type From, fetchOver, handleOver } from './answering.ts'
import type { ExecgraphOptions } from './options.ts'
import { settingsOf } from './settings.ts'

export interface Execgraph {
  /**
   * Answers a Request, streams too: GraphQL at `/graphql`, `/graphql/stream`, `/healthz`, `/readyz`, and the pages and
   * files of the dashboard. Once it is closed: 503.
   */
  readonly fetch: (request: Request, from?: From) => Promise<Response>
  /** The same for node:http. It knows the address of each client, and how fast it reads. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Records and reads without HTTP, within the limits of the server, as one who may do everything. */
  readonly store: Client
  /** Ends the streams, lets what is under way finish, and closes the stores. */
  readonly close: () => Promise<void>
}

/** How long requests may take to finish once it is closed. */
const grace = 8_000
const isClosed: Refusal = {
  status: 503,
  code: 'BACKEND_UNAVAILABLE',
  field: 'request',
  message: 'This server is closed.',
}
const closed = answerOf(isClosed)
/** Who records without HTTP. */
const program = { ...openViewer, name: 'program' }

/** The API over these stores, for a program that has a server of its own. Throws a sentence that says what is wrong. */
export async function createExecgraph(options: ExecgraphOptions): Promise<Execgraph> {
  const settings = await settingsOf(options)
  const running = await runApp(settings)
  const { app } = running
  const { handle, stop } = handleOver(app, settings.log)
  running.begin()
  const store = createClient({
    url: 'http://execgraph/graphql',
    fetch: (url, init) => app.fetch(url, init, { viewer: program }),
  })
  const end = async () => {
    store.close()
    running.retire()
    stop()
    await Promise.race([app.idle(), wait(grace, undefined, { ref: false })])
    await running.close()
  }
  let ended: Promise<void> | undefined
  const fetch = fetchOver(app)
  return {
    fetch: async (request, from) => (ended ? new Response(closed.body, closed) : fetch(request, from)),
    handle: (request, response) => (ended ? refuse(request, response, isClosed) : handle(request, response)),
    store,
    close: () => (ended ??= end()),
  }
}
