import type { CallToolResult } from '@modelcontextprotocol/server'
import { ExecgraphError } from '../error.ts'
import { fitting, shortened } from './fitting.ts'

interface Telling {
  /** Is told what nobody foresaw. */
  readonly report: (error: unknown) => void
  /** What to do about a call that a server refuses because it does not know who asks. */
  readonly signIn?: string | undefined
}

/** Answers with JSON of a bounded size, errors too: `{ error: { code, message, field, limit, received } }`. */
export async function answering(
  work: () => Promise<object>,
  { report, signIn }: Telling,
): Promise<CallToolResult> {
  try {
    return said(fitting(await work()))
  } catch (error) {
    if (error instanceof ExecgraphError) return failed(error, signIn)
    report(error)
    return { ...said(JSON.stringify({ error: unexpected })), isError: true }
  }
}

const said = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] })

const unexpected = { code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error.' }

/** No tool names backends of a list: the API says this of runs alone, where all backends are engines without them. */
const withoutRuns = {
  code: 'BAD_USER_INPUT',
  message: 'Nothing here has runs, only executions. Call find_executions, or why with "execution".',
}

const longestMessage = 2_000
const longestField = 200

function failed(
  { code, message, retryAfterMs, requestId, errors }: ExecgraphError,
  signIn: string | undefined,
) {
  const hint = code === 'UNAUTHENTICATED' && signIn !== undefined ? ` ${signIn}` : ''
  const { field: path, limit, received, backend } = errors[0]?.extensions ?? {}
  if (path === 'filter.backend') return { ...said(JSON.stringify({ error: withoutRuns })), isError: true }
  const field = typeof path === 'string' ? argumentOf(path) : undefined
  const known = { field, limit, received, backend, retryAfterMs, requestId }
  const text = shortened(message, longestMessage).replaceAll(`"${String(path)}"`, `"${field}"`)
  return { ...said(JSON.stringify({ error: { code, message: `${text}${hint}`, ...known } })), isError: true }
}

interface Result {
  readonly problem: { readonly field?: string | null; readonly message: string } | null
}

/** The results of a mutation, whose problems name the argument of the tool. */
export const inOwnWords = <One extends Result>(results: readonly One[]): One[] =>
  results.map((one) => {
    const path = one.problem?.field
    if (one.problem === null || path == null) return one
    const field = argumentOf(path)
    const message = one.problem.message.replaceAll(`"${path}"`, `"${field}"`)
    return { ...one, problem: { ...one.problem, field, message } }
  })

/** The argument of a tool that was sent as this argument of the API. */
const argumentOf = (path: string) =>
  path
    .slice(0, longestField)
    .replace(/^(?:filter|input|pairs\[\d+\])\./, '')
    .replace(/^after$/, 'cursor')
    .replace(/^tagsAny\b.*/, 'tag')
    .replace(/^failureGroup\b.*/, 'group')

/** Refuses what is more than so many calls at once. */
export function boundedTo(most: number) {
  let underWay = 0
  return async (work: () => Promise<CallToolResult>): Promise<CallToolResult> => {
    if (underWay >= most) {
      const message = `At most ${most} calls are answered at once. Call again when one of them is.`
      const error = { code: 'RATE_LIMITED', message, limit: most, received: underWay + 1 }
      return { ...said(JSON.stringify({ error })), isError: true }
    }
    underWay += 1
    try {
      return await work()
    } finally {
      underWay -= 1
    }
  }
}
