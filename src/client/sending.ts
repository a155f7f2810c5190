import { type Code, ExecgraphError, type ServerError } from './error.ts'
import { retryAfterIn } from './retrying.ts'

/** As `fetch` has it. A server in the same process has one too. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What the server says: GraphQL's answer, and what it says beside it. */
export interface Answer<Data> {
  readonly data: Data | null
  readonly errors: readonly ServerError[]
  /** `backends` (statements, rows and milliseconds by store), `cost`, `tick`. */
  readonly extensions: Readonly<Record<string, unknown>>
}

export interface Reply extends Answer<unknown> {
  readonly status: number
  readonly retryAfterMs: number | undefined
  readonly requestId: string | undefined
}

export interface Server {
  /** Of the API, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: Fetch
}

/** The server bounds its answers by far less. Without this, a connection that died in sleep would never be told. */
const patienceMs = 60_000

/** Sends a request once. Rejects if no answer of GraphQL came. */
export async function send(server: Server, body: object, signal: AbortSignal | undefined): Promise<Reply> {
  const patience = AbortSignal.timeout(patienceMs)
  const until = signal ? AbortSignal.any([signal, patience]) : patience
  try {
    const response = await server.fetch(server.url, {
      method: 'POST',
      headers: {
        ...server.headers,
        'content-type': 'application/json',
        'accept': 'application/graphql-response+json, application/json;q=0.9',
      },
      body: JSON.stringify(body),
      signal: until,
    })
    return replyOf(response, await response.text())
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ExecgraphError) throw error
    const why = patience.aborted ? `did not answer within ${patienceMs / 1000} s` : 'did not answer'
    throw new ExecgraphError(`${nameOf(server.url)} ${why}.`, { code: 'UNREACHABLE', cause: error })
  }
}

function replyOf(response: Response, text: string): Reply {
  const { status, headers } = response
  const known = {
    status,
    retryAfterMs: retryAfterIn(headers),
    requestId: headers.get('x-request-id') ?? undefined,
  }
  const answer = parsed(text)
  if (answer && (answer.data !== undefined || answer.errors !== undefined))
    return {
      data: answer.data ?? null,
      errors: answer.errors ?? [],
      extensions: answer.extensions ?? {},
      ...known,
    }
  const message = `What came in place of an answer was HTTP status ${status}.`
  throw new ExecgraphError(message, { code: codes[status] ?? 'UNREACHABLE', ...known })
}

/** Of answers that do not come from Execgraph, as from a proxy before it. */
const codes: Readonly<Record<number, Code>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  413: 'TOO_LARGE',
  429: 'RATE_LIMITED',
}

interface Body {
  readonly data?: unknown
  readonly errors?: readonly ServerError[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

function parsed(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}

/** Without the user and the password that an address may hold. */
const nameOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : 'The server')
