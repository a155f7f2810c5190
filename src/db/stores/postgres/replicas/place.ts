import type { Pool } from '../pool.ts'
import { within } from '../retry.ts'

/** Where the log of a server is. */
interface Place {
  readonly position: number | null
  /** Which cluster of servers it is of, and which of its databases is read. */
  readonly origin: string
}

const place = (position: string) => `select ${position} as position,
  (select system_identifier from pg_control_system()) || ' ' || current_database() as origin`

/** What was committed before is in the log up to there. */
export const written = place(`(pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint`)
/** `null`: it is no replica, or no longer. */
export const replayed = place(
  `case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint end`,
)

/** How long a server may take to say where it is. */
export const placeTimeout = 1_000

/** Not given if the server does not say. */
export async function placeOf(pool: Pool, text: string): Promise<Place | undefined> {
  const asked = pool.use(placeTimeout, ({ sql }) => sql.unsafe<Place[]>(text))
  const [row] = await within(placeTimeout, asked, () => new Error('No answer.')).catch(() => [])
  return row
}
