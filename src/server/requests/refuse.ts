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
  const body = refusedBody(refusal, response.getHeader(idHeader)?.toString())
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...refusal.headers,
  }
  if (!hasBody(request)) {
    response.writeHead(refusal.status, headers).end(body)
    return
  }
  response.writeHead(refusal.status, { ...headers, connection: 'close' }).write(body)
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

export function refusedBody(
  { message, code, field, limit, received }: Refusal,
  requestId = currentRequestId(),
): string {
  const errors = [{ message, extensions: { code, field, limit, received } }]
  return JSON.stringify({ errors, ...(requestId !== undefined && { extensions: { requestId } }) })
}
