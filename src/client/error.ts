import type { ErrorCode } from './documents/documents.gen.ts'

/** An error of an answer, as the server says it. */
export interface ServerError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  /** `code`, and with it what is known: `field`, `limit`, `received`, `backend`. */
  readonly extensions?: Readonly<Record<string, unknown>>
}

/**
 * A code of the API, or of the client. `UNREACHABLE`: no answer came, or what came is not one of Execgraph.
 * `FELL_BEHIND`: a subscription was read so slowly that what waited to be read became too much. Servers of later
 * versions may know others.
 */
export type Code = ErrorCode | 'UNREACHABLE' | 'FELL_BEHIND' | (string & {})

interface Known {
  readonly code: Code
  readonly status?: number | undefined
  readonly retryAfterMs?: number | undefined
  readonly errors?: readonly ServerError[]
  readonly data?: unknown
  readonly requestId?: string | undefined
  readonly cause?: unknown
}

/**
 * Why a call of the client failed, whatever the reason. Only what is aborted is rejected with the signal's own
 * reason.
 */
export class ExecgraphError extends Error {
  override readonly name = 'ExecgraphError'
  readonly code: Code
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined
  /** How long the server wants to be left alone. */
  readonly retryAfterMs: number | undefined
  /** All errors of the answer. The first one gives the message and the code. */
  readonly errors: readonly ServerError[]
  /** What came beside the errors, in the form of the document's answer. */
  readonly data: unknown
  /** By which the server's log knows the request. */
  readonly requestId: string | undefined

  constructor(message: string, { code, status, retryAfterMs, errors = [], data, requestId, cause }: Known) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.status = status
    this.retryAfterMs = retryAfterMs
    this.errors = errors
    this.data = data
    this.requestId = requestId
  }
}

/** The code that the server gave to an error. */
export const codeIn = (error: ServerError | undefined): Code | undefined => {
  const code = error?.extensions?.['code']
  return typeof code === 'string' ? code : undefined
}

/** An error for these errors of an answer. */
export const errorOf = (errors: readonly ServerError[], known: Omit<Known, 'code' | 'errors'> = {}) =>
  new ExecgraphError(errors[0]?.message ?? 'The answer was empty.', {
    ...known,
    code: codeIn(errors[0]) ?? 'UNREACHABLE',
    errors,
  })
