import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { tmpdir } from 'node:os'
import { bundled } from './process.ts'

/** What a tool answered. */
export interface Told {
  readonly isError: boolean
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
}

/** A client of MCP, as assistants have it: the SDK's own. */
export interface Assistant {
  readonly client: Client
  call(name: string, args?: Record<string, unknown>): Promise<Told>
  toolNames(): Promise<string[]>
  close(): Promise<void>
}

async function assistantOver(
  transport: StreamableHTTPClientTransport | StdioClientTransport,
): Promise<Assistant> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport)
  return {
    client,
    async call(name, args = {}) {
      const { content, isError = false } = await client.callTool({ name, arguments: args })
      const [first] = content
      const text = first?.type === 'text' ? first.text : ''
      return { isError, text, json: JSON.parse(text) as Record<string, unknown> }
    },
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    close: () => client.close(),
  }
}

/** Over HTTP, at `/mcp` of a server. */
export const connectTo = (url: string, secret?: string): Promise<Assistant> =>
  assistantOver(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
      ...(secret !== undefined && { requestInit: { headers: { authorization: `Bearer ${secret}` } } }),
    }),
  )

interface Started {
  readonly env?: Record<string, string>
  /** What is run. Default: the sources in few files. */
  readonly program?: readonly [string, ...string[]]
}

/** The command `mcp`, started as an assistant starts it. */
export function startMcp(args: readonly string[], { env = {}, program }: Started = {}): Promise<Assistant> {
  const [command, ...first] = program ?? bundled
  const { PATH = '' } = process.env
  return assistantOver(
    new StdioClientTransport({
      command,
      args: [...first, 'mcp', ...args],
      env: { PATH, HOME: tmpdir(), TMPDIR: tmpdir(), ...env },
      stderr: 'inherit',
    }),
  )
}
