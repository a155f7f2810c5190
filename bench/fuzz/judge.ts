import { ErrorCode } from './codes.ts'
import type { Answered } from './send.ts'

/** What the API says of an error. */
interface Told {
  readonly message?: string
  readonly extensions?: { readonly code?: string }
}

/** Words of what is inside, which no client may see. */
const inside =
  /Unexpected error|node_modules|\.ts:\d|SQLITE_|SqliteError|PostgresError|select .* from|at \w+ \(|ECONN|undefined is not/

/** Statuses that the API documents. */
const declared = new Set([200, 204, 302, 304, 400, 403, 404, 405, 406, 413, 415, 429, 431])

/** What is wrong with an answer, by what it did in the stores. `undefined`: nothing. */
export function wrongWith({ status, type, text }: Answered, statements: number): string | undefined {
  if (!declared.has(status)) return `status ${status}`
  if (type.startsWith('text/event-stream') || text === '' || !type.includes('json'))
    return inside.test(text) ? 'says what is inside' : undefined
  let answer: { data?: unknown; errors?: readonly Told[] }
  try {
    answer = JSON.parse(text) as typeof answer
  } catch {
    return 'is no JSON'
  }
  for (const { message = '', extensions } of answer.errors ?? []) {
    if (inside.test(message)) return 'says what is inside'
    if (!ErrorCode.has(extensions?.code ?? '')) return `code ${extensions?.code}`
    if (extensions?.code === 'INTERNAL_SERVER_ERROR') return 'an unexpected error'
  }
  const isRefused = status >= 400 || (answer.errors && !('data' in answer))
  return isRefused && statements > 0 ? `${statements} statements for a refused request` : undefined
}
