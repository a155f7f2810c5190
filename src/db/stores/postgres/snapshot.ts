import { createMeter } from '../../meter.ts'
import type { Thresholds } from '../../sql/scope.ts'
import type { Snapshot } from '../../transfer/read.ts'
import { openConnection } from './connection.ts'
import type { CitusMode } from './citus/layout.ts'
import { scopeFor } from './scopes.ts'
import { runner } from './reads.ts'

/** Milliseconds that one statement may take. */
const limit = 600_000

/** What is committed from now on is not in it. While it is open, the server keeps rows that others have replaced. */
export async function snapshotOfPostgres(
  name: string,
  url: string,
  { thresholds, citus }: { readonly thresholds: Thresholds; readonly citus: CitusMode | undefined },
): Promise<Snapshot> {
  const forCitus = citus && (true as const)
  const options = {
    ...({ prepare: true, statementTimeout: limit, connectTimeout: 5_000, readOnly: true } as const),
    forCitus,
  }
  const { sql, unsafe, prepared, use } = openConnection(url, options)
  const run = runner({ name, kind: 'postgres' }, scopeFor(citus)(thresholds), true, () => {})
  const meter = createMeter()
  // Whoever reads the lines may take a while.
  await unsafe('set idle_in_transaction_session_timeout = 0')
  await unsafe('begin isolation level repeatable read read only')
  return {
    read: (statement, values) => use(() => run({ unsafe, prepared }, statement, values, { meter, limit })),
    close: () => sql.end({ timeout: 0 }),
  }
}
