import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Refusal, refuse } from './refuse.ts'

export const defaultMaxRequests = 5_000

type Handle = (request: IncomingMessage, response: ServerResponse, context?: object) => void

/** What must be answered however many requests are under way: whether the process lives. */
const always = /^\/(?:healthz|readyz|metrics)(?:[/?]|$)/

/** Refuses requests at once while so many are under way. Streams have a bound of their own, and come past this. */
export function createUnderWay(most: number, note: (refusal: Refusal) => void) {
  let underWay = 0
  const release = () => void (underWay -= 1)
  const refusal = tooMany(most)
  return (handle: Handle): Handle =>
    (request, response, context) => {
      if (underWay >= most && !always.test(request.url ?? '')) {
        note(refusal)
        return refuse(request, response, refusal)
      }
      underWay += 1
      response.once('close', release)
      return handle(request, response, context)
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
