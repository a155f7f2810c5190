import { type SQL, sql } from 'drizzle-orm'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { foreignRuns } from '../../source/foreign.ts'
import type { Tables } from '../../tables/tables.ts'
import { joinEndFacts } from './endfacts.ts'
import { factColumns } from './facts.ts'
import type { MetaflowStore, MetaflowTables } from './tables.ts'
import { type ValueTexts, instant, instantOfSeconds, isInstant } from './values.ts'
import type { FactSource, RunSource } from '../../sql/scope.ts'
import { runRules } from '../../status/run.ts'

/** Runs from Metaflow's tables alone: no index has an outcome, so the rule is checked row by row. */
export const metaflowRuns = ({ tables, texts, thresholds }: MetaflowStore, native: Tables): RunSource => ({
  ...foreignRuns(native, {
    ...runs(tables),
    joined: joinEndFacts(tables.metadata, texts, sql`end_verdict.ok = 0`),
    rules: runRules(facts, thresholds),
    shown: {
      startedAt: instant(sql`runs.started_at`),
      version: sql`
        coalesce(runs.heartbeat_at / 1000, 0) + coalesce(end_verdict.id, 0) + coalesce(end_attempt.id, 0) + abs(
          hashtext(runs.tags::text)::bigint
        )
      `,
    },
  }),
  // The collation is set only here: filters and joins must match the indexes as they are.
  flowOrder: sql`runs.flow_id collate "C"`,
  isDated: isInstant(sql`runs.started_at`),
  hasTags(list) {
    const operator = sql.raw(list === 'anyTags' ? '?|' : '?&')
    return sql`(runs.tags || runs.system_tags) ${operator} ${sql.placeholder(list)}::text[]`
  },
  tags: tagsFrom(tables, native),
  flows: tableFrom(native, 'flows', {
    from: sql`${tables.flows} f`,
    columns: { flow: sql`f.flow_id collate "C"`, createdAt: instant(sql`f.ts_epoch`) },
  }),
  metadata: metadata(tables, texts, native),
})

const facts = {
  startedAt: instant(sql`runs.started_at`),
  heartbeatAt: sql`runs.heartbeat_at`,
  endOk: sql`end_verdict.ok`,
  endOkAt: instant(sql`end_verdict.ts`),
  endAttemptAt: instant(sql`end_attempt.ts`),
}

const runs = ({ runs: table }: MetaflowTables): Seen<'runs', 'version'> => ({
  from: sql`${table} r`,
  columns: {
    flow: sql`r.flow_id`,
    number: sql`r.run_number`,
    name: sql`r.run_id`,
    // The owner that the service has verified.
    user: sql`case when r.system_tags ? ('user:' || r.user_name) then r.user_name end`,
    startedAt: sql`r.ts_epoch`,
    heartbeatAt: instantOfSeconds(sql`r.last_heartbeat_ts`),
  },
  more: { tags: sql`r.tags`, system_tags: sql`r.system_tags` },
})

function metadata({ metadata: table }: MetaflowTables, texts: ValueTexts, native: Tables): FactSource {
  const from = tableFrom(native, 'runMetadata', {
    from: sql`${table} m`,
    columns: {
      flow: sql`m.flow_id`,
      number: sql`m.run_number`,
      step: sql`m.step_name`,
      ...factColumns(texts),
    },
    more: { seq: sql`m.id` },
  })
  return { from, order: sql`run_metadata.seq` }
}

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

const tagsFrom = ({ runs: table }: MetaflowTables, native: Tables): SQL =>
  tableFrom(native, 'runTags', {
    from: sql`${table} r cross join lateral (${tagsIn('r')}) as each`,
    columns: { flow: sql`r.flow_id`, number: sql`r.run_number`, ...tagColumns },
  })

export const tagColumns = { tag: sql`each.tag`, system: sql`each.system` }
