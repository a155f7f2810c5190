/** Host names that a server accepts. Without a limit, another site could point its own name here. */
export interface Hosts {
  /** Accepts only names of this machine (localhost, 127.0.0.0/8, [::1]) and those of `allowed`. */
  readonly loopback: boolean
  /** Accepts these names; any name if there are none and `loopback` is off. */
  readonly allowed: readonly string[]
}

export const anyHost: Hosts = { loopback: false, allowed: [] }

/** Names and addresses as in a Host header, without user, path or spaces. */
const written = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i

export const isHost = (host: string) => written.test(host) && URL.canParse(`http://${host}`)

export function answersTo(host: string, { loopback, allowed }: Hosts): boolean {
  if (!loopback && allowed.length === 0) return true
  const name = nameOf(host)
  return (loopback && isLoopback(name)) || allowed.includes(name)
}

/** Without the port, which may differ when it is forwarded, and without the dot that ends a full name. */
const nameOf = (host: string) => host.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase()

/** An address of IPv4 may be written as one of IPv6. */
const loopback =
  /^(?:localhost|\[?::1\]?|\[?(?:::ffff:)?127(?:\.\d{1,3}){3}\]?|\[?::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]?)$/

/** Takes the name of a Host header, or an address to listen on. */
export const isLoopback = (name: string) => loopback.test(name)

/** Parses an operator's names for `allowed`. */
export function hostsOf(texts: readonly string[], source: string): string[] {
  const names = listed(texts)
  const wrong = names.find((name) => !isHost(name) || nameOf(name) !== name.toLowerCase())
  if (wrong === undefined) return names.map((name) => name.toLowerCase())
  throw new Error(
    `${source} must be a name or an address without a port, such as api.example.com, not "${wrong}".`,
  )
}

/** Parses an operator's origins. They must be written as browsers send them. */
export function originsOf(texts: readonly string[], source: string): string[] {
  const origins = listed(texts)
  const wrong = origins.find((origin) => !/^https?:/.test(origin) || URL.parse(origin)?.origin !== origin)
  if (wrong === undefined) return origins
  throw new Error(`${source} must be an origin, such as https://ops.example.com, not "${wrong}".`)
}

const listed = (texts: readonly string[]) =>
  texts.flatMap((text) => text.split(',').map((part) => part.trim())).filter((part) => part !== '')
