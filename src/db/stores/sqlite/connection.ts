import type Database from 'better-sqlite3'

/** Where statements are prepared. */
export interface Preparing {
  prepare(text: string): Database.Statement<unknown[], object>
  /** `forget` is called when statements that were prepared earlier become invalid. */
  onReplaced(forget: () => void): void
}

/**
 * A prepared statement is freed when JavaScript collects its object, which may be long after its last use. Closing its
 * connection frees it at once, so a connection that has prepared this many is replaced. Most servers never reach it.
 */
const mostPrepared = 1_000

interface Open {
  readonly db: Database.Database
  prepared: number
}

export type OpenConnection = () => Database.Database

/** A connection that reads, opened when first needed, and replaced after many statements. */
export function createConnection(open: OpenConnection) {
  let current: Open | undefined
  let isClosed = false
  const begin = () => {
    if (isClosed) throw new TypeError('The database connection is not open')
    return (current ??= { db: open(), prepared: 0 })
  }
  const leave = () => {
    current?.db.close()
    current = undefined
  }
  const forgets: (() => void)[] = []
  const preparing: Preparing = {
    prepare(text) {
      if (current?.prepared === mostPrepared) {
        leave()
        forgets.forEach((forget) => forget())
      }
      const own = begin()
      own.prepared += 1
      return own.db.prepare<unknown[], object>(text)
    },
    onReplaced: (forget) => void forgets.push(forget),
  }
  return {
    ...preparing,
    close() {
      isClosed = true
      leave()
    },
  }
}

/** A connection that is never replaced: it runs few statements. */
export const lasting = (db: Database.Database): Preparing => ({
  prepare: (text) => db.prepare<unknown[], object>(text),
  onReplaced() {},
})
