import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Viewer } from '../../graphql/access/viewer.ts'
import type { Authenticated, Gate } from '../access/gate.ts'
import { createArrivals } from './arriving.ts'
import { type Admission, type Asked, admit, noHost } from './admission.ts'
import { createBodies } from './bodies.ts'
import { guardBodies } from './body.ts'
import { noRoom, tooLong } from './bodyrefusals.ts'
import { type BodyBounds, defaultMaxBody, defaultMaxBodyNodes, longBytes } from './intake.ts'
import { type Proxies, noProxies, schemeOf } from './forwarded.ts'
import { type Hosts, anyHost } from './hosts.ts'
import type { RefusalLog } from '../refusallog.ts'
import { answering, idHeader, requestIdOf } from './ids.ts'
import { type Refusal, answerOf, refuse } from './refuse.ts'
import { createUnderWay, defaultMaxRequests } from './underway.ts'

/** Limits of accepted requests. */
export interface IncomingOptions {
  /** Maximum bytes of a request's body. */
  readonly maxBody?: number
  /** Maximum values in the JSON of a body. */
  readonly maxBodyNodes?: number
  /** Maximum bytes of all bodies held at once. */
  readonly maxBodies?: number
  /** Host names that the server accepts. */
  readonly hosts?: Hosts
  /** Proxies whose word on a request's client, host and scheme counts. */
  readonly proxies?: Proxies
  /** How many requests may be under way at once, streams apart. */
  readonly maxRequests?: number
  /** Origins besides the server's own whose pages may send requests. */
  readonly allowedOrigins?: readonly string[]
}

interface Handler {
  handle(request: IncomingMessage, response: ServerResponse, viewer: Viewer | undefined): unknown
  fetch(url: string, init: RequestInit, from: FetchedFrom): Response | Promise<Response>
}

/** From whom a request without a socket comes. */
export interface FetchedFrom {
  /** The address of the client, if it is known. */
  readonly client?: string | undefined
  /** Who asks, if it is known without what the request shows: it is let in. */
  readonly viewer?: Viewer | undefined
}

const noting = (refusals: RefusalLog) => (refusal: Refusal) => {
  refusals.count(`${refusal.code} ${refusal.field}`)
  return refusal
}

/** A crowd of long bodies is refused before anything else is made of its requests. */
function whyNotBody(declared: number, { maxBody, bodies }: BodyBounds): Refusal | undefined {
  if (declared > maxBody) return tooLong(maxBody, declared)
  return declared > longBytes && !bodies.begin().fits(declared) ? noRoom : undefined
}

/** At once, unless it must be waited for. */
function whenKnown<Known>(found: Known | Promise<Known>, pass: (known: Known) => void): void {
  if (found instanceof Promise) void found.then(pass)
  else pass(found)
}

/** Stands before the API: passes a request on or refuses it. `bodies` reads the bodies of accepted requests. */
export function createIncoming(options: IncomingOptions, refusals: RefusalLog, gate: Gate) {
  const { maxBody = defaultMaxBody, maxBodyNodes = defaultMaxBodyNodes, maxBodies, maxRequests } = options
  const { hosts = anyHost, allowedOrigins = [], proxies = noProxies } = options
  const note = noting(refusals)
  const underWay = createUnderWay(maxRequests ?? defaultMaxRequests, note)
  const bounds = { maxBody, maxBodyNodes, bodies: createBodies(maxBodies) }
  const bodies = guardBodies(bounds, note)
  const arrive = createArrivals()

  function ask(asked: Asked, needsHost = false): Admission {
    const { header } = asked
    const declared = Number(header('content-length') ?? 0)
    const isHostless = needsHost && header('host') === undefined
    const admission = isHostless ? { refusal: noHost } : admit(asked, hosts, allowedOrigins)
    const refusal = admission.refusal ?? whyNotBody(declared, bounds)
    if (refusal) note(refusal)
    return { ...admission, refusal }
  }

  const over = ({ handle, fetch }: Handler) => ({
    idle: underWay.idle,
    handle(request: IncomingMessage, response: ServerResponse) {
      const asked = askedBy(request, proxies)
      arrive(request, () => {
        const { refusal, headers: own, isPreflight } = ask(asked, request.httpVersion === '1.1')
        const id = requestIdOf(request.headers[idHeader]?.toString())
        setHeaders(response, id, own)
        if (refusal) return refuse(request, response, refusal)
        if (isPreflight) return void response.writeHead(204).end()
        const pass = (found: Authenticated | undefined) => {
          const { refusal: why, viewer } = found ?? {}
          if (why) return refuse(request, response, note(why))
          gate.remember(request, viewer)
          answering(id, () => handle(request, response, viewer))
        }
        whenKnown(gate.authenticate(asked), pass)
      })
    },
    async fetch(url: string, init?: RequestInit, from: FetchedFrom = {}): Promise<Response> {
      const { href, pathname, search, host } = new URL(url, 'http://execgraph')
      const given = new Headers(init?.headers)
      if (!given.has('host') && URL.canParse(url)) given.set('host', host)
      const header = (name: string) => given.get(name) ?? undefined
      const asked = { method: init?.method ?? 'GET', target: pathname + search, header }
      const { refusal, headers, isPreflight }: Admission = from.viewer ? {} : ask(asked)
      const id = requestIdOf(header(idHeader))
      const own: Record<string, string> = { [idHeader]: id, ...securityHeaders, ...headers }
      if (isPreflight) return new Response(null, { status: 204, headers: own })
      // A copy, because Yoga writes the body's length into the headers it is given.
      const sent = { ...init, headers: Object.fromEntries(given) }
      const { refusal: why, viewer }: Partial<Authenticated> = from.viewer
        ? from
        : ((await gate.authenticate(asked)) ?? {})
      const refused = refusal ?? (why && note(why))
      const response = refused
        ? refusedResponse(refused, id)
        : await answering(id, () => fetch(href, sent, { ...from, viewer }))
      for (const name in own) if (!response.headers.has(name)) response.headers.set(name, own[name]!)
      return response
    },
  })
  return { bodies, over, refusals, underWay }
}

function setHeaders(response: ServerResponse, id: string, own: Admission['headers']): void {
  response.setHeader(idHeader, id)
  for (const name in securityHeaders) response.setHeader(name, securityHeaders[name]!)
  for (const name in own) response.setHeader(name, own[name]!)
}

/** What a trusted proxy says about host and scheme counts as if the client had said it here. */
function askedBy(request: IncomingMessage, proxies: Proxies): Asked {
  const { method = '', url = '', headers } = request
  const forwarded = proxies.read(request)
  return {
    method,
    target: url,
    scheme: schemeOf(request),
    header: (name) => (name === 'host' && forwarded?.host) || headers[name]?.toString(),
  }
}

/** Pages have a policy of their own. */
const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

function refusedResponse(refusal: Refusal, id: string) {
  const { body, ...init } = answerOf(refusal, id)
  return new Response(body, init)
}
