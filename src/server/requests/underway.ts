import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Refusal, answerOf, refuse } from './refuse.ts'

export const defaultMaxRequests = 5_000

/** What answers requests, with a socket and without. */
export interface Answering<Rest extends unknown[]> {
  readonly handle: (request: IncomingMessage, response: ServerResponse, context?: object) => void
  readonly fetch: (url: string, ...rest: Rest) => Response | Promise<Response>
}

/** What must be answered however many requests are under way: whether the process lives. */
const always = /^\/(?:healthz|readyz|metrics)(?:[/?]|$)/

/** Refuses requests at once while so many are under way. Streams have a bound of their own, and come past this. */
export function createUnderWay(most: number, note: (refusal: Refusal) => void) {
  let underWay = 0
  const waiting = new Set<() => void>()
  const release = () => {
    underWay -= 1
    if (underWay === 0) for (const call of waiting) call()
  }
  const refusal = tooMany(most)
  /** Counts a request, or returns why it is refused. */
  const begin = (target: string): Refusal | undefined => {
    if (underWay >= most && !always.test(target)) {
      note(refusal)
      return refusal
    }
    underWay += 1
    return undefined
  }
  return {
    over: <Rest extends unknown[]>({ handle, fetch }: Answering<Rest>): Answering<Rest> => ({
      handle(request, response, context) {
        const refused = begin(request.url ?? '')
        if (refused) return refuse(request, response, refused)
        response.once('close', release)
        return handle(request, response, context)
      },
      async fetch(url, ...rest) {
        const refused = begin(new URL(url).pathname)
        if (refused) {
          const { body, ...init } = answerOf(refused)
          return new Response(body, init)
        }
        try {
          return await fetch(url, ...rest)
        } finally {
          release()
        }
      },
    }),
    /** Resolves when no request is under way. */
    idle: () => new Promise<void>((resolve) => (underWay === 0 ? resolve() : void waiting.add(resolve))),
  }
}

const tooMany = (limit: number): Refusal => ({
  status: 429,
  code: 'RATE_LIMITED',
  field: 'request',
  message: `The server answers ${limit} requests at once, and so many are under way. Send it again in a moment.`,
  limit,
  headers: { 'retry-after': '1' },
})
