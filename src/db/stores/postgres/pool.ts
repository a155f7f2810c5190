import type { PoolUse } from '../../backend.ts'
import type { Interest } from '../../interest.ts'
import type { Owner } from '../../clientturns.ts'
import type { Connection, ConnectionOptions } from './connection.ts'
import { createConnections } from './connections.ts'

export interface PoolOptions extends ConnectionOptions {
  readonly max: number
}

/** How work waits for a connection. */
interface Waiting {
  /** For so many milliseconds at most: its limit if none are given. */
  readonly ms?: number
  /** Clients take turns. */
  readonly owner?: Owner
}

const nobody: Owner = { client: undefined }

/** Connections to one server. */
export interface Pool {
  /**
   * Runs work on a connection of its own. Fails if none becomes free in time. The work should end within
   * `limit` ms. If it has not even failed some time later, its connection is dead without notice (a peer that is gone,
   * a firewall that dropped it): then all connections are replaced.
   */
  use<T>(limit: number, work: (connection: Connection) => Promise<T>, waiting?: Waiting): Promise<T>
  /** How many of its connections are used, and how much work waits for one. */
  occupancy(): Omit<PoolUse, 'pool'>
  end(): Promise<void>
}

/** How long a cancelled statement may take to end. */
const patience = 2_000

export function openPool(url: string, options: PoolOptions): Pool {
  // The driver's own queue is never used. In its pipelines, rows of a statement that was cancelled while it waited go to
  // the next statement, and a connection is lost if the statement that opens it is cancelled.
  const open = () => createConnections(url, options.max, options)
  let current = open()
  let ended = false

  const free = async (ms: number, owner: Owner) => {
    const until = performance.now() + ms
    for (;;) {
      const pool = current
      await pool.line.enter(until - performance.now(), owner)
      if (pool === current) return pool
      pool.line.leave()
    }
  }
  return {
    async use(limit, work, { ms = limit, owner = nobody } = {}) {
      if (ended) throw Object.assign(new Error('The store is closed.'), { code: 'CONNECTION_ENDED' })
      const pool = await free(ms, owner)
      const giveUp = () => {
        if (pool !== current) return
        current = open()
        void pool.end()
      }
      const connection = pool.take()
      const timer = setTimeout(giveUp, limit + patience)
      try {
        return await connection.use(() => work(connection))
      } finally {
        clearTimeout(timer)
        pool.giveBack(connection)
        pool.line.leave()
      }
    },
    occupancy: () => current.line.use(),
    end() {
      ended = true
      return current.end()
    },
  }
}

/**
 * Returns the statement's rows. The statement is cancelled after `limit` ms, or when nobody waits for it any more, unless
 * its answer has arrived.
 */
export async function cancelledAfter<T>(limit: number, query: Promise<T>, interest?: Interest): Promise<T> {
  let ended = false
  let cancelling: Promise<void> | undefined
  const stop = () => {
    if (!ended) cancelling ??= cancel(query)
  }
  const timer = setTimeout(() => setImmediate(stop), limit)
  const ignore = interest?.onOver(stop)
  try {
    return await query
  } finally {
    ended = true
    clearTimeout(timer)
    ignore?.()
    // Once the server has taken the request, it cannot hit the next statement of the connection any more.
    await cancelling
  }
}

/**
 * Like `query.cancel()`, which drops its promise, so that a cancel request that finds no server ends the process. Only
 * for the statement that a connection is running: see above for one that waits.
 */
function cancel(query: Promise<unknown>): Promise<void> | undefined {
  const { active, canceller } = query as unknown as Cancellable
  return active ? canceller?.(query).catch(() => {}) : undefined
}

interface Cancellable {
  readonly active: boolean
  readonly canceller: ((query: unknown) => Promise<void>) | null
}
