import type { Refusal } from './send.ts'
import { isStopped } from './underway.ts'

/** `extensions.code` of what the server refused. */
export function codeOf(error: Error): string | undefined {
  const code = (error as Partial<Refusal>).problems?.[0]?.extensions?.['code']
  return typeof code === 'string' ? code : undefined
}

const passing: ReadonlySet<string> = new Set([
  'BACKEND_UNAVAILABLE',
  'RATE_LIMITED',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
])

/** Whether it would be refused again. What did not come from the server may pass. */
export function isFinal(error: Error): boolean {
  const code = codeOf(error)
  if (isStopped(error)) return true
  return code !== undefined && !passing.has(code)
}

/** The backends that an error says did not answer. */
export const awayIn = (error: Error | undefined): readonly string[] =>
  ((error as Partial<Refusal> | undefined)?.problems ?? []).flatMap(({ extensions }) => {
    const { code, backend } = extensions ?? {}
    return code === 'BACKEND_UNAVAILABLE' && typeof backend === 'string' ? [backend] : []
  })

/** The id of the request that was refused, by which the server's log knows it. */
export function requestIdOf(error: Error): string | undefined {
  return (error as Partial<Refusal>).requestId ?? undefined
}
