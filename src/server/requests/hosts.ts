/** Which names a server answers to. Without any limit a page of another site could have its own name lead here. */
export interface Hosts {
  /** Answers only to names of this machine itself (localhost, 127.0.0.0/8, [::1]), and to those of `allowed`. */
  readonly loopback: boolean
  /** Answers to these names; to any when there are none and `loopback` is off. */
  readonly allowed: readonly string[]
}

export const anyHost: Hosts = { loopback: false, allowed: [] }

/** Host names and addresses as a Host header has them, without user, path or spaces. */
const written = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i

export const isHost = (host: string) => written.test(host) && URL.canParse(`http://${host}`)

export function answersTo(host: string, { loopback, allowed }: Hosts): boolean {
  if (!loopback && allowed.length === 0) return true
  const name = nameOf(host)
  return (loopback && isLoopback(name)) || allowed.includes(name)
}

/** Without its port: one that is forwarded here may have another. */
const nameOf = (host: string) => host.replace(/:\d*$/, '').toLowerCase()

/** Told of a Host header's name, and of an address to listen on. */
export const isLoopback = (name: string) =>
  name === 'localhost' || name === '[::1]' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name)

/** Names for `allowed`, as an operator writes them. */
export function hostsOf(texts: readonly string[], source: string): string[] {
  const names = listed(texts)
  const wrong = names.find((name) => !isHost(name) || nameOf(name) !== name.toLowerCase())
  if (wrong === undefined) return names.map((name) => name.toLowerCase())
  throw new Error(
    `${source} must be a name or an address without a port, such as api.example.com, not "${wrong}".`,
  )
}

/** Origins as browsers send them, as an operator writes them. */
export function originsOf(texts: readonly string[], source: string): string[] {
  const origins = listed(texts)
  const wrong = origins.find((origin) => !/^https?:/.test(origin) || URL.parse(origin)?.origin !== origin)
  if (wrong === undefined) return origins
  throw new Error(`${source} must be an origin, such as https://ops.example.com, not "${wrong}".`)
}

const listed = (texts: readonly string[]) =>
  texts.flatMap((text) => text.split(',').map((part) => part.trim())).filter((part) => part !== '')
