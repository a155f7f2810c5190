import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import type { Tables } from '../../tables/tables.ts'
import { registerNames, registersVersion } from './registers.ts'
import { metaflowRuns, tagColumns, tagsIn } from './runs.ts'
import type { MetaflowNames } from './names.ts'
import { type IsSeen, type MetaflowStore, isSeenFlow, tablesOf } from './tables.ts'
import { instant } from './values.ts'
import type { RunSource } from '../../sql/scope.ts'
import { runRules } from '../../status/run.ts'
import { noStart } from '../../source/runs.ts'

/** Metaflow's runs with registers that triggers keep: they are walked by the same indexes as native runs. */
export function acceleratedRuns(
  store: MetaflowStore,
  names: MetaflowNames,
  native: Tables,
  isSeen?: IsSeen,
): RunSource {
  const plain = metaflowRuns(store, native)
  const from = runsFrom(names, native, isSeen)
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
    from,
    joined: sql``,
    ...runRules(facts, store.thresholds),
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
    tags: tableFrom(native, 'runTags', {
      from: sql`${from} cross join lateral (${tagsIn('runs')}) as each`,
      columns: { flow: sql`runs.flow_id`, number: sql`runs.number`, ...tagColumns },
    }),
    indexed: true,
  }
}

/**
 * Left-joined to Metaflow's own rows, so that a planner drops these if a statement needs none of them. Trust is checked
 * on the registers alone: behind the join, the check would keep the other table in. A run that does not exist (its
 * facts came first) has no start.
 */
function runsFrom(names: MetaflowNames, native: Tables, isSeen: IsSeen | undefined): SQL {
  const seen = isSeen ? sql`and ${isSeenFlow(isSeen)}` : sql``
  const { runs } = tablesOf(names)
  const own = (name: string) => sql`${sql.identifier(names.schema)}.${sql.identifier(name)}`
  const kept = ['end_ok', 'end_ok_at', 'end_attempt_at', 'outcome', 'known_finished_at', 'known_ms']
  return tableFrom<'runs', 'version'>(native, 'runs', {
    from: sql`
      (
        select * from ${own(registerNames.runs)}
        where started_at is not null and ${isTrusted(own(registerNames.state), own(registerNames.missed))} ${seen}
      ) as f
      left join ${runs} r on r.flow_id = f.flow_id collate "default" and r.run_number = f.number
    `,
    columns: {
      flow: sql`f.flow_id`,
      number: sql`f.number`,
      name: sql`f.name`,
      user: sql`f.user_name`,
      startedAt: sql`f.started_at`,
      heartbeatAt: sql`f.heartbeat_at`,
    },
    more: {
      ...Object.fromEntries(kept.map((name) => [name, sql.raw(`f.${name}`)])),
      last_id: sql`greatest(f.end_ok_id, f.end_attempt_id)`,
      tags: sql`r.tags`,
      system_tags: sql`r.system_tags`,
    },
  })
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
