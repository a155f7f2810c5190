import type { Plugin } from 'graphql-yoga'
import type { Gate } from './access/gate.ts'
import { answerOfError } from './live/payloads.ts'
import type { Outgoing } from './outgoing.ts'
import type { Yoga } from './overyoga.ts'
import { type Bodyguard, type FromSocket, type ReadBody } from './requests/body.ts'
import { clientFor, publicUrl } from './requests/forwarded.ts'
import { badRequest } from './requests/intake.ts'
import { whyNotJson } from './requests/jsononly.ts'
import { interestBy, interestIn } from './requests/leaving.ts'
import { type Rates, chargedTo, charging } from './requests/rates.ts'
import { type Refusal, refusalError } from './requests/refuse.ts'

/** A message of the Model Context Protocol, from somebody who was let in. */
interface Message {
  readonly url: string
  readonly headers: Headers
  readonly body: object
  readonly signal: AbortSignal
  /** Asks the API as whoever sent the message: with the same rights, and at the cost of the same client. */
  readonly ask: (url: string, init: RequestInit) => Promise<Response>
}

/** Answers a message. The answer is short and no stream. */
export type McpEntrance = (message: Message) => Promise<Response>

interface Tools {
  readonly viewerIn: Gate['viewerIn']
  readonly bodies: Bodyguard
  readonly rates: Rates | undefined
  readonly outgoing: Outgoing
  readonly mask: { readonly own: (error: unknown) => Error }
  readonly yogaOf: () => Yoga
}

const mcpPath = '/mcp'

/** Bytes of a message: a call of a tool is short. */
const mostBytes = 128 * 1024

/** `/mcp`, if the operator wants it. Whoever asks there is let in, limited and charged as at `/graphql`. */
export function useMcp(entrance: McpEntrance | undefined, tools: Tools): Plugin<object, FromSocket> {
  if (!entrance) return {}
  return {
    // Nothing waits for a promise at other paths.
    onRequest({ request, url, serverContext, fetchAPI, endResponse }) {
      if (url.pathname !== mcpPath) return undefined
      const answer = async () => {
        try {
          return await answerTo(entrance, { request, url, from: serverContext }, tools)
        } catch (error) {
          return answerOfError(error, tools.mask.own)
        }
      }
      return answer().then(({ body, ...init }) => endResponse(new fetchAPI.Response(body, init)))
    },
  }
}

interface Asked {
  readonly request: Request
  readonly url: URL
  readonly from: FromSocket
}

async function answerTo(entrance: McpEntrance, { request, url, from }: Asked, tools: Tools) {
  const { viewerIn, bodies, rates, outgoing, yogaOf } = tools
  const refusal = whyRefused(request)
  if (refusal) throw refusalError(refusal)
  const { req, res } = from
  const client = clientFor(from)
  const viewer = viewerIn(from)
  charging(rates, chargedTo({ viewer, client }))(0)
  const leaving = new AbortController()
  const forget = (req ? interestIn(req) : interestBy(request.signal)).onOver(() => leaving.abort())
  const read = req && res ? await bodies.read(req, res, mostBytes) : await bodies.take(request, mostBytes)
  try {
    const asker: FromSocket = { ...(req && { req }), client, viewer }
    const response = await entrance({
      url: publicUrl(mcpPath, url, from),
      headers: request.headers,
      body: messageIn(read),
      signal: leaving.signal,
      ask: async (to, init) => yogaOf().fetch(to, init, asker),
    })
    const body = await response.text()
    const room = outgoing.roomFor(res)
    room.hold(Buffer.byteLength(body))
    room.handOver()
    const type = response.headers.get('content-type')
    const { status } = response
    return { body: body === '' ? null : body, status, headers: type === null ? {} : { 'content-type': type } }
  } finally {
    read.letGo()
    forget()
  }
}

/** A batch is refused: one request would begin as much as many. */
function messageIn({ params }: ReadBody): object {
  if (Array.isArray(params)) throw badRequest('Send one message, not a list of them.')
  return params
}

function whyRefused({ method, headers }: Request): Refusal | undefined {
  return method === 'POST' ? whyNotJson((name) => headers.get(name) ?? undefined) : notPosted
}

const notPosted: Refusal = {
  status: 405,
  code: 'BAD_USER_INPUT',
  field: 'method',
  message: 'Messages are sent by POST. There are no sessions and no streams.',
  headers: { allow: 'POST' },
}
