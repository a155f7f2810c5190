import type { ToolAnnotations } from '@modelcontextprotocol/server'
import type * as z from 'zod'
import type { Client } from '../client.ts'
import { checked } from './checking.ts'
import type { Links } from './links.ts'

/** What a tool answers with. */
export interface Asking {
  readonly client: Client
  readonly links: Links
  /** Whoever called the tool waits no longer. */
  readonly signal: AbortSignal
}

interface Told {
  readonly name: string
  readonly description: string
  readonly annotations: ToolAnnotations
}

/** A tool. Its line in docs/mcp.md, its rule of access and what assistants are told come from here. */
export interface Tool extends Told {
  readonly input: z.ZodObject
  /** Throws an `ExecgraphError` for wrong arguments, or if there is no answer. */
  readonly answer: (args: unknown, asking: Asking) => Promise<object>
}

export const reads: ToolAnnotations = { readOnlyHint: true, openWorldHint: false }

/** Checks the arguments before the tool is asked. */
export const toolOf = <Input extends z.ZodObject>({
  answer,
  ...told
}: Told & {
  readonly input: Input
  readonly answer: (given: z.output<Input>, asking: Asking) => Promise<object>
}): Tool => ({
  ...told,
  answer: (args, asking) => answer(checked(told.input, args), asking),
})
