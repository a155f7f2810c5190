import postgres from 'postgres'
import { createLine } from './line.ts'

export interface PoolOptions {
  readonly max: number
  readonly prepare: boolean
  /** Milliseconds after which the server stops a statement, where it may be told. */
  readonly statementTimeout: number
  readonly connectTimeout: number
  /** Whatever is asked, the server changes nothing. */
  readonly readOnly?: true
  /** Statements find their rows by keys, however few rows a table had when they were planned. */
  readonly byKey?: true
}

/** Connections to one server. */
export interface Pool {
  /**
   * Runs work that should be done after `limit` ms on a connection of its own; refused when none becomes free by then.
   * When it has not even failed some time after that, its connection is dead without anyone having said so (a peer that
   * is gone, a firewall that forgot): all are given up for new ones.
   */
  use<T>(limit: number, work: (sql: postgres.Sql) => Promise<T>): Promise<T>
  end(): Promise<void>
}

/** How long a cancelled statement may take to end. */
const patience = 2_000
/** How long, in seconds, statements that are under way may take when their connections are given up. */
const farewell = 1

export function openPool(url: string, options: PoolOptions): Pool {
  // The driver's own queue is never used. In its pipelines, rows of a statement that was cancelled while it waited go to
  // the one behind it; and a connection is lost when the statement that opens it is cancelled.
  const open = () => ({ sql: connect(url, options), line: createLine(options.max) })
  let current = open()

  const free = async (limit: number) => {
    const until = performance.now() + limit
    for (;;) {
      const pool = current
      await pool.line.enter(until - performance.now())
      if (pool === current) return pool
      pool.line.leave()
    }
  }
  return {
    async use(limit, work) {
      const pool = await free(limit)
      const giveUp = () => {
        if (pool !== current) return
        current = open()
        void pool.sql.end({ timeout: farewell })
      }
      const timer = setTimeout(giveUp, limit + patience)
      try {
        return await work(pool.sql)
      } finally {
        clearTimeout(timer)
        pool.line.leave()
      }
    },
    end: () => current.sql.end({ timeout: farewell }),
  }
}

function connect(
  url: string,
  { max, prepare, statementTimeout, connectTimeout, readOnly, byKey }: PoolOptions,
) {
  return postgres(url, {
    max,
    prepare,
    connect_timeout: connectTimeout / 1000,
    // A server that is back is found by the next request. One that is not refuses at once.
    backoff: () => 0,
    max_lifetime: 30 * 60,
    // Nothing is asked of the server but what a request needs: arrays are written here, whole numbers are safe.
    fetch_types: false,
    types: { whole: { to: 20, from: [20, 1700], serialize: String, parse: Number } },
    // pgbouncer passes on no startup parameter but this one.
    connection: {
      application_name: 'execgraph',
      // Statements are written so that one plan serves all parameters. Planning a list anew would cost ten times its run.
      ...(prepare ? { statement_timeout: statementTimeout, plan_cache_mode: 'force_generic_plan' } : {}),
      // A plan made for an empty table reads all of it, and is kept until the table is analyzed: by then it may be large.
      ...(byKey && prepare ? { enable_seqscan: 'off' } : {}),
      // A setting of the connection, for a transaction would be two more statements. Compiling costs more than it saves.
      ...(readOnly ? { default_transaction_read_only: true, jit: 'off' } : {}),
    },
    onnotice: () => {},
  })
}

/** The statement's rows. It is given up by a cancel request when it takes longer than `limit` ms. */
export async function cancelledAfter<T>(limit: number, query: Promise<T>): Promise<T> {
  const timer = setTimeout(() => cancel(query), limit)
  try {
    return await query
  } finally {
    clearTimeout(timer)
  }
}

/**
 * As `query.cancel()`, which drops its promise: a cancel request that finds no server would end the process.
 * Only for the statement that a connection is at: see above what becomes of one that waits.
 */
function cancel(query: Promise<unknown>) {
  const { active, canceller } = query as unknown as Cancellable
  if (active) canceller?.(query).catch(() => {})
}

interface Cancellable {
  readonly active: boolean
  readonly canceller: ((query: unknown) => Promise<void>) | null
}
