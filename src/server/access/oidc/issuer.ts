import type { JSONWebKeySet } from 'jose'
import { isLoopback } from '../../requests/hosts.ts'

/** What an issuer says about itself. */
export interface Issuer {
  /** As it stands in tokens. */
  readonly name: string
  readonly keys: JSONWebKeySet
  /** Where browsers are sent to sign in. */
  readonly authorizationAt: string | undefined
  /** Where a code is exchanged for tokens. */
  readonly tokensAt: string | undefined
  /** Where browsers are sent to sign out. */
  readonly endSessionAt: string | undefined
  /** The client's secret is sent in the body, because a header is not taken. */
  readonly takesSecretInBody: boolean
}

/** How long one answer of the issuer may take, and how large it may be. */
const patienceMs = 4_000
const mostBytes = 512 * 1024
const mostKeys = 100

/** Reads an issuer's configuration and keys. Throws a sentence that says what is wrong. */
export async function readIssuer(url: URL): Promise<Issuer> {
  const base = withoutSlash(url.href)
  const found = await askJson(new URL(`${base}/.well-known/openid-configuration`))
  const { issuer, jwks_uri, authorization_endpoint, token_endpoint, end_session_endpoint } = found
  if (typeof issuer !== 'string' || withoutSlash(issuer) !== base)
    throw new Error(`The issuer at ${base} calls itself ${shown(issuer)}.`)
  const { keys } = await askJson(safeUrl(jwks_uri, 'jwks_uri'))
  if (!Array.isArray(keys) || keys.length > mostKeys)
    throw new Error(`The issuer must have a list of at most ${mostKeys} keys.`)
  const methods: unknown = found['token_endpoint_auth_methods_supported']
  const optional = (at: unknown, name: string) => (at === undefined ? undefined : safeUrl(at, name).href)
  return {
    name: issuer,
    keys: { keys: keys.filter(isKey) },
    authorizationAt: optional(authorization_endpoint, 'authorization_endpoint'),
    tokensAt: optional(token_endpoint, 'token_endpoint'),
    endSessionAt: optional(end_session_endpoint, 'end_session_endpoint'),
    takesSecretInBody: Array.isArray(methods) && !methods.includes('client_secret_basic'),
  }
}

/** Whether what is sent there, or comes from there, can be neither read nor changed on the way. */
export const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))

/** What is sent with a question. */
export interface Sent {
  readonly method?: string
  readonly body?: URLSearchParams
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks for an object of JSON. Throws a sentence that says what is wrong. */
export async function askJson(url: URL, init: Sent = {}): Promise<Record<string, unknown>> {
  const where = `${url.origin}${url.pathname}`
  const { status, text } = await ask(url, init).catch((error: unknown) => {
    throw new Error(`${where} does not answer: ${whyOf(error)}.`, { cause: error })
  })
  const answer = parsed(text)
  if (status !== 200) throw new Refused(`${where} answers with status ${status}${reasonIn(answer)}.`, status)
  if (answer) return answer
  throw new Error(`${where} answers with something else than an object of JSON.`)
}

/** The other side has answered, but not as it was asked. */
export class Refused extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

async function ask(url: URL, init: Sent): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(patienceMs)
  const headers = { accept: 'application/json', ...init.headers }
  const response = await fetch(url, { ...init, headers, signal, redirect: 'error' })
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > mostBytes) throw new Error(`the answer has more than ${mostBytes} bytes`)
    text += decoder.decode(part, { stream: true })
  }
  return { status: response.status, text }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Such as `invalid_client`, which says what to do. */
function reasonIn(answer: Record<string, unknown> | undefined): string {
  const reason = answer?.['error']
  return typeof reason === 'string' && /^[a-z_]{1,50}$/.test(reason) ? ` (${reason})` : ''
}

function safeUrl(at: unknown, name: string): URL {
  const url = typeof at === 'string' ? URL.parse(at) : null
  if (url && isSafe(url)) return url
  throw new Error(`The issuer's ${name} must be an https URL, not ${shown(at)}.`)
}

const isKey = (key: unknown): key is JSONWebKeySet['keys'][number] =>
  typeof key === 'object' && key !== null && 'kty' in key && typeof key.kty === 'string'

const withoutSlash = (url: string) => url.replace(/\/$/, '')

const shown = (value: unknown) =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : 'nothing that is a text'

/** What stands behind "fetch failed". */
function whyOf(error: unknown): string {
  const { cause, message, name } = error as Error
  if (name === 'TimeoutError') return `no answer within ${patienceMs} ms`
  const { code, message: deeper } = (cause ?? {}) as { code?: string; message?: string }
  return code ?? (deeper || message)
}
