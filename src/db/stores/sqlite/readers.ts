import { createClientTurns, type Owner } from '../../clientturns.ts'
import type { Scope } from '../../sql/scope.ts'
import { type OpenConnection, createConnection } from './connection.ts'
import { createPrepared } from './prepared.ts'

/** So many connections are lent at once. Who else wants one waits: clients take turns. */
const most = 4

type Reader = ReturnType<typeof createReader>

function createReader(open: OpenConnection, scope: Scope) {
  const connection = createConnection(open)
  return { prepared: createPrepared(connection, scope), close: connection.close }
}

/** Connections that are lent to one reader at a time. They are opened when first needed. */
export function createReaders(open: OpenConnection, scope: Scope) {
  const free: Reader[] = []
  const waiting = createClientTurns<(reader: Reader) => void>()
  let count = 0
  let isClosed = false

  const borrow = (owner: Owner): Reader | Promise<Reader> => {
    const found = free.pop()
    if (found) return found
    if (count >= most) return new Promise((resolve) => waiting.add(owner, resolve))
    count += 1
    const made = createReader(open, scope)
    if (isClosed) made.close()
    return made
  }
  const giveBack = (reader: Reader) => {
    const next = waiting.next()
    if (next) next(reader)
    else if (isClosed) reader.close()
    else free.push(reader)
  }
  return {
    async use<T>(owner: Owner, work: (prepared: Reader['prepared']) => Promise<T>): Promise<T> {
      const reader = await borrow(owner)
      try {
        return await work(reader.prepared)
      } finally {
        giveBack(reader)
      }
    },
    /** Those that are lent are closed when they are given back. */
    close() {
      isClosed = true
      for (const reader of free.splice(0)) reader.close()
    },
  }
}
