import type { Logger } from 'pino'
import type { McpEntrance } from '../../server/mcp.ts'
import type { McpTools } from '../options/mcp.ts'

/** What answers at `/mcp`. It is loaded only where it is asked for. */
export async function mcpEntrance(
  tools: McpTools | undefined,
  log: Logger,
): Promise<McpEntrance | undefined> {
  if (tools === undefined) return undefined
  const { mcpOverHttp } = await import('../../client/mcp/overhttp.ts')
  return mcpOverHttp({
    allowWrites: tools === 'write',
    report: (error) => log.error({ err: error }, 'unexpected error of a tool of MCP'),
  })
}
