import { WrongStore } from '../../../failure.ts'
import type { Sender } from '../transaction.ts'
import { localOf, spreadOf } from './found.ts'
import { placed } from './placed.ts'

type Transaction = Pick<Sender, 'unsafe'>

/**
 * Migrates a store whose tables may be spread over a cluster, in a transaction: tables that are new go where they belong.
 * Those that were there before are left to `execgraph distribute`.
 */
export async function spreadingNew(
  { unsafe }: Transaction,
  isAsked: boolean,
  migrate: () => Promise<void>,
): Promise<void> {
  const spread = await spreadIn({ unsafe })
  if (spread.length === 0) return migrate()
  if (!isAsked)
    throw new WrongStore('its tables are spread over a Citus cluster. Add ?citus=true to its URL.')
  // Without it, a table cannot follow another one that this transaction has changed.
  await unsafe("set local citus.multi_shard_modify_mode = 'sequential'")
  const before = new Set((await localOf(unsafe)).map(({ table }) => table))
  await migrate()
  for (const { table, by, as } of placed) {
    if (before.has(table)) continue
    if (by === undefined) await unsafe(`select create_reference_table('${table}')`)
    else if (as !== undefined && spread.includes(as))
      await unsafe(`select create_distributed_table('${table}', '${by}', colocate_with => '${as}')`)
  }
}

/** The tables of history that are spread. */
async function spreadIn({ unsafe }: Transaction): Promise<string[]> {
  // Without the extension there is no such catalog.
  const [row] = await unsafe(`select to_regclass('pg_dist_partition') is not null as "isCluster"`)
  if (row!['isCluster'] !== true) return []
  const found = await spreadOf(unsafe)
  return found.filter(({ method }) => method === 'h').map(({ table }) => table)
}
