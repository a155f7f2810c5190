import type postgres from 'postgres'
import { type Connection, lost } from './connection.ts'
import { isGone } from './errors.ts'

/** Sends a statement within a transaction. */
export type Sender = Pick<postgres.Sql, 'unsafe'>

/** All of `work` or none of it. Once the connection is lost, nothing more is sent: it would be sent outside. */
export async function inTransaction<T>(
  { sql, isLost }: Connection,
  work: (sender: Sender) => Promise<T>,
): Promise<T> {
  const unsafe = ((...query: Parameters<typeof sql.unsafe>) =>
    isLost() ? Promise.reject(lost()) : sql.unsafe(...query)) as typeof sql.unsafe
  await sql.unsafe('begin')
  try {
    const result = await work({ unsafe })
    const { command } = await unsafe('commit')
    if (command !== 'COMMIT') throw new Error('The transaction was given up: a statement of it had failed.')
    return result
  } catch (error) {
    if (!isLost() && !isGone(error)) await sql.unsafe('rollback')
    throw error
  }
}
