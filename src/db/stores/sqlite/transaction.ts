import type Database from 'better-sqlite3'
import { isBusy } from './errors.ts'

/** How long a writer waits for another process's transaction before the write is given up. */
const busyFor = 5_000

/** `performance.now()` at which a write that is asked for now is given up. */
export const until = () => performance.now() + busyFor

/** All of `work` or none of it. `count` hears of each statement that begins or ends it. */
export async function inTransaction<T>(
  db: Database.Database,
  end: number,
  work: () => Promise<T>,
  count?: (text: string, ms: number) => void,
): Promise<T> {
  const timed = (text: string) => {
    const began = performance.now()
    db.exec(text)
    count?.(text, performance.now() - began)
  }
  await patiently(end, () => timed('begin immediate'))
  try {
    const result = await work()
    timed('commit')
    return result
  } catch (error) {
    if (db.inTransaction) timed('rollback')
    throw error
  }
}

/** Tries again while another process holds the file. Waiting never blocks this process's readers. */
export async function patiently(end: number, attempt: () => void): Promise<void> {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20))
    }
  }
}
