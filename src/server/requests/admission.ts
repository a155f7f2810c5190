import { type Hosts, answersTo, isHost } from './hosts.ts'
import { isPage } from '../files/pages.ts'
import type { Refusal } from './refuse.ts'

/** The first line and the headers of a request. */
export interface Asked {
  readonly method: string
  readonly target: string
  /** `https` or `http`, if it is known. */
  readonly scheme?: string | undefined
  header(name: string): string | undefined
}

/** Why a request is refused, or the headers of its answer. A preflight is answered with these alone. */
export interface Admission {
  readonly refusal?: Refusal | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly isPreflight?: true
}

const admitted: Admission = {}

/**
 * Decides whether a request may be answered. Host names that are not this server's and pages of other sites are
 * refused: a browser sends the requests of such a page even to a server that only its own machine can reach.
 */
export function admit(asked: Asked, hosts: Hosts, origins: readonly string[]): Admission {
  const host = asked.header('host')
  if (host !== undefined && !isHost(host)) return { refusal: brokenHost }
  if (!asked.target.startsWith('/')) return { refusal: noPath }
  if (host !== undefined && !answersTo(host, hosts)) return { refusal: otherHost }
  const origin = asked.header('origin')
  if (origin !== undefined && origins.includes(origin)) return admitOrigin(origin, asked)
  if (isOfAnotherSite(asked, origin, host) && !isVisit(asked)) return { refusal: otherSite }
  return admitted
}

function isOfAnotherSite(
  { header, scheme }: Asked,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  const site = header('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return true
  if (origin === undefined) return false
  // A proxy that is not trusted may have removed TLS.
  if (scheme !== undefined && !origin.startsWith(`${scheme}://`)) return true
  return origin.replace(/^https?:\/\//, '') !== host?.toLowerCase()
}

/** The user follows a link to a page. Pages execute nothing, whatever the link's query contains. */
const isVisit = ({ method, target, header }: Asked) =>
  method === 'GET' &&
  isPage(target) &&
  header('sec-fetch-mode') === 'navigate' &&
  (header('accept')?.includes('text/html') ?? false)

function admitOrigin(origin: string, { method, header }: Asked): Admission {
  const headers = {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after, x-request-id',
    'vary': 'Origin',
  }
  if (method !== 'OPTIONS' || header('access-control-request-method') === undefined) return { headers }
  return { headers: { ...headers, ...leave }, isPreflight: true }
}

const leave = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers':
    'content-type, authorization, last-event-id, x-request-id, mcp-protocol-version, mcp-method, mcp-name',
  'access-control-max-age': '600',
}

const brokenHost: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  field: 'host',
  message: 'The Host header must be a name or an address, with a port or without.',
}

/** Requests of HTTP/1.0 need none. */
export const noHost: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  field: 'host',
  message: 'A request of HTTP/1.1 must have a Host header.',
}

const noPath: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  field: 'path',
  message: 'The first line of the request must name a path, such as /graphql.',
}

const otherHost: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  field: 'host',
  message: 'This server does not answer to the name in the Host header. --allowed-host adds a name.',
}

const otherSite: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  field: 'origin',
  message: "Pages of other sites may not send requests here. --allowed-origin adds a site's origin.",
}
