export type FailureCode =
  | 'BACKEND_UNAVAILABLE'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_EXPENSIVE'
  | 'TIMEOUT'
  | 'TOO_LARGE'
  | 'INTERNAL_SERVER_ERROR'

/** A store could not answer. The message is for clients; the driver's error is the cause, for the log only. */
export class StoreFailure extends Error {
  readonly code: FailureCode
  readonly backend: string
  /** The bound that was exceeded, if it is a number. */
  readonly limit?: number

  constructor(code: FailureCode, backend: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreFailure'
    this.code = code
    this.backend = backend
  }
}

export const unavailable = (backend: string, cause?: unknown) =>
  new StoreFailure('BACKEND_UNAVAILABLE', backend, `Backend "${backend}" did not answer.`, cause)

export const readOnlyNow = (backend: string, cause: unknown) =>
  new StoreFailure(
    'BACKEND_UNAVAILABLE',
    backend,
    `Backend "${backend}" takes no writes now: it is read-only. Nothing of this one was stored.`,
    cause,
  )

export const notPermitted = (backend: string, cause: unknown) =>
  new StoreFailure(
    'BACKEND_UNAVAILABLE',
    backend,
    `Backend "${backend}" refused this: its database user lacks the right to do it. Grant the user that right.`,
    cause,
  )

export const noRoom = (backend: string, cause: unknown) =>
  new StoreFailure(
    'BACKEND_UNAVAILABLE',
    backend,
    `Backend "${backend}" has no room left on its disk.`,
    cause,
  )

export const busyReading = (backend: string) =>
  new StoreFailure(
    'RATE_LIMITED',
    backend,
    `Backend "${backend}" is busy with other queries. Ask again a little later.`,
  )

/** Nobody sees it. */
export const abandoned = (backend: string) =>
  new StoreFailure(
    'INTERNAL_SERVER_ERROR',
    backend,
    `The client went before backend "${backend}" had answered.`,
  )

export function tooManyReads(backend: string, limit: number) {
  const message = `This request needs more than ${limit} reads of its backends. Ask for fewer lists, counts and levels, or send several requests.`
  return Object.assign(new StoreFailure('QUERY_TOO_EXPENSIVE', backend, message), { limit })
}

/** `lacks`: what has no index there, as a sentence. */
export const tooExpensive = (backend: string, cause?: unknown, lacks?: string) =>
  new StoreFailure(
    'QUERY_TOO_EXPENSIVE',
    backend,
    `The query exceeded the time limit of backend "${backend}". ${lacks ?? 'Ask for fewer rows or narrow the filter.'}`,
    cause,
  )

export const writeTimeout = (backend: string, ms: number, cause?: unknown) =>
  new StoreFailure(
    'TIMEOUT',
    backend,
    `Backend "${backend}" did not confirm the write within ${ms} ms. It may or may not have been applied: read it back, or send it again.`,
    cause,
  )

/** The write never began. */
export const tooBusy = (backend: string, ms: number, cause?: unknown) =>
  new StoreFailure(
    'TIMEOUT',
    backend,
    `Backend "${backend}" was busy with other writes for ${ms} ms. Nothing of this one was stored: send it again.`,
    cause,
  )

// Data, constraints, limits, and what a trigger raises.
const refused = /^(22|23|54|P0|SQLITE_(CONSTRAINT|TOOBIG|MISMATCH))/

/** The store works, and refuses the values that it was given. */
export const isRefused = (error: Error): boolean => 'code' in error && refused.test(String(error.code))

/** The store did not answer at all. */
export const isAway = (error: unknown): boolean =>
  error instanceof StoreFailure && error.code === 'BACKEND_UNAVAILABLE'

/** Adds the name of its backend to an unforeseen error. */
export function blame(backend: string, error: unknown): unknown {
  return error instanceof Error && !(error instanceof StoreFailure)
    ? Object.assign(error, { backend })
    : error
}

/** The store is not of the configured kind. The message says what is wrong, and what would be right. */
export class WrongStore extends Error {}
