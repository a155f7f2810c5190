/** What may be logged of an error. */
interface Loggable {
  readonly name?: string | undefined
  /** The backend that it came from. */
  readonly backend?: string
  /** Our own code, a SQLSTATE, or SQLite's. */
  readonly code?: string
  readonly constraint?: string
  readonly message?: string
  readonly where?: readonly string[]
  readonly cause?: Loggable
}

/** Connections, resources, objects in use, intervention by an operator, the system: nothing in these repeats a value. */
const harmless = /^(08|53|55|57|58)/
const mostFrames = 20

/**
 * An error without what it may repeat of a request, a record or a URL. A driver's message may hold any of these, and is
 * left out but for the classes above.
 */
export function loggable(error: unknown, depth = 2): Loggable {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, code, backend, severity, constraint_name: constraint } = error as Error & Foreign
  const isServers = severity !== undefined && typeof code === 'string'
  return {
    name: /^\w{1,60}$/.test(name) ? name : undefined,
    ...(isWord(code) && { code }),
    ...(typeof backend === 'string' && { backend }),
    ...(isServers && harmless.test(code) && { message: error.message }),
    ...(typeof constraint === 'string' && { constraint }),
    ...constraintOfSqlite(error.message, code),
    ...frames(error),
    ...(error.cause instanceof Error && depth > 1 && { cause: loggable(error.cause, depth - 1) }),
  }
}

/** What drivers and backends add to an error. */
interface Foreign {
  readonly code?: unknown
  readonly backend?: unknown
  readonly severity?: unknown
  readonly constraint_name?: unknown
}

const isWord = (code: unknown): code is string => typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code)

/** SQLite names the columns in its message. What a trigger raises has another code. */
function constraintOfSqlite(message: string, code: unknown) {
  if (typeof code !== 'string' || !/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|NOTNULL)$/.test(code)) return {}
  const constraint = /constraint failed: ([\w., ]+)$/.exec(message)?.[1]
  return constraint === undefined ? {} : { constraint }
}

/** The stack begins with the message, whose lines may look like frames. */
function frames({ stack = '', message }: Error) {
  const at = stack.indexOf(message)
  if (at < 0) return {}
  const lines = stack.slice(at + message.length).split('\n')
  const where = lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim())
  return where.length === 0 ? {} : { where: where.slice(0, mostFrames) }
}
