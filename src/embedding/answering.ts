import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { App } from '../server/app.ts'
import { createSlowReaders } from '../server/slowreaders.ts'

/** What a program knows of a Request besides. */
export interface From {
  /** The address of the client. Limits by client count by it. */
  readonly client?: string | undefined
}

/** Answers Requests as the program's own server needs it. */
export const fetchOver =
  (app: App) =>
  async (request: Request, from?: From): Promise<Response> => {
    const { url, method, headers, body, signal } = request
    const init = { method, headers, body, signal, duplex: 'half' } as const
    try {
      return await ofPlatform(await app.fetch(url, init, { client: from?.client }))
    } catch (error) {
      // Nobody reads it.
      if (signal.aborted) return new Response(null, { status: 499 })
      throw error
    }
  }

const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

/** Some servers take only a Response of the platform, and Yoga has one of its own. */
async function ofPlatform(response: Response): Promise<Response> {
  if (response instanceof Response) return response
  const { status, headers } = response as Response
  const body = bodiless.has(status) ? null : await (response as Response).arrayBuffer()
  return new Response(body, { status, headers: [...headers] })
}

/** Answers requests of node:http. Connections whose clients do not read the answers are closed. */
export function handleOver(app: App, log: Logger) {
  const slow = createSlowReaders((count) =>
    log.warn({ count }, 'closed connections that did not read their answers'),
  )
  /** The last response of each connection that has one of ours under way: others are not ours to watch. */
  const last = new Map<Socket, ServerResponse>()
  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      const { socket } = request
      if (!last.has(socket)) slow.begin(socket)
      last.set(socket, response)
      response.once('close', () => {
        if (last.get(socket) !== response) return
        last.delete(socket)
        slow.end(socket)
      })
      app.handle(request, response)
    },
    stop: slow.stop,
  }
}
