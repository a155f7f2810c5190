import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { type Admission, admit } from './admission.ts'
import { createBodies, defaultMaxBodies } from './bodies.ts'
import { type FromSocket, defaultMaxBody, defaultMaxBodyNodes, tooLong, useBody } from './body.ts'
import { type Hosts, anyHost } from './hosts.ts'
import { createRefusalLog } from '../refusallog.ts'
import { type Refusal, refuse, refusedBody } from './refuse.ts'

/** Which requests are taken. */
export interface IncomingOptions {
  /** Bytes that a request's body may have. */
  readonly maxBody?: number
  /** Values that the JSON of a body may hold. */
  readonly maxBodyNodes?: number
  /** Bytes of all bodies that are held at once. */
  readonly maxBodies?: number
  /** Names that the server answers to. */
  readonly hosts?: Hosts
  /** Origins whose pages may send requests, beside the server's own. */
  readonly allowedOrigins?: readonly string[]
}

interface Handler {
  handle(request: IncomingMessage, response: ServerResponse): unknown
  fetch(url: string, init?: RequestInit): Response | Promise<Response>
}

/** What stands before the API: it takes a request, or answers why not. `plugin` reads the bodies of what is taken. */
export function createIncoming(options: IncomingOptions, log: Logger) {
  const {
    maxBody = defaultMaxBody,
    maxBodyNodes = defaultMaxBodyNodes,
    maxBodies = defaultMaxBodies,
  } = options
  const { hosts = anyHost, allowedOrigins = [] } = options
  const count = createRefusalLog(log)
  const note = ({ code, field }: Refusal) => count(`${code} ${field}`)
  const plugin: Plugin<object, FromSocket> = useBody(
    { maxBody, maxBodyNodes, bodies: createBodies(maxBodies) },
    note,
  )

  function ask(method: string, target: string, header: (name: string) => string | undefined): Admission {
    const declared = Number(header('content-length') ?? 0)
    const admission = admit({ method, target, header }, hosts, allowedOrigins)
    const refusal = admission.refusal ?? (declared > maxBody ? tooLong(maxBody, declared) : undefined)
    if (refusal) note(refusal)
    return { ...admission, refusal }
  }

  const over = ({ handle, fetch }: Handler) => ({
    handle(request: IncomingMessage, response: ServerResponse) {
      const { method = '', url = '', headers } = request
      const { refusal, headers: own, isPreflight } = ask(method, url, (name) => headers[name]?.toString())
      for (const name in own) response.setHeader(name, own[name]!)
      if (refusal) refuse(request, response, refusal)
      else if (isPreflight) response.writeHead(204).end()
      else handle(request, response)
    },
    async fetch(url: string, init?: RequestInit): Promise<Response> {
      const { href, pathname, search, host } = new URL(url, 'http://execgraph')
      const given = new Headers(init?.headers)
      if (!given.has('host') && URL.canParse(url)) given.set('host', host)
      const header = (name: string) => given.get(name) ?? undefined
      const { refusal, headers, isPreflight } = ask(init?.method ?? 'GET', pathname + search, header)
      if (isPreflight) return new Response(null, { status: 204, ...(headers && { headers }) })
      // A copy: Yoga writes the length of the body into the headers that it is given.
      const own = { ...init, headers: Object.fromEntries(given) }
      const response = refusal ? refusedResponse(refusal) : await fetch(href, own)
      for (const name in headers) response.headers.set(name, headers[name]!)
      return response
    },
  })
  return { plugin, over }
}

const refusedResponse = (refusal: Refusal) =>
  new Response(refusedBody(refusal), {
    status: refusal.status,
    headers: { 'content-type': 'application/json', ...refusal.headers },
  })
