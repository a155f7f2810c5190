import type { Ticks } from '../../client/live/rows.ts'
import { type BackendCost, noteAsked } from './costs.ts'
import type { Document } from './document.ts'
import { beginRequest } from './underway.ts'

/** What the server says is wrong. */
interface Problem {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** An error that the server has told, with all that it said. */
export interface Refusal extends Error {
  readonly problems: readonly Problem[]
  /** By what the server's log knows the request. */
  readonly requestId?: string | undefined
}

/** What came of a query. There may be an error beside data: a part of it is missing then. */
export interface Reply<Data> {
  readonly data: Data | undefined
  readonly error: Error | undefined
  /** `extensions.tick`: how far the answer has seen. */
  readonly ticks: Ticks | undefined
}

interface Body {
  readonly data?: unknown
  readonly errors?: readonly Problem[]
  readonly extensions?: {
    readonly backends?: readonly BackendCost[]
    readonly tick?: Ticks
    readonly requestId?: string
  }
}

/** The server bounds its answers by far less. Without this, a connection that died in sleep would never be told. */
const patienceMs = 30_000

/** Sends a query or a mutation by itself: two that are alike may have different answers. Never throws. */
export async function send<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<Reply<Data>> {
  const query = document.toString()
  const request = beginRequest(!/^\s*mutation\b/.test(query), patienceMs)
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept': 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables }),
      signal: request.signal,
    })
    const { data, errors, extensions = {} } = await bodyOf(response)
    const [, name = 'Query'] = /(?:query|mutation)\s+(\w+)/.exec(query) ?? []
    noteAsked({
      name,
      query,
      variables: { ...variables },
      backends: extensions.backends ?? [],
      at: Date.now(),
    })
    const error = errors && errors.length > 0 ? refusalOf(errors, extensions.requestId) : undefined
    return { data: (data as Data | null) ?? undefined, error, ticks: extensions.tick }
  } catch (error) {
    return { data: undefined, error: error as Error, ticks: undefined }
  } finally {
    request.end()
  }
}

/** A server or a proxy that answers something else has failed too. */
async function bodyOf(response: Response): Promise<Body> {
  const text = await response.text()
  try {
    return JSON.parse(text) as Body
  } catch {
    throw new Error(`What came in place of an answer was status ${response.status}.`)
  }
}

const refusalOf = (problems: readonly Problem[], requestId: string | undefined): Refusal =>
  Object.assign(new Error(problems[0]!.message), { problems, requestId })
