import type Database from 'better-sqlite3'
import type postgres from 'postgres'

/** The clock of every reading. Heartbeats are fresh or stale by it, however long the bench takes. */
export const now = Date.UTC(2026, 10, 21)

const day = 86_400_000
const span = 30 * day

/** Flows with many runs each: 80 % completed, 15 % failed and 5 % running. */
export const bigFlows = 20
/** Flows with ten completed runs each, and no run of another status. */
export const smallFlows = 29
/** The flow in which one run in 100,000 failed. */
export const rareFlow = 'Rare'

/** One run for each `i` of `numbers`, in SQL that both dialects accept. `hash` spreads statuses and users evenly. */
const hash = '(i / 20 * 7919 + i) % 100'
const startedAt = (runs: number) => `${now - span} + cast(i as bigint) * ${Math.floor(span / runs)}`
const columns =
  'flow_id, number, user_name, started_at, heartbeat_at, version, end_ok, end_ok_at, end_ok_id, end_attempt_at, end_attempt_id'

const bigRuns = (runs: number) => {
  const at = startedAt(runs)
  const ok = `case when ${hash} < 80 then 1 when ${hash} < 95 then 0 end`
  const took = `(i * 31) % 3600000`
  return `select 'Flow' || (i % ${bigFlows}), i, 'user' || (${hash}), ${at}, case when ${hash} >= 95 then ${now} - i % 300000 else ${at} + ${took} end, 1, ${ok}, case when ${hash} < 95 then ${at} + ${took} end, case when ${hash} < 95 then 'v' || i end, ${at}, 'a' || i from numbers`
}

const rareRuns = (runs: number) => {
  const at = startedAt(runs)
  const failed = `i % 100000 = 77`
  return `select '${rareFlow}', i, 'rare', ${at}, ${at}, 1, case when ${failed} then 0 else 1 end, ${at} + 1000, 'v' || i, ${at}, 'a' || i from numbers`
}

const smallRuns = `select 'Small' || (i % ${smallFlows}), i, 'small', ${now - day} + i, ${now - day}, 1, 1, ${now - day} + i + 5, 'v' || i, ${now - day}, 'a' || i from numbers`

const tags = `insert into run_tags (flow_id, number, tag, system, started_at) select flow_id, number, 'tag' || (number % 10), 0, started_at from runs`
const flows = `insert into flows (flow_id, created_at, next_run) select flow_id, ${now - span}, max(number) + 1 from runs group by flow_id`

/** Nine facts per run: those of its step `end`, and others that a query of verdicts has to skip. */
const facts = `insert into run_metadata (flow_id, number, id, step, attempt, field, value, ts)
select flow_id, number, 'f' || k || '-' || number, case when k < 3 then 'end' else 'step' || k end, 0,
  case k when 1 then 'attempt' when 2 then 'attempt_ok' else 'field' || k end,
  case k when 2 then case end_ok when 1 then 'true' else 'false' end else '0' end,
  case k when 2 then end_ok_at else started_at end
from runs, generate_series(1, 9) k where k <> 2 or end_ok is not null`

const statements = (runs: number, numbers: (most: number) => string) => [
  `insert into runs (${columns}) with ${numbers(runs)} ${bigRuns(runs)}`,
  `insert into runs (${columns}) with ${numbers(runs / 2)} ${rareRuns(runs)}`,
  `insert into runs (${columns}) with ${numbers(smallFlows * 10)} ${smallRuns}`,
  tags,
  flows,
]

export async function fillPostgres(sql: postgres.Sql, runs: number): Promise<void> {
  const series = (most: number) => `numbers as (select i from generate_series(1, ${most}) i)`
  for (const text of [...statements(runs, series), facts]) await sql.unsafe(text)
  await sql.unsafe('vacuum analyze')
}

export function fillSqlite(db: Database.Database, runs: number): void {
  const series = (most: number) =>
    `recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${most})`
  for (const text of statements(runs, series)) db.exec(text)
}
