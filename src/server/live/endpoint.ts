import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLParams } from 'graphql-yoga'
import type { Viewer } from '../../graphql/access/viewer.ts'
import type { SentDocument, Texts } from '../../graphql/documents/texts.ts'
import type { Documents } from '../../graphql/live/documents.ts'
import type { Bodyguard, FromSocket, ReadBody } from '../requests/body.ts'
import { takesStream, takesStreamOnly, whyNotJson } from '../requests/jsononly.ts'
import { type Refusal, type RefusalAnswer, answerOf } from '../requests/refuse.ts'
import { droppedIds, namedOperations, sentOperation } from './operations.ts'
import { fetchConnection, nodeConnection } from './connections.ts'
import { traceOpening } from '../tracing/tracing.ts'
import type { OpenStream, Streams } from './streams.ts'
import { answerOfError } from './payloads.ts'

/** What Yoga answers. */
export interface Rest {
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    context?: Pick<FromSocket, 'sent' | 'isEvent'>,
  ): void
  fetch(url: string, init: RequestInit, context: FromSocket): Response | Promise<Response>
}

/** Who asks. Nobody needs to be known for what is open to all. */
type Asker = Viewer | undefined
/** The same without a socket. */
type AskerByFetch = Pick<FromSocket, 'client' | 'viewer'>

interface Tools {
  readonly streams: Streams
  readonly documents: Documents
  readonly texts: Texts
  readonly bodies: Bodyguard
  readonly mask: (error: unknown) => Error
}

/** What a request for a stream asks. */
type Asked =
  | { readonly what: 'several' }
  | { readonly what: 'change'; readonly token: string }
  /** `isEvent`: what is no subscription is answered by an event, too. */
  | { readonly what: 'single'; readonly isEvent: boolean }

/** The first line and the headers of a request. */
interface Head {
  readonly method: string
  readonly path: string
  header(name: string): string | undefined
}

interface Opening {
  open(begin: (connecting: Parameters<Streams['openSingle']>[1]) => OpenStream): void
}

interface Question {
  readonly asked: Asked
  readonly head: Head
  readonly viewer: Viewer
}

interface Of extends Tools {
  readonly rest: Rest
  readonly viewer?: Asker
}

/** Answers requests for streams below Yoga, and leaves the others to it. */
export function createEndpoint(tools: Tools) {
  return {
    over: (rest: Rest) => ({
      handle: (request: IncomingMessage, response: ServerResponse, viewer: Asker) =>
        handle({ ...tools, rest, viewer }, request, response),
      fetch: (url: string, init: RequestInit, asker: AskerByFetch) =>
        fetched({ ...tools, ...asker, rest }, url, init),
    }),
  }
}

/** Opens or changes a stream. Returns what Yoga must answer. */
function answer(
  { streams, documents, texts }: Tools,
  { asked, head, viewer }: Question,
  { params, letGo }: ReadBody,
  { open }: Opening,
): GraphQLParams | undefined {
  const { operations, add = [], drop } = params as Record<string, unknown>
  const textOf = (sent: SentDocument) => texts.of(sent, viewer)
  const traced = (begin: () => void) => traceOpening(head.header('traceparent'), begin)
  if (asked.what === 'change')
    streams.change(asked.token, namedOperations(add, 'add', textOf), droppedIds(drop), viewer)
  else if (asked.what === 'several') {
    const sent = namedOperations(operations, 'operations', textOf)
    const lastId = head.header('last-event-id') || undefined
    traced(() => open((connecting) => streams.openSeveral(sent, lastId, connecting)))
  } else {
    // What takes JSON too is refused as others are.
    if (!asked.isEvent && typeof params.query !== 'string' && !hasId(params)) return params
    const sent = sentOperation(params, textOf)
    if (!documents.isSubscription(sent)) return params
    traced(() => open((connecting) => streams.openSingle(sent, connecting)))
  }
  letGo()
  return undefined
}

const hasId = (params: GraphQLParams) => 'documentId' in params || params.extensions != null

function handle({ rest, viewer, ...tools }: Of, request: IncomingMessage, response: ServerResponse): void {
  const head = headOf(request)
  const asked = askedBy(head)
  if (!asked || !viewer) return rest.handle(request, response)
  const send = ({ status, headers, body }: RefusalAnswer) => {
    if (!response.headersSent) response.writeHead(status, headers).end(body)
  }
  const refusal = whyRefused(asked, head)
  if (refusal) return send(answerOf(refusal))
  const go = async () => {
    const body = await tools.bodies.read(request, response)
    const left = answer(tools, { asked, head, viewer }, body, {
      open: nodeConnection(request, response, viewer),
    })
    if (left) {
      const isEvent = isEventFor(asked)
      if (isEvent) request.headers.accept = 'application/json'
      rest.handle(request, response, { sent: body, isEvent })
    } else if (asked.what === 'change') response.writeHead(204).end()
  }
  go().catch((error: unknown) => send(answerOfError(error, tools.mask)))
}

async function fetched(
  { rest, viewer, client, ...tools }: Of & AskerByFetch,
  url: string,
  init: RequestInit,
): Promise<Response> {
  const given = new Headers(init.headers)
  const head: Head = {
    method: init.method ?? 'GET',
    path: new URL(url).pathname,
    header: (name) => given.get(name) ?? undefined,
  }
  const asked = askedBy(head)
  if (!asked || !viewer) return rest.fetch(url, init, { viewer, client })
  const respond = ({ status, headers, body }: RefusalAnswer) => new Response(body, { status, headers })
  const refusal = whyRefused(asked, head)
  if (refusal) return respond(answerOf(refusal))
  let body: ReadBody | undefined
  try {
    const request = new Request(url, init)
    body = await tools.bodies.take(request)
    const { open, response } = fetchConnection(request.signal, { client, viewer })
    const left = answer(tools, { asked, head, viewer }, body, { open })
    if (!left) return asked.what === 'change' ? new Response(null, { status: 204 }) : response()
    const isEvent = isEventFor(asked)
    if (isEvent) given.set('accept', 'application/json')
    const own = { ...init, headers: Object.fromEntries(given), body: null }
    return await rest.fetch(url, own, { sent: body, isEvent, viewer, client })
  } catch (error) {
    return respond(answerOfError(error, tools.mask))
  } finally {
    body?.letGo()
  }
}

const streamPath = /^\/graphql\/stream(?:\/([^/]*))?$/

function askedBy({ method, path, header }: Head): Asked | undefined {
  const [isStream, token] = streamPath.exec(path) ?? []
  if (isStream !== undefined) return token === undefined ? { what: 'several' } : { what: 'change', token }
  const accept = header('accept') ?? ''
  const isSingle = method === 'POST' && /^\/graphql\/?$/.test(path) && takesStream(accept)
  return isSingle ? { what: 'single', isEvent: takesStreamOnly(accept) } : undefined
}

const isEventFor = (asked: Asked) => asked.what === 'single' && asked.isEvent

function whyRefused({ what }: Asked, { method, header }: Head): Refusal | undefined {
  if (method !== 'POST') return notPosted
  if (what === 'several' && !/text\/(?:event-stream|\*)|\*\/\*/i.test(header('accept') ?? '*/*'))
    return notStreamed
  return whyNotJson(header)
}

const headOf = ({ method = '', url = '', headers }: IncomingMessage): Head => ({
  method,
  path: url.replace(/\?.*$/s, ''),
  header: (name) => headers[name]?.toString(),
})

const notPosted: Refusal = {
  status: 405,
  code: 'BAD_USER_INPUT',
  field: 'method',
  message: 'Streams are asked for by POST.',
  headers: { allow: 'POST' },
}

const notStreamed: Refusal = {
  status: 406,
  code: 'BAD_USER_INPUT',
  field: 'accept',
  message: 'The answer is a stream. Send "Accept: text/event-stream".',
}
