import type { Logger } from 'pino'
import type { McpTools } from '../cli/options/mcp.ts'
import type { AppOptions } from '../server/app.ts'

type Auth = NonNullable<AppOptions['auth']>

/** What cannot be given as it is to a server. */
type OwnForm = 'admin' | 'auth' | 'dashboard' | 'log' | 'mcp' | 'proxies' | 'retain'
type NotGiven = 'metUngrouped' | 'nameOf' | 'pollMs'

export interface ExecgraphOptions extends Omit<AppOptions, OwnForm | NotGiven> {
  /**
   * The URLs of the stores by their names, such as `{ main: 'sqlite:./execgraph.db', prod: 'postgres://…' }`. What names
   * no backend is written to the first one that takes writes.
   */
  readonly backends: Readonly<Record<string, string>>
  /**
   * Who is let in: everybody, who may then do everything, or who sends a token; `oidc`: one of an issuer, too. It has no
   * default, so that a server that is open is open on purpose.
   */
  readonly auth: Auth
  /** The URL of the store of the tokens. Default: the first backend of `sqlite:` or `postgres:`. */
  readonly admin?: string
  /** How many milliseconds to wait while none of the stores is up. Default: 0. */
  readonly waitForBackends?: number
  /** What is deleted by and by, such as `completed:30d,failed:90d,count:100000`. Default: nothing. */
  readonly retain?: string
  /** Addresses of proxies, and ranges of them, whose `X-Forwarded-…` count. */
  readonly proxies?: readonly string[]
  /** Whether `/` is the dashboard. */
  readonly dashboard?: boolean
  /**
   * Which tools assistants have at `/mcp`, by the Model Context Protocol: those that read, or those that cancel and retry
   * too. Default: nothing is there.
   */
  readonly mcp?: McpTools
  /** Where to log. Default: warnings and errors, as JSON, to standard output. */
  readonly log?: Logger
}
