import type { LiveError } from './frames.ts'
import type { Running } from './operations.ts'

export interface LiveOptions {
  /** Of the streams, such as `http://127.0.0.1:4000/graphql/stream`. */
  readonly url: string
  /** Sent with each request. It is read each time, so that a getter may renew a token. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** What a server answered instead of a stream. */
export interface Refused {
  readonly errors: readonly LiveError[]
  /** To send the same again is of no use. */
  readonly isFinal: boolean
  readonly retryAfterMs: number
}

export function post(options: LiveOptions, path: string, body: object, more: Sending): Promise<Response> {
  const { url, headers, fetch: send = fetch } = options
  return send(`${url}${path}`, {
    method: 'POST',
    headers: { ...headers, ...more.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: more.signal,
  })
}

interface Sending {
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export const sentForm = ({ id, operation: { query, documentId, variables }, sendsText }: Running) =>
  sendsText ? { id, query, variables } : { id, documentId, variables }

/** Reads an answer that is no stream. */
export async function refusedBy(response: Response): Promise<Refused> {
  const { status, headers } = response
  const seconds = Number(headers.get('retry-after') ?? 0)
  return {
    errors: (await errorsIn(response)) ?? [{ message: `The server answered ${status}.` }],
    isFinal: status >= 400 && status < 500 && !passing.has(status),
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : 0,
  }
}

/** Too slow a request, too early, and too many of them. */
const passing: ReadonlySet<number> = new Set([408, 425, 429])

async function errorsIn(response: Response): Promise<readonly LiveError[] | undefined> {
  try {
    const { errors } = (await response.json()) as { errors?: readonly LiveError[] }
    return errors
  } catch {
    return undefined
  }
}
