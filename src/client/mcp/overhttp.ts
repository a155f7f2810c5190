import { createMcpHandler } from '@modelcontextprotocol/server'
import { createClient } from '../client.ts'
import type { Fetch } from '../sending.ts'
import { type McpOptions, createMcp } from './mcp.ts'
import { readingLittle } from './reading.ts'

/** A message of MCP that came by HTTP. */
interface Sent {
  readonly url: string
  readonly headers: Headers
  readonly body: object
  readonly signal: AbortSignal
  /** Asks the API in the name of whoever sent it. */
  readonly ask: Fetch
}

/** Answers MCP over HTTP, each message by itself: there are no sessions, and no streams. */
export const mcpOverHttp =
  ({ allowWrites, report }: Pick<McpOptions, 'allowWrites' | 'report'>) =>
  async ({ url, headers, body, signal, ask }: Sent): Promise<Response> => {
    const { origin } = new URL(url)
    const client = createClient({ url: origin, fetch: readingLittle(ask), retries: 0 })
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
