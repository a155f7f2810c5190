import type postgres from 'postgres'
import type { DistributeAsked, TableStep, DistributionProgress } from '../../../distribution.ts'

type Unsafe = postgres.Sql['unsafe']

/** A pause between two looks at how far a copy is. */
const every = 500

/** Does one step. Done twice, it does no harm. */
export async function carryOutStep(unsafe: Unsafe, step: TableStep, asked: DistributeAsked): Promise<void> {
  const { table, state } = step
  if (state !== 'cut') {
    if (table === 'runs') await dropTriggers(unsafe)
    await unsafe(spreadingText(step, asked))
  }
  // What was copied under a lock is still on the coordinator's disk. It is read by nobody.
  if (isCopiedUnderLock(step, asked) || state === 'cut')
    await unsafe(`select truncate_local_data_after_distributing_table('${table}')`)
  await unsafe(`analyze ${table}`)
}

/** Citus copies without a lock only what it spreads by a key, and takes ten times as long to begin. */
const isCopiedUnderLock = ({ by, state }: TableStep, { isBlocking }: DistributeAsked) =>
  isBlocking || by === undefined || state === 'empty'

function spreadingText(step: TableStep, asked: DistributeAsked): string {
  const { table, by, as } = step
  if (by === undefined) return `select create_reference_table('${table}')`
  const call = isCopiedUnderLock(step, asked)
    ? 'create_distributed_table'
    : 'create_distributed_table_concurrently'
  const where =
    as === undefined ? `colocate_with => 'none', shard_count => ${asked.shards}` : `colocate_with => '${as}'`
  return `select ${call}('${table}', '${by}', ${where})`
}

/** Citus refuses triggers. With `citus=true`, nothing reads what these count. */
async function dropTriggers(unsafe: Unsafe) {
  await unsafe(`
    do $$
    declare
      found record;
    begin
      for found in select tgname from pg_trigger where tgrelid = 'runs'::regclass and tgname like 'execgraph\\_%' loop
        execute format('drop trigger %I on runs', found.tgname);
      end loop;
      delete from run_hour_changes;
      delete from run_flow_hours;
      delete from run_hours;
    end
    $$
  `)
}

/** Tells how many rows have reached the nodes, until `stop` is called. */
export function watchCopying(unsafe: Unsafe, { table, rows }: TableStep, told: DistributionProgress) {
  let isStopped = false
  let timer: NodeJS.Timeout
  const look = async () => {
    const [found] = await unsafe(`
      select coalesce(sum(result::bigint), 0)::float8 as copied
      from run_command_on_all_nodes(
        'select coalesce(sum(tuples_processed), 0) from pg_stat_progress_copy where command = ''COPY FROM'''
      )
      where success
    `)
    if (isStopped) return
    told.copied(table, found!['copied'] as number, rows)
    timer = setTimeout(again, every)
  }
  const again = () => void look().catch(() => {})
  again()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
