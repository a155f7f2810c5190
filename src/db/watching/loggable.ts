/** The parts of an error that may be logged. */
interface Loggable {
  readonly name?: string | undefined
  /** The backend that the error came from. */
  readonly backend?: string
  /** Execgraph's own code, a SQLSTATE, or SQLite's. */
  readonly code?: string
  readonly constraint?: string
  readonly message?: string
  readonly where?: readonly string[]
  readonly cause?: Loggable
}

/** Classes of SQLSTATE whose messages repeat no value: connections, missing rights, resources, objects in use, intervention by an operator, the system. */
const harmless = /^(08|42501|53|55|57|58)/
const mostFrames = 20

/**
 * An error without anything that may repeat a request, a record or a URL. A driver's message may contain any of these,
 * and is omitted except for the classes above.
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

/** Fields that drivers and backends add to an error. */
interface Foreign {
  readonly code?: unknown
  readonly backend?: unknown
  readonly severity?: unknown
  readonly constraint_name?: unknown
}

const isWord = (code: unknown): code is string => typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code)

/** SQLite names the columns in its message. An error that a trigger raises has another code. */
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
