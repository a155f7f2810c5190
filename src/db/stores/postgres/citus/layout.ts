import { WrongStore } from '../../../failure.ts'
import type { Reporter } from '../../../watching/report.ts'
import type { Connection } from '../connection.ts'
import type { Pool } from '../pool.ts'
import { type ShardLayout, partsBy } from './apart.ts'
import { type Shard, type Shards, equalShards } from './shards.ts'

/** `shapes`: the statements for Citus on a Postgres without it, as if its history lay in shards. For tests. */
export type CitusMode = 'cluster' | 'shapes'

/** Refuses a database without Citus. */
export async function checkCitus(name: string, unsafe: Connection['unsafe']): Promise<void> {
  const [found] = await unsafe(`select 1 from pg_extension where extname = 'citus'`)
  if (found) return
  throw new WrongStore(
    `Backend "${name}" has citus=true, and its database does not have the extension citus. Create the extension there and on every worker, or leave citus=true out.`,
  )
}

/** Of a store without Citus there is none. */
export async function layoutOf(
  citus: CitusMode | undefined,
  pool: Pick<Pool, 'use'>,
  report: Reporter,
): Promise<ShardLayout | undefined> {
  if (citus === undefined) return undefined
  if (citus === 'cluster') return layoutOfCluster(pool, report)
  return { parts: partsBy({ executions: equalShards(4), runs: equalShards(4) }), retried: (work) => work() }
}

/** Milliseconds that finding the shards may take, and after which they are looked for where there were none. */
const [limit, again] = [10_000, 30_000]

/** How Citus refuses a statement for several shards: feature_not_supported, or internal_error. */
const refusals = new Set(['0A000', 'XX000'])
const isRefusal = (error: unknown) =>
  error instanceof Error && 'code' in error && refusals.has(String(error.code))

async function layoutOfCluster(pool: Pick<Pool, 'use'>, report: Reporter): Promise<ShardLayout> {
  const find = () => pool.use(limit, (connection) => shardsIn(connection))
  let shards = await find()
  let [lookedAt, isTold] = [performance.now(), false]
  /** Whether others are found than before. */
  const look = async () => {
    lookedAt = performance.now()
    const found = await find()
    const isNew = JSON.stringify(found) !== JSON.stringify(shards)
    shards = found
    return isNew
  }
  const lookIfNone = () => {
    if (shards.executions.length > 0 && shards.runs.length > 0) return
    if (!isTold) report({ what: 'undistributed' })
    isTold = true
    if (performance.now() - lookedAt > again) look().catch(() => {})
  }
  return {
    parts(statement, values) {
      lookIfNone()
      return partsBy(shards)(statement, values)
    },
    async retried(work) {
      try {
        return await work()
      } catch (error) {
        if (isRefusal(error) && (await look())) return work()
        throw error
      }
    },
  }
}

async function shardsIn({ unsafe }: Connection): Promise<Shards> {
  return { executions: await shardsOf(unsafe, 'executions'), runs: await shardsOf(unsafe, 'runs') }
}

async function shardsOf(unsafe: Connection['unsafe'], table: string): Promise<Shard[]> {
  const rows = await unsafe(`
    select shardminvalue as least
    from pg_dist_shard
    where logicalrelid = '${table}'::regclass and shardminvalue is not null
    order by shardminvalue::bigint
  `)
  return rows.map(({ least }) => ({ least: Number(least) }))
}
