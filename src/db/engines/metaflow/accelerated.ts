import { type SQL, sql } from 'drizzle-orm'
import { registerNames, registersVersion } from './registers.ts'
import { metaflowRuns, tagsIn } from './runs.ts'
import type { MetaflowNames } from './names.ts'
import { tablesOf } from './tables.ts'
import { type ValueTexts, instant } from './values.ts'
import type { RunSource, Thresholds } from '../../sql/scope.ts'
import { runRules } from '../../status/run.ts'
import { noStart } from '../../source/runs.ts'

/** Metaflow's runs with registers that triggers keep: they are walked by the same indexes as native runs. */
export function acceleratedRuns(names: MetaflowNames, texts: ValueTexts, thresholds: Thresholds): RunSource {
  const plain = metaflowRuns(tablesOf(names), texts, thresholds)
  const latest = sql.raw(String(noStart))
  const startedAt = sql`nullif(runs.started_at, ${latest})`
  const facts = {
    startedAt,
    heartbeatAt: sql`runs.heartbeat_at`,
    endOk: sql`runs.end_ok`,
    endOkAt: instant(sql`runs.end_ok_at`),
    endAttemptAt: instant(sql`runs.end_attempt_at`),
  }
  return {
    ...plain,
    from: runsFrom(names),
    joined: sql``,
    ...runRules(facts, thresholds),
    shown: {
      startedAt,
      version: sql`
        coalesce(runs.heartbeat_at / 1000, 0) + coalesce(runs.last_id, 0) + abs(
          hashtext(runs.tags::text)::bigint
        )
      `,
    },
    flowOrder: sql`runs.flow_id`,
    isDated: sql`runs.started_at < ${latest}`,
    tags: sql`
      (
        select runs.flow_id, runs.number, each.tag, each.system, runs.started_at
        from ${runsFrom(names)}
        cross join lateral (${tagsIn('runs')}) as each
      ) as run_tags
    `,
    indexed: true,
  }
}

/**
 * Left-joined to Metaflow's own rows, so that a planner drops these if a statement needs none of them. Trust is checked
 * on the registers alone: behind the join, the check would keep the other table in. A run that does not exist (its
 * facts came first) has no start.
 */
function runsFrom(names: MetaflowNames): SQL {
  const { runs } = tablesOf(names)
  const own = (name: string) => sql`${sql.identifier(names.schema)}.${sql.identifier(name)}`
  return sql`(
    select f.flow_id, f.number, f.name, f.user_name, f.started_at, f.heartbeat_at, null::text as dag_hash,
      f.end_ok, f.end_ok_at, f.end_attempt_at, f.outcome, f.known_finished_at, f.known_ms,
      greatest(f.end_ok_id, f.end_attempt_id) as last_id, r.tags, r.system_tags
    from (
      select * from ${own(registerNames.runs)}
      where started_at is not null and ${isTrusted(own(registerNames.state), own(registerNames.missed))}
    ) as f
    left join ${runs} r on r.flow_id = f.flow_id collate "default" and r.run_number = f.number
  ) as runs`
}

const behind = 'execgraph_registers_are_behind'

/** Evaluated before the first row is read, and once per statement: incomplete registers make the statement fail rather than answer. */
const isTrusted = (state: SQL, missed: SQL): SQL => {
  const complete = sql`
    exists (select from ${state} where complete and version = ${sql.raw(String(registersVersion))})
  `
  const isBehind = sql`not ${complete} or exists (select from ${missed})`
  return sql`cast(case when ${isBehind} then ${sql.raw(`'${behind}'`)} end as integer) is null`
}

const undefinedTable = '42P01'

/** The statement failed because the registers are no longer trusted, or were removed. */
export function isMistrusted(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  return message.includes(behind) || (code === undefinedTable && message.includes('execgraph_'))
}
