import type Database from 'better-sqlite3'
import { isFileBusy } from './errors.ts'

/** How long a write waits for another process's transaction before it fails. */
const busyFor = 5_000

/** `performance.now()` until which a write that is requested now may wait. */
export const until = () => performance.now() + busyFor

/** What happens at the ends of a transaction. */
export interface Ending {
  /** Called for each statement that begins or ends the transaction, with its first word. */
  readonly count?: (name: string, ms: number) => void
  /** Whether the transaction changed records, which the counter of changes tells. */
  readonly isSaid?: () => boolean
}

const countedCommit = 'update change_counter set value = value + 1; commit'

/** Commits all of `work` or nothing. */
export async function inSqliteTransaction<T>(
  db: Database.Database,
  end: number,
  work: () => Promise<T>,
  { count, isSaid }: Ending = {},
): Promise<T> {
  const timed = (text: string, name = text) => {
    const began = performance.now()
    db.exec(text)
    count?.(name, performance.now() - began)
  }
  await whenUnlocked(end, () => timed('begin immediate', 'begin'))
  try {
    const result = await work()
    timed(isSaid?.() ? countedCommit : 'commit', 'commit')
    return result
  } catch (error) {
    if (db.inTransaction) timed('rollback')
    throw error
  }
}

/** Retries while another process holds the file. Waiting never blocks this process's readers. */
export async function whenUnlocked(end: number, attempt: () => void): Promise<void> {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isFileBusy(error) || performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20))
    }
  }
}
