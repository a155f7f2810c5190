import type { Sql } from '../servers/sql.ts'

/** What the plain rule says of a run, and what its generated columns hold. */
export interface Plain {
  readonly flow: string
  readonly number: number
  readonly status: string
  readonly statusReason: string
  readonly finishedAt: number | null
  readonly durationMs: number | null
  readonly outcome: number
  readonly knownFinishedAt: number | null
  readonly knownMs: number | null
}

const yes = `'true', 'tru', 'tr', 't', 'yes', 'ye', 'y', 'on', '1'`
const no = `'false', 'fals', 'fal', 'fa', 'f', 'no', 'n', 'off', 'of', '0'`

/**
 * Metaflow's rule over the raw facts: E is the newest verdict of the step `end`, A its newest attempt. No register and
 * no generated column is read, but to be shown beside it.
 */
const rule = (now: number) => `
with verdicts as (
  select flow_id, number, ts, case when lower(trim(value)) in (${yes}) then 1 else 0 end as ok,
    row_number() over (partition by flow_id, number order by ts desc, id desc) as place
  from run_metadata where step = 'end' and field = 'attempt_ok' and lower(trim(value)) in (${yes}, ${no})
), attempts as (
  select flow_id, number, max(ts) as ts from run_metadata where step = 'end' and field = 'attempt' group by flow_id, number
), facts as (
  select runs.*, e.ok as ok, e.ts as ended, a.ts as began, abs(${now} - heartbeat_at) <= 360000 as fresh,
    abs((${now} + 500) / 1000 * 1000 - started_at) as age, e.ok = 0 and a.ts > e.ts as retrying
  from runs
  left join verdicts e on e.flow_id = runs.flow_id and e.number = runs.number and e.place = 1
  left join attempts a on a.flow_id = runs.flow_id and a.number = runs.number
)
select flow_id as flow, number,
  case when retrying then 'RUNNING' when ok = 1 then 'COMPLETED' when ok = 0 then 'FAILED' when fresh then 'RUNNING' else 'FAILED' end as status,
  case when retrying then 'RETRYING' when ok = 1 then 'ATTEMPT_OK' when ok = 0 then 'ATTEMPT_FAILED' when fresh then 'HEARTBEAT_FRESH'
    when heartbeat_at is not null then 'HEARTBEAT_STALE' else 'NO_HEARTBEAT' end as "statusReason",
  case when retrying then null when ok is not null then ended when fresh then null else heartbeat_at end as "finishedAt",
  case when retrying and heartbeat_at is not null then heartbeat_at - started_at when ok is not null then ended - started_at
    when heartbeat_at is not null then heartbeat_at - started_at when age > 86400000 then null else age end as "durationMs",
  outcome, known_finished_at as "knownFinishedAt", known_ms as "knownMs"
from facts order by flow_id, number`

const numbers = new Set(['number', 'finishedAt', 'durationMs', 'outcome', 'knownFinishedAt', 'knownMs'])

/** What the plain rule says of all runs of a store. */
export async function plainly(sql: Sql, now: number): Promise<Plain[]> {
  const rows = await sql.run(rule(now))
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          numbers.has(name) && value !== null ? Number(value) : value,
        ]),
      ) as unknown as Plain,
  )
}
