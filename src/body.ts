import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'

export const defaultMaxBody = 8 * 1024 * 1024

/**
 * Stops a request whose body is larger than the limit, without a stream between the socket and the parser: that would
 * nearly double what a small request costs. A declared length is refused before a byte of it is read.
 * Answers whether the request may go on.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse, limit: number): boolean {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > limit) {
    refuse(response, limit, declared)
    request.once('end', () => response.end()).resume()
    return false
  }
  if (request.headers['transfer-encoding'] === undefined) return true
  // No length was declared: count what arrives.
  const push = request.push.bind(request)
  let received = 0
  request.push = (chunk: Buffer | null) => {
    received += chunk?.length ?? 0
    if (received <= limit) return push(chunk)
    refuse(response, limit, received)
    // Whoever reads the body is never told that it ended: what came within the limit may look whole.
    if (chunk === null) response.end()
    return true
  }
  return true
}

/** How long a client may go on writing after it was refused. One that is cut off at once may not see the answer. */
const patience = 2_000

function refuse(response: ServerResponse, limit: number, received: number) {
  if (response.headersSent) return
  const error = {
    message: `The body may have ${limit} bytes, and this one has at least ${received}.`,
    extensions: { code: 'TOO_LARGE', field: 'body', limit, received },
  }
  const body = JSON.stringify({ errors: [error] })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  response.writeHead(413, { ...headers, connection: 'close' }).write(body)
  setTimeout(() => response.end(), patience).unref()
}

const json = /^application\/(graphql\+)?json\b/

/** Only JSON is taken by POST. A form needs no permission to be sent from another site, so it must not run mutations. */
export const useJsonOnly = (): Plugin => ({
  onRequest({ request, fetchAPI, endResponse }) {
    if (request.method !== 'POST') return
    const type = request.headers.get('content-type') ?? ''
    if (json.test(type)) return
    const message = `Send application/json, not ${type === '' ? 'a body without a content type' : JSON.stringify(type.slice(0, 100))}.`
    const body = { errors: [{ message, extensions: { code: 'BAD_USER_INPUT', field: 'content-type' } }] }
    endResponse(fetchAPI.Response.json(body, { status: 415 }))
  },
})
