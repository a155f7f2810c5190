import { type SQL, sql } from 'drizzle-orm'
import { endFacts } from './endfacts.ts'
import type { MetaflowTables } from './tables.ts'
import { type ValueTexts, instant, instantOfSeconds, isInstant } from './values.ts'
import type { RunSource, Thresholds } from '../../sql/scope.ts'
import { runRules } from '../../status/run.ts'

/** Runs from Metaflow's tables alone: no index has an outcome, so the rule is checked row by row. */
export const metaflowRuns = (
  tables: MetaflowTables,
  texts: ValueTexts,
  thresholds: Thresholds,
): RunSource => ({
  from: runsFrom(tables),
  joined: endFacts(tables.metadata, texts, sql`end_verdict.ok = 0`),
  ...runRules(facts, thresholds),
  shown: {
    startedAt: instant(sql`runs.started_at`),
    version: sql`
      coalesce(runs.heartbeat_at / 1000, 0) + coalesce(end_verdict.id, 0) + coalesce(end_attempt.id, 0) + abs(
        hashtext(runs.tags::text)::bigint
      )
    `,
  },
  // The collation is set only here: filters and joins must match the indexes as they are.
  flowOrder: sql`runs.flow_id collate "C"`,
  isDated: isInstant(sql`runs.started_at`),
  hasTags(list) {
    const operator = sql.raw(list === 'anyTags' ? '?|' : '?&')
    return sql`(runs.tags || runs.system_tags) ${operator} ${sql.placeholder(list)}::text[]`
  },
  tags: tagsFrom(tables),
  flows: sql`
    (
      select f.flow_id collate "C" as flow_id, ${instant(sql`f.ts_epoch`)} as created_at
      from ${tables.flows} f
    ) as flows
  `,
  indexed: false,
})

const facts = {
  startedAt: instant(sql`runs.started_at`),
  heartbeatAt: sql`runs.heartbeat_at`,
  endOk: sql`end_verdict.ok`,
  endOkAt: instant(sql`end_verdict.ts`),
  endAttemptAt: instant(sql`end_attempt.ts`),
}

/** The user is the owner that the service has verified. */
const runsFrom = ({ runs }: MetaflowTables): SQL =>
  sql`
    (
      select r.flow_id, r.run_number as number, r.run_id as name, case
        when r.system_tags ? ('user:' || r.user_name) then r.user_name
      end as user_name, r.ts_epoch as started_at,
      ${instantOfSeconds(sql`r.last_heartbeat_ts`)} as heartbeat_at, null::text as dag_hash, r.tags,
      r.system_tags
      from ${runs} r
    ) as runs
  `

/** The tags of a row of runs. A tag in both lists is a system tag. */
export function tagsIn(row: string): SQL {
  const of = (column: string, system: number) =>
    sql.raw(
      `
        select tag, ${system} as system
        from jsonb_array_elements_text(
          case jsonb_typeof(${row}.${column}) when 'array' then ${row}.${column} else '[]' end
        ) as tag
      `,
    )
  const both = sql`${of('tags', 0)} union all ${of('system_tags', 1)}`
  return sql`
    select tag collate "C" as tag, max(system) as system
    from (${both}) as tags
    where tag is not null
    group by 1
  `
}

const tagsFrom = ({ runs }: MetaflowTables): SQL =>
  sql`
    (
      select r.flow_id, r.run_number as number, each.tag, each.system, r.ts_epoch as started_at
      from ${runs} r
      cross join lateral (${tagsIn('r')}) as each
    ) as run_tags
  `
