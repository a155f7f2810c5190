import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import { type Hosts, answersTo } from '../requests/hosts.ts'
import { type Refusal, answerOf } from '../requests/refuse.ts'
import type { Outgoing } from '../outgoing.ts'

/** The text of a scrape. */
export interface Metrics {
  read(): Promise<string>
}

const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }

/** Whether the sender of a request may read the metrics. */
export type MayReadMetrics = (request: Request, given: FromSocket) => boolean | Promise<boolean>

interface Page {
  readonly metrics: Metrics
  readonly mayRead: MayReadMetrics
  readonly outgoing: Outgoing
}

/** `/metrics` beside the API. */
export const useMetricsPage = ({ metrics, mayRead, outgoing }: Page): Plugin<object, FromSocket> => ({
  async onRequest({ request, url, serverContext, fetchAPI, endResponse }) {
    if (url.pathname !== '/metrics') return
    const refuse = (refusal: Refusal) => {
      const { body, ...init } = answerOf(refusal)
      endResponse(new fetchAPI.Response(body, init))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(notGot)
    if (!(await mayRead(request, serverContext))) return refuse(notYours)
    const text = Buffer.from(await metrics.read())
    const room = outgoing.roomFor(serverContext.res)
    try {
      room.hold(text.length)
      const body = request.method === 'HEAD' ? null : text
      endResponse(
        new fetchAPI.Response(body, { headers: { ...headers, 'content-length': String(text.length) } }),
      )
    } catch (error) {
      const { message, extensions } = error as GraphQLError
      endResponse(fetchAPI.Response.json({ errors: [{ message, extensions }] }, { status: 429 }))
    }
    room.handOver()
  },
})

/** Connections to a port of its own. Its readers are few, and each holds a text. */
const mostConnections = 64

/** Answers only `/metrics`, to all who reach its address. */
export function createMetricsServer(metrics: Metrics, hosts: Hosts): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers: given } = request
    const path = url.replace(/\?.*$/s, '')
    if (!answersTo(given.host ?? '', hosts)) return response.writeHead(403).end()
    if (path !== '/metrics') return response.writeHead(404).end('Only /metrics is here.\n')
    if (method !== 'GET' && method !== 'HEAD') return response.writeHead(405, { allow: 'GET' }).end()
    const text = Buffer.from(await metrics.read())
    response.writeHead(200, { ...headers, 'content-length': text.length })
    return response.end(method === 'HEAD' ? undefined : text)
  }
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.maxConnections = mostConnections
  return server
}

const notGot: Refusal = {
  status: 405,
  code: 'BAD_USER_INPUT',
  field: 'method',
  message: 'Metrics are read by GET.',
  headers: { allow: 'GET, HEAD' },
}

const notYours: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  field: 'path',
  message: 'These metrics are for administrators. --metrics-port opens a port for them alone.',
}
