import postgres from 'postgres'
import { isGone } from './errors.ts'

export interface ConnectionOptions {
  readonly prepare: boolean
  /** Milliseconds after which the server stops a statement, where it may be told. */
  readonly statementTimeout: number
  readonly connectTimeout: number
  /** Whatever is asked, the server changes nothing. */
  readonly readOnly?: true
  /** All that is asked finds its rows by an index. */
  readonly byIndex?: true
}

/** A connection, made when it is first used. It is used by one at a time. */
export interface Connection {
  readonly sql: postgres.Sql
  readonly unsafe: postgres.Sql['unsafe']
  /** The texts of the statements that are prepared on it. */
  readonly prepared: Set<string>
  isLost(): boolean
  /** It is lost, has served its time, or holds too many prepared statements. */
  isWorn(): boolean
  /** The answer of `work`. It fails when the connection is lost, also where the driver would never answer. */
  use<T>(work: () => Promise<T>): Promise<T>
  end(): Promise<void>
}

/** A connection is used for so long. */
const lifetime = 30 * 60_000
/** More than the hot ones: about 100 statements are not made up by clients. Each takes 100 kB of the server's memory. */
const mostPrepared = 250

/**
 * One that was lost must not be used again. The driver keeps what it had not sent on it, and then writes no more, or
 * writes to where nothing is and so ends the process; and it forgets what it is asked between an error and its end.
 */
export function openConnection(
  url: string,
  { prepare, statementTimeout, connectTimeout, readOnly, byIndex }: ConnectionOptions,
): Connection {
  let isLost = false
  let fail: ((error: Error) => void) | undefined
  const until = performance.now() + lifetime
  const prepared = new Set<string>()
  const sql = postgres(url, {
    max: 1,
    prepare,
    connect_timeout: connectTimeout / 1000,
    // The driver would end it between the statements of a transaction.
    max_lifetime: null,
    onclose() {
      isLost = true
      fail?.(lost())
    },
    // Nothing is asked of the server but what a request needs: arrays are written here, whole numbers are safe.
    fetch_types: false,
    types: { whole: { to: 20, from: [20, 1700], serialize: String, parse: Number } },
    // pgbouncer passes on no startup parameter but this one.
    connection: {
      application_name: 'execgraph',
      // Statements are written so that one plan serves all parameters. Planning a list anew would cost ten times its run.
      ...(prepare ? { statement_timeout: statementTimeout, plan_cache_mode: 'force_generic_plan' } : {}),
      // The driver leaves out what is `false`.
      // A plan that was made while a queue was empty is kept, and is no good when that has grown.
      ...(byIndex ? { enable_seqscan: 'off' } : {}),
      // A setting of the connection, for a transaction would be two more statements. Compiling costs more than it saves.
      ...(readOnly ? { default_transaction_read_only: true, jit: 'off' } : {}),
    },
    onnotice: () => {},
  })
  return {
    sql,
    unsafe: sql.unsafe,
    prepared,
    isLost: () => isLost,
    isWorn: () => isLost || prepared.size > mostPrepared || performance.now() > until,
    use: (work) =>
      new Promise((resolve, reject) => {
        fail = reject
        work().then(resolve, (error: Error) => {
          // The driver tells of the end a little later.
          isLost ||= isGone(error)
          reject(error)
        })
      }),
    end: () => sql.end({ timeout: 0 }),
  }
}

export const lost = (): Error =>
  Object.assign(new Error('The connection was lost.'), { code: 'CONNECTION_CLOSED' })
