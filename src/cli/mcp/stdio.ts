import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import type { Client } from '../../client/index.ts'
import { createClient } from '../../client/index.ts'
import { createMcp } from '../../client/mcp/mcp.ts'
import { readingLittle } from '../../client/mcp/reading.ts'
import type { BackendUrl } from '../../db/url.ts'
import type { Out } from '../command.ts'
import { createLog } from '../log.ts'
import { redacted } from '../redacting.ts'

interface Asked {
  readonly url: string
  readonly token: string | undefined
  /** Stores to open. Absent: a server is asked. */
  readonly backend: readonly BackendUrl[] | undefined
  readonly allowWrites: boolean
}

/** What the tools ask. */
interface Source {
  readonly client: Client
  readonly dashboard?: string
  readonly signIn?: string
  close(): Promise<void>
}

/** A message of a client that sends more without its end is not waited for. */
const mostBytes = 1024 * 1024

/** Serves MCP over standard input and output. Resolves when the other side has gone. */
export async function serveMcp(asked: Asked, { tell }: Out): Promise<void> {
  const { client, dashboard, signIn, close } = asked.backend
    ? await overStores(asked.backend)
    : overServer(asked)
  // Standard output belongs to the protocol.
  const report = (error: unknown) => tell(`execgraph: ${redacted((error as Error).message).slice(0, 500)}`)
  const telling = { dashboard, signIn, report, allowWrites: asked.allowWrites }
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: mostBytes })
  const served = serveStdio(() => createMcp(client, telling), {
    transport,
    onerror: report,
    maxSubscriptions: 0,
  })
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    process.stdin.once('end', () => resolve()).once('close', () => resolve())
  })
  await served.close()
  await close()
}

function overServer(asked: Asked): Source {
  const { url, token } = asked
  const client = createClient({ url, token, fetch: readingLittle(fetch) })
  return {
    client,
    dashboard: url.replace(/\/+(?:graphql\/*)?$/, ''),
    signIn: 'Set EXECGRAPH_TOKEN for execgraph mcp, or give --token.',
    close: async () => client.close(),
  }
}

async function overStores(backends: readonly BackendUrl[]): Promise<Source> {
  // A file that is not there would be made.
  for (const { store } of backends) {
    const whyNot = store.keepsTokens ? store.whyNotRetain() : undefined
    if (whyNot !== undefined) throw new Error(whyNot)
  }
  const { runApp } = await import('../../server/running.ts')
  const log = createLog('silent')
  const running = await runApp({ backends, tokenStore: undefined, waitForBackends: 0, log })
  const client = createClient({
    url: 'http://execgraph',
    fetch: readingLittle(async (url, init) => running.app.fetch(url, init)),
  })
  return {
    client,
    async close() {
      client.close()
      running.retire()
      await running.close()
    },
  }
}
