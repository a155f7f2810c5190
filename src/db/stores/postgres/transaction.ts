import { type Connection, lost } from './connection.ts'
import { isGone } from './errors.ts'

/** Sends a statement. */
export type Sender = Pick<Connection, 'unsafe' | 'prepared'>

/**
 * Commits all of `work` or nothing. Once the connection is lost, nothing more is sent, since it would run outside the
 * transaction. `count` is called for each statement that begins or ends the transaction, and `committed` when it is
 * committed, or may be: the connection was lost before the server answered the commit.
 */
export async function inPostgresTransaction<T>(
  { sql, prepared, isLost }: Connection,
  work: (sender: Sender) => Promise<T>,
  count: (text: string, ms: number) => void = () => {},
  committed: () => void = () => {},
): Promise<T> {
  const unsafe = ((...query: Parameters<typeof sql.unsafe>) =>
    isLost() ? Promise.reject(lost()) : sql.unsafe(...query)) as typeof sql.unsafe
  const timed = async (text: string) => {
    const began = performance.now()
    try {
      return await unsafe(text)
    } finally {
      count(text, performance.now() - began)
    }
  }
  await timed('begin')
  let isSent = false
  try {
    const result = await work({ unsafe, prepared })
    isSent = !isLost()
    const { command } = await timed('commit')
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: one of its statements had failed.')
    committed()
    return result
  } catch (error) {
    if (!isLost() && !isGone(error)) await timed('rollback')
    else if (isSent) committed()
    throw error
  }
}
