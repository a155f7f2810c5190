import type { BossPlace } from './pgboss.ts'

/** Of so many jobs one is started, one failed, one is queued, and one was cancelled: all others are completed. */
const states = `case n % 100 when 7 then 'active' when 13 then 'failed' when 21 then 'created' when 34 then 'cancelled' else 'completed' end`

/** When the first of many jobs was created: each second there is another one. */
export const since = Date.UTC(2026, 5, 1)

/** Makes many jobs in queues in turn, of which the first has a table of its own, as pg-boss would have made them. */
export async function makeManyJobs({ boss, sql }: BossPlace, count: number, queues: number): Promise<void> {
  const names = Array.from({ length: queues }, (_, place) => `queue_${place}`)
  for (const [place, name] of names.entries()) await boss.createQueue(name, { partition: place === 0 })
  const at = `to_timestamp(${since / 1_000} + n)`
  // Nothing is checked row by row.
  await sql.run('set session_replication_role = replica')
  await sql.run(
    `insert into pgboss.job (id, name, state, data, output, retry_count, created_on, started_on, completed_on, policy)
    select lpad(to_hex(n), 32, '0')::uuid, 'queue_' || n % ${queues}, (${states})::pgboss.job_state,
      jsonb_build_object('n', n), case n % 100 when 13 then '{"message":"It broke","name":"Error"}'::jsonb end, 0,
      ${at}, case n % 100 when 21 then null else ${at} end, case when n % 100 in (7, 21) then null else ${at} + interval '1 second' end, 'standard'
    from generate_series(1, ${count}) as n`,
  )
  await sql.run('reset session_replication_role')
  await sql.run('vacuum analyze')
}
