import type { Backend, Identity } from '../../backend.ts'
import { WrongStore } from '../../failure.ts'
import type { Scope } from '../../sql/scope.ts'
import { readsOf } from '../../source/reads.ts'
import type { Reporter } from '../../watching/report.ts'
import type { Connection } from './connection.ts'
import { openPool } from './pool.ts'
import { type Run, connectTimeout, linesFor, reader, runner, statementTimeout } from './reads.ts'

/** Milliseconds that the check of the tables may take. */
const checkDeadline = 10_000

/** How an engine's tables are read, once they are known. */
interface Known {
  readonly scope: Scope
  /** If its statements are not run as others are. */
  readonly run?: Run
  /** Rings when the tables may have changed, if something tells that. */
  readonly bell?: { readonly follow: NonNullable<Backend['follow']>; close(): Promise<void> } | undefined
}

/**
 * Opens tables of an engine unchanged: nothing is migrated, and every connection is read-only. `look` finds out how they
 * are read, and throws what is wrong with them.
 */
export async function openReadOnlyServer(
  identity: Identity,
  { url, pool: max }: { readonly url: string; readonly pool: number },
  report: Reporter,
  look: (sql: Connection['sql']) => Promise<Known>,
): Promise<Backend> {
  const { name } = identity
  const pool = openPool(url, { prepare: true, max, statementTimeout, connectTimeout, readOnly: true })
  try {
    const lines = linesFor(url, max)
    const {
      scope,
      run = runner(identity, scope, true, report),
      bell,
    } = await pool.use(checkDeadline, ({ sql }) => look(sql))
    return {
      ...identity,
      readOnly: true,
      ...(bell && { follow: bell.follow }),
      read: readsOf(scope, reader({ name, pool, run, lines })),
      pools: () => [
        { pool: 'reads', ...pool.occupancy() },
        { pool: 'scans', ...lines.scans.use() },
        { pool: 'longs', ...lines.longs.use() },
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
