import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientOf } from './forwarded.ts'
import { type Refusal, answerOf, refuse } from './refuse.ts'

export const defaultMaxRequests = 5_000

/** What answers requests, with a socket and without. */
export interface Answering<Rest extends unknown[]> {
  readonly handle: (request: IncomingMessage, response: ServerResponse, context?: object) => void
  readonly fetch: (url: string, ...rest: Rest) => Response | Promise<Response>
}

/** What must be answered however many requests are under way: whether the process lives. */
const always = /^\/(?:healthz|readyz|metrics)(?:[/?]|$)/

/**
 * Refuses requests at once while so many are under way, half of them of one address: claims wait for long. Streams have
 * a bound of their own, and come past this.
 */
export function createUnderWay(most: number, note: (refusal: Refusal) => void) {
  let underWay = 0
  const byAddress = new Map<string, number>()
  const waiting = new Set<() => void>()
  const count = (client: string | undefined, change: 1 | -1) => {
    underWay += change
    if (client === undefined) return
    const now = (byAddress.get(client) ?? 0) + change
    if (now > 0) byAddress.set(client, now)
    else byAddress.delete(client)
  }
  const ofOne = Math.ceil(most / 2)
  const refusals = { all: tooMany('', most), one: tooMany(' of one address', ofOne) }
  /** Counts a request and returns what ends it, or why it is refused. */
  const begin = (target: string, client: string | undefined): Refusal | (() => void) => {
    const isOne = client !== undefined && (byAddress.get(client) ?? 0) >= ofOne
    if ((underWay >= most || isOne) && !always.test(target)) {
      const refusal = isOne ? refusals.one : refusals.all
      note(refusal)
      return refusal
    }
    count(client, 1)
    return () => {
      count(client, -1)
      if (underWay === 0) for (const call of waiting) call()
    }
  }
  return {
    over: <Rest extends unknown[]>({ handle, fetch }: Answering<Rest>): Answering<Rest> => ({
      handle(request, response, context) {
        const begun = begin(request.url ?? '', clientOf(request))
        if (typeof begun !== 'function') return refuse(request, response, begun)
        response.once('close', begun)
        return handle(request, response, context)
      },
      async fetch(url, ...rest) {
        const begun = begin(new URL(url).pathname, undefined)
        if (typeof begun !== 'function') {
          const { body, ...init } = answerOf(begun)
          return new Response(body, init)
        }
        try {
          return await fetch(url, ...rest)
        } finally {
          begun()
        }
      },
    }),
    /** Resolves when no request is under way. */
    idle: () => new Promise<void>((resolve) => (underWay === 0 ? resolve() : void waiting.add(resolve))),
  }
}

const tooMany = (whose: string, limit: number): Refusal => ({
  status: 429,
  code: 'RATE_LIMITED',
  field: 'request',
  message: `The server answers ${limit} requests${whose} at once, and so many are under way. Send it again in a moment.`,
  limit,
  headers: { 'retry-after': '1' },
})
