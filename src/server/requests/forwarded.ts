import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** What a trusted proxy says about a request that it passed on. */
interface Forwarded {
  readonly client: string | undefined
  readonly host: string | undefined
  readonly scheme: string | undefined
}

/** Whose word on requests counts. */
export interface Proxies {
  /** What the headers of a request say, if it comes from a trusted proxy. */
  read(request: IncomingMessage): Forwarded | undefined
}

export const noProxies: Proxies = { read: () => undefined }

const known = new WeakMap<IncomingMessage, Forwarded>()

/** Whom bounds count a request for: the address of its client, which a trusted proxy may have told. */
export const clientOf = (request: IncomingMessage): string | undefined =>
  networkOf(known.get(request)?.client ?? request.socket.remoteAddress)

/** The same for a request with a socket or without. */
export const clientFor = ({
  req,
  client,
}: {
  readonly req?: IncomingMessage
  readonly client?: string | undefined
}) => (req ? clientOf(req) : networkOf(client))

/** Whoever has an address of IPv6 has 2^64 of them. */
export function networkOf(client: string | undefined): string | undefined {
  if (client === undefined || !isIPv6(client) || client.startsWith('::ffff:')) return client
  const [head = '', tail] = client.split('::')
  const groups = head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .join(':')
}

/** How the client asks, which a trusted proxy may have told. `undefined`: a proxy that is not trusted may have removed TLS. */
export const schemeOf = (request: IncomingMessage): string | undefined =>
  known.get(request)?.scheme ?? ('encrypted' in request.socket ? 'https' : undefined)

/** The name that the client asks for, which a trusted proxy may have told. */
const hostOf = (request: IncomingMessage): string | undefined =>
  known.get(request)?.host ?? request.headers.host

/** An address of this server as its clients know it. */
export function publicUrl(path: string, url: URL, { req }: { readonly req?: IncomingMessage }): string {
  if (!req) return `${url.origin}${path}`
  return `${schemeOf(req) ?? 'http'}://${hostOf(req) ?? url.host}${path}`
}

/** More are not looked at. */
const mostHops = 32

/** Parses an operator's addresses of proxies, and ranges of them. */
export function proxiesOf(texts: readonly string[], source: string): Proxies {
  const given = texts
    .flatMap((text) => text.split(',').map((part) => part.trim()))
    .filter((part) => part !== '')
  if (given.length === 0) return noProxies
  const trusted = new BlockList()
  for (const text of given) if (!add(trusted, text)) throw notAnAddress(source, text)
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return {
    read(request) {
      const address = request.socket.remoteAddress
      if (address === undefined || !isTrusted(address)) return undefined
      const { headers } = request
      const forwarded: Forwarded = {
        client: clientIn(headers['x-forwarded-for']?.toString() ?? '', isTrusted),
        host: last(headers['x-forwarded-host']?.toString()),
        scheme: last(headers['x-forwarded-proto']?.toString())?.toLowerCase(),
      }
      known.set(request, forwarded)
      return forwarded
    },
  }
}

function add(trusted: BlockList, text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  const type = family === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) trusted.addAddress(address, type)
  else if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 6 ? 128 : 32)) return false
  else trusted.addSubnet(address, Number(bits), type)
  return true
}

/** The nearest address that is no trusted proxy: what stands before it, anybody may have written. */
function clientIn(list: string, isTrusted: (address: string) => boolean): string | undefined {
  let client: string | undefined
  for (const hop of list.split(',').slice(-mostHops).toReversed()) {
    const address = hop
      .trim()
      .replace(/^\[(.*)\](?::\d+)?$/, '$1')
      .replace(/^([^:]+):\d+$/, '$1')
    if (isIP(address) === 0) return client
    client = address
    if (!isTrusted(address)) return client
  }
  return client
}

/** What the proxy itself has said: those before it have only sent theirs. */
const last = (list: string | undefined) => list?.split(',').at(-1)?.trim() || undefined

const notAnAddress = (source: string, text: string) =>
  new Error(
    `${source} must be an address or a range, such as 10.0.0.7 or 10.0.0.0/8, not "${text.slice(0, 100)}".`,
  )
