import type { Ticks } from '../../client/live/rows.ts'
import { type BackendCost, noteAsked } from './costs.ts'
import type { Document } from './document.ts'
import { documentIdOf } from './documentids.ts'
import { beginRequest } from './underway.ts'

/** What the server says is wrong. */
interface Problem {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** An error that the server has told, with all that it said. */
export interface Refusal extends Error {
  readonly problems: readonly Problem[]
  /** By which the server's log knows the request. */
  readonly requestId: string | null
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
  readonly extensions?: { readonly backends?: readonly BackendCost[]; readonly tick?: Ticks }
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
    const [, name = 'Query'] = /(?:query|mutation)\s+(\w+)/.exec(query) ?? []
    const response = await post(query, { operationName: name, variables }, request.signal)
    const { data, errors, extensions = {} } = await bodyOf(response)
    noteAsked({
      name,
      query,
      variables: { ...variables },
      backends: extensions.backends ?? [],
      at: Date.now(),
    })
    const error = errors && errors.length > 0 ? refusalOf(errors, response) : undefined
    return { data: (data as Data | null) ?? undefined, error, ticks: extensions.tick }
  } catch (error) {
    return { data: undefined, error: error as Error, ticks: undefined }
  } finally {
    request.end()
  }
}

/** Ids of documents that the server does not know, as one of an earlier version. */
const unknown = new Set<string>()

/** Sends the id of a document, where it is known, instead of its text. */
async function post(query: string, more: object, signal: AbortSignal): Promise<Response> {
  const sent = (body: object) =>
    fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept': 'application/graphql-response+json' },
      body: JSON.stringify({ ...body, ...more }),
      signal,
    })
  const documentId = documentIdOf(query)
  if (documentId === undefined || unknown.has(documentId)) return sent({ query })
  const response = await sent({ documentId })
  if (response.status !== 404) return response
  unknown.add(documentId)
  return sent({ query })
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

const refusalOf = (problems: readonly Problem[], { headers }: Response): Refusal =>
  Object.assign(new Error(problems[0]!.message), { problems, requestId: headers.get('x-request-id') })
