import type { IncomingMessage, ServerResponse } from 'node:http'
import { coded } from '../../graphql/errors.ts'
import { currentRequestId, idHeader } from './ids.ts'
import type { ErrorCode } from '../../graphql/types.gen.ts'

/** Why a request is refused before any of it is executed. */
export interface Refusal {
  readonly status: number
  readonly code: ErrorCode
  readonly field: string
  readonly message: string
  readonly limit?: number
  readonly received?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** How long a client may go on sending after a refusal. If it were cut off at once, it might not see the answer. */
const patience = 2_000
/** How many refused bodies may wait unread. Each takes megabytes of the system's memory for connections. */
const mostUnread = 64

/** The ends of refusals whose bodies are not read, oldest first. */
const unread = new Set<() => void>()

/** Answers a request without reading the rest of it. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent || response.destroyed) return
  const { status, body, ...given } = answerOf(refusal, response.getHeader(idHeader)?.toString())
  const headers = { ...given.headers, 'content-length': Buffer.byteLength(body) }
  if (!hasBody(request)) {
    response.writeHead(status, headers).end(body)
    return
  }
  response.writeHead(status, { ...headers, connection: 'close' }).write(body)
  const end = () => {
    unread.delete(end)
    response.end()
  }
  setTimeout(end, patience).unref()
  if (refusal.code === 'RATE_LIMITED' || refusal.code === 'UNAUTHENTICATED') leaveUnread(request, end)
  else request.once('end', end).resume()
}

/** What a crowd sends waits where it is: reading it would take the time of those that are not refused. */
function leaveUnread(request: IncomingMessage, end: () => void) {
  request.pause()
  unread.add(end)
  const [oldest] = unread
  if (unread.size > mostUnread) oldest!()
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** A refusal as an error, for what is answered elsewhere. */
export function refusalError({ code, message, status, headers, ...details }: Refusal) {
  return coded(code, message, { ...details, http: { status, headers } })
}

/** What a refused request is answered. */
export interface RefusalAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

export function answerOf(
  { message, code, field, limit, received, status, headers }: Refusal,
  requestId = currentRequestId(),
): RefusalAnswer {
  const errors = [{ message, extensions: { code, field, limit, received } }]
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ errors, ...(requestId !== undefined && { extensions: { requestId } }) }),
  }
}
