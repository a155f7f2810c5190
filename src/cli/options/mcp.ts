/** Which tools MCP has over HTTP: those that read, or those that write too. */
export type McpTools = 'read' | 'write'

export const mcpTools: readonly McpTools[] = ['read', 'write']

export function mcpToolsOf(text: string, source: string): McpTools {
  const found = mcpTools.find((one) => one === text)
  if (found) return found
  throw new Error(`${source} must be read or write, not "${text.slice(0, 100)}".`)
}
