import { createMcpHandler } from '@modelcontextprotocol/server'
import { createClient } from '../client.ts'
import type { Fetch } from '../sending.ts'
import { type McpOptions, createMcp } from './mcp.ts'

/** A message of MCP that came by HTTP. */
interface Sent {
  readonly url: string
  readonly headers: Headers
  readonly body: object
  readonly signal: AbortSignal
  /** Asks the API in the name of whoever sent it. */
  readonly ask: Fetch
}

/** A longer answer would be read at the cost of others. Fifty errors of the largest size fit, and little of it is shown. */
const mostRead = 8 * 1024 * 1024

/** Answers MCP over HTTP, each message by itself: there are no sessions, and no streams. */
export const mcpOverHttp =
  ({ allowWrites, report }: Pick<McpOptions, 'allowWrites' | 'report'>) =>
  async ({ url, headers, body, signal, ask }: Sent): Promise<Response> => {
    const { origin } = new URL(url)
    const client = createClient({ url: origin, fetch: bounded(ask), retries: 0 })
    const handler = createMcpHandler(() => createMcp(client, { dashboard: origin, allowWrites, report }), {
      maxSubscriptions: 0,
    })
    // A client that takes less gets what it can read all the same: no answer of ours is a stream.
    const own = new Headers(headers)
    own.set('accept', 'application/json, text/event-stream')
    const request = new Request(url, { method: 'POST', headers: own, signal })
    const response = await handler.fetch(request, { parsedBody: body })
    const { status } = response
    const type = response.headers.get('content-type')
    return new Response(await response.text(), {
      status,
      headers: type === null ? {} : { 'content-type': type },
    })
  }

const bounded =
  (ask: Fetch): Fetch =>
  async (url, init) => {
    const response = await ask(url, init)
    const text = await response.text()
    if (text.length > mostRead) return tooLong(text.length)
    return new Response(text, { status: response.status, headers: [...response.headers] })
  }

function tooLong(received: number): Response {
  const message = `What answers this has ${received} characters, and a tool reads at most ${mostRead}. Ask for less.`
  const extensions = { code: 'QUERY_TOO_EXPENSIVE', limit: mostRead, received }
  return Response.json({ errors: [{ message, extensions }] })
}
