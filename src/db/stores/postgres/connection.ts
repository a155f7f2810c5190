import postgres from 'postgres'
import { pacedSockets } from './socket.ts'
import { isGone, isReadOnly } from './errors.ts'

export interface ConnectionOptions {
  readonly prepare: boolean
  /** Milliseconds after which the server stops a statement, if it accepts the setting. */
  readonly statementTimeout: number
  readonly connectTimeout: number
  /** The server refuses every write. */
  readonly readOnly?: true
  /** Every statement finds its rows by an index. */
  readonly byIndex?: true
  /** Citus prunes shards by the values of parameters, and plans most statements anew for them. */
  readonly forCitus?: true | undefined
}

/** A connection, opened at its first use. One caller uses it at a time. */
export interface Connection {
  readonly sql: postgres.Sql
  readonly unsafe: postgres.Sql['unsafe']
  /** The texts of the statements prepared on it. */
  readonly prepared: Set<string>
  isLost(): boolean
  /** The connection is lost, too old, or has too many prepared statements. */
  isWorn(): boolean
  /** Returns the answer of `work`. Fails when the connection is lost, even if the driver would never answer. */
  use<T>(work: () => Promise<T>): Promise<T>
  end(): Promise<void>
}

/** How long a connection is used. */
const lifetime = 30 * 60_000
/** Leaves room for the about 100 statements that clients do not vary. Each takes 100 kB of the server's memory. */
const mostPrepared = 250

/**
 * A lost connection must not be used again. The driver keeps what it has not sent on it, and then writes nothing more,
 * or writes to a socket that is gone, which ends the process. It also forgets statements that it gets between an error
 * and the connection's end.
 */
export function openConnection(
  url: string,
  { prepare, statementTimeout, connectTimeout, readOnly, byIndex, forCitus }: ConnectionOptions,
): Connection {
  let isLost = false
  let fail: ((error: Error) => void) | undefined
  const until = performance.now() + lifetime
  const prepared = new Set<string>()
  const sql = postgres(url, {
    max: 1,
    // The driver supports it, though its types do not.
    ...{ socket: pacedSockets() },
    prepare,
    connect_timeout: connectTimeout / 1000,
    // The driver would close the connection between the statements of a transaction.
    max_lifetime: null,
    onclose() {
      isLost = true
      fail?.(lost())
    },
    // The server is asked only what a request needs: arrays are serialized here, and whole numbers are safe.
    fetch_types: false,
    types: { whole: { to: 20, from: [20, 1700], serialize: String, parse: Number } },
    // pgbouncer passes on only this startup parameter.
    connection: {
      application_name: forCitus ? 'execgraph citus' : 'execgraph',
      // Statements are written so that one plan serves all parameters. Planning a list anew would cost ten times its run.
      ...(prepare ? { statement_timeout: statementTimeout } : {}),
      ...(prepare && !forCitus ? { plan_cache_mode: 'force_generic_plan' } : {}),
      // The values are 'off' since the driver omits `false`.
      // A plan made while a queue was empty is kept, and is bad once the queue has grown.
      ...(byIndex ? { enable_seqscan: 'off' } : {}),
      // Set for the connection: set for a transaction, it would take two more statements. JIT compilation costs more than it saves.
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
          // The driver reports the connection's end a little later.
          isLost ||= isGone(error) || (readOnly !== true && isReadOnly(error))
          reject(error)
        })
      }),
    end: () => sql.end({ timeout: 0 }),
  }
}

export const lost = (): Error =>
  Object.assign(new Error('The connection was lost.'), { code: 'CONNECTION_CLOSED' })
