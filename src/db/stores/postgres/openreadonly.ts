import type { Backend } from '../../backend.ts'
import { StoreFailure, WrongStore, lacking } from '../../failure.ts'
import type { Scope } from '../../sql/scope.ts'
import { readsOf } from '../../source/reads.ts'
import type { Connection } from './connection.ts'
import { createLine } from './line.ts'
import { type Pool, openPool } from './pool.ts'
import { type Run, connectTimeout, reader, scansOf, statementTimeout } from './reads.ts'

/** Milliseconds that the check of the tables may take. */
const checkDeadline = 10_000

/** How an engine's tables are read, once they are known. */
interface Known {
  readonly scope: Scope
  readonly run: Run
  /** Rings when the tables may have changed, if something tells that. */
  readonly bell?: { readonly follow: NonNullable<Backend['follow']>; close(): Promise<void> } | undefined
  /** Looks for what a statement that took too long may have lacked: a sentence, if there is something. */
  readonly whyExpensive?: (sql: Connection['sql']) => Promise<string | undefined>
}

/**
 * Opens tables of an engine unchanged: nothing is migrated, and every connection is read-only. `look` finds out how they
 * are read, and throws what is wrong with them.
 */
export async function openReadOnlyServer(
  identity: Pick<Backend, 'name' | 'kind' | 'firstAttempt' | 'hasRuns' | 'runHeartbeatMs'>,
  url: string,
  max: number,
  look: (sql: Connection['sql']) => Promise<Known>,
): Promise<Backend> {
  const { name } = identity
  const pool = openPool(url, { prepare: true, max, statementTimeout, connectTimeout, readOnly: true })
  try {
    const scans = createLine(scansOf(max))
    const { scope, run, bell, whyExpensive } = await pool.use(checkDeadline, ({ sql }) => look(sql))
    const read = reader(name, pool, run, scans)
    return {
      ...identity,
      readOnly: true,
      ...(bell && { follow: bell.follow }),
      read: readsOf(scope, whyExpensive ? explained(read, pool, whyExpensive) : read),
      pools: () => [
        { pool: 'reads', ...pool.occupancy() },
        { pool: 'scans', ...scans.use() },
      ],
      write: () => Promise.reject(new WrongStore(`Backend "${name}" is read-only.`)),
      async close() {
        await Promise.all([pool.end(), bell?.close()])
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** How long is looked for a reason, and how long one that was found is told. */
const [patience, known] = [500, 60_000]

/** A read that took too long is refused with the reason. */
function explained(
  read: Backend['read'],
  pool: Pool,
  whyExpensive: NonNullable<Known['whyExpensive']>,
): Backend['read'] {
  let last: { readonly until: number; readonly why: Promise<string | undefined> } | undefined
  const why = () => {
    if (last && performance.now() < last.until) return last.why
    const found = pool.use(patience, ({ sql }) => whyExpensive(sql)).catch(() => undefined)
    last = { until: performance.now() + known, why: found }
    return found
  }
  return async (...asked) => {
    try {
      return await read(...asked)
    } catch (error) {
      const isExpensive = error instanceof StoreFailure && error.code === 'QUERY_TOO_EXPENSIVE'
      const reason = isExpensive ? await why() : undefined
      throw isExpensive && reason !== undefined ? lacking(error, reason) : error
    }
  }
}
