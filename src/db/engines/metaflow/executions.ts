import { type SQL, getTableColumns, sql } from 'drizzle-orm'
import { rowType } from '../../sql/insert.ts'
import { taskDurationMs, taskFinishedAt, taskStatus } from './taskstatus.ts'
import type { Tables } from '../../tables/tables.ts'
import { attemptsOf, metaflowAttempts, ofTask, taskFacts } from './attempts.ts'
import { taskColumn, taskTypes } from './ids.ts'
import { tagsIn } from './runs.ts'
import type { MetaflowTables } from './tables.ts'
import { type ValueTexts, attemptOfTags, bounded, instant, instantOfSeconds } from './values.ts'
import type { Thresholds, Dialect, ExecutionSource, KeyOfExecutions } from '../../sql/scope.ts'

const key: KeyOfExecutions = {
  types: taskTypes,
  columnOf: taskColumn,
  isOf: (table, keys) =>
    sql.raw(
      `${table}.task_id = ${keys}.task_id and ${table}.flow_id = ${keys}.task_flow and ${table}.run_number = ${keys}.task_run and ${table}.step = ${keys}.task_step`,
    ),
}

/** Executions from Metaflow's tables. A column without a source is null. */
export function metaflowExecutions(
  tables: MetaflowTables,
  texts: ValueTexts,
  thresholds: Thresholds,
  native: Tables,
  dialect: Dialect,
): ExecutionSource {
  const from = tasksFrom(tables)
  const joined = sql`
    left join lateral (${attemptsOf('executions', tables, texts)} order by number desc limit 1) as attempt
      on true
  `
  const facts = taskFacts('attempt', 'executions')
  const rule = taskStatus(facts, thresholds)
  const finishedAt = taskFinishedAt(facts, thresholds)
  const isOf = (table: string, keys: string) => key.isOf(table, keys)
  return {
    from,
    joined,
    rule,
    finishedAt,
    durationMs: taskDurationMs(facts, thresholds),
    shown: {
      startedAt: sql`${facts.startedAt}`,
      attempt: sql`${facts.number}`,
      version: sql`coalesce(executions.heartbeat_at / 1000, 0) + coalesce(attempt.newest_id, 0)`,
    },
    key,
    byIds: sql`${dialect.rows('ids', taskTypes)} join ${from} on ${isOf('executions', 'ids')} ${joined}`,
    steps: steps(tables, from, joined, rule.status, finishedAt),
    attempts: metaflowAttempts(from, isOf('executions', 'parents'), tables, texts, thresholds),
    ...metadata(tables, texts),
    nodeResults: nothing(native.nodeResults),
    tags: tagsFrom(tables),
    hasTags(list) {
      const operator = sql.raw(list === 'anyTags' ? '?|' : '?&')
      return sql`(executions.tags || executions.system_tags) ${operator} ${sql.placeholder(list)}::text[]`
    },
    indexed: false,
    payloads: artifacts(tables, texts),
  }
}

/** The id of a task, from a row with these columns. */
const idOf = (row: string) =>
  sql.raw(
    `(${row}.flow_id || '/' || ${row}.run_number || '/' || ${row}.step_name || '/' || ${row}.task_id) collate "C"`,
  )

const tasksFrom = ({ tasks }: MetaflowTables): SQL =>
  sql`
    (
      select ${idOf('t')} as execution_id, t.flow_id, t.run_number, t.step_name as step, t.task_id,
        null::text as parent_id, null::text as source, null::text as script_path,
        1::double precision as sample_rate, ${bounded(sql`t.ts_epoch`)} as sort_at,
        ${instant(sql`t.ts_epoch`)} as created_at,
        ${instantOfSeconds(sql`t.last_heartbeat_ts`)} as heartbeat_at, null::bigint as heartbeat_timeout_ms,
        null::text as error, 0 as node_count, null::text as output_preview, null::text as dag_hash, t.tags,
        t.system_tags
      from ${tasks} t
    ) as executions
  `

/** A step exists before its tasks. Its start is its registration, which comes with its first task. */
const steps = (tables: MetaflowTables, from: SQL, joined: SQL, status: SQL, finishedAt: SQL): SQL =>
  sql`
    select s.flow_id as flow, s.run_number as number, s.step_name as step, case
      when executions.task_id is not null then ${status}
    end as status, count(executions.task_id) as count, min(${instant(sql`s.ts_epoch`)}) as "startedAt",
    max(${finishedAt}) as "finishedAt"
    from keys
    join ${tables.steps} s on s.flow_id = keys.flow and s.run_number = keys.number
    left join ${from} on executions.flow_id = s.flow_id
      and executions.run_number = s.run_number
      and executions.step = s.step_name ${joined}
    group by 1, 2, 3, 4
  `

/** Facts by id, which the service counts up. As text, it would not order them. */
function metadata({ metadata: table }: MetaflowTables, { shown }: ValueTexts) {
  const attempt = attemptOfTags(sql`m.tags`)
  const columns = (attemptOf: SQL) =>
    sql`
      m.flow_id, m.id::text as id, m.id as seq, ${attemptOf} as attempt, m.field_name as field,
      ${shown(sql`m.value`)} as value, ${instant(sql`m.ts_epoch`)} as ts, null::text as client_key,
      m.step_name as step
    `
  return {
    metadata: {
      from: sql`
        (
          select ${idOf('m')} as execution_id, m.task_id, m.run_number,
            ${columns(sql`coalesce(${attempt}, 0)`)}
          from ${table} m
        ) as execution_metadata
      `,
      order: sql`execution_metadata.seq`,
    },
    runMetadata: {
      from: sql`(select m.run_number as number, ${columns(attempt)} from ${table} m) as run_metadata`,
      order: sql`run_metadata.seq`,
    },
  }
}

const tagsFrom = ({ tasks }: MetaflowTables): SQL =>
  sql`
    (
      select ${idOf('t')} as execution_id, t.flow_id, t.run_number, t.step_name as step, t.task_id, each.tag
      from ${tasks} t
      cross join lateral (${tagsIn('t')}) as each
    ) as execution_tags
  `

/** The outputs of a task are the artifacts of its highest attempt, without Metaflow's own. */
function artifacts(tables: MetaflowTables, texts: ValueTexts): SQL {
  const task = sql`
    select keys.task_flow as flow_id, keys.task_run as run_number, keys.task_step as step, keys.task_id
    where keys.kind = 'out'
  `
  const highest = sql`
    coalesce((select max(number) from (${attemptsOf('task', tables, texts)}) as attempt), 0)
  `
  const object = sql`
    select '{' || string_agg(to_json(a.name)::text || ':' || ${artifact}, ',' order by a.name collate "C")
      || '}' as json
    from ${tables.artifacts} a
    where ${ofTask('a', 'task')} and a.name not like '\\_%' and a.attempt_id = ${highest}
  `
  const id = sql`task.flow_id || '/' || task.run_number || '/' || task.step || '/' || task.task_id`
  return sql`
    cross join lateral (
      select ${id} as execution_id, 'out' as kind, object.json, octet_length(object.json) as bytes,
        null::text as truncated
      from (${task}) as task
      cross join lateral (${object}) as object
      where object.json is not null
    ) as payloads
  `
}

/** Where the data of an artifact is. Since data is stored by content, Metaflow's client writes the root of its store for all artifacts. */
const location = sql`case when a.location like ':root:%' and a.sha is not null
  then rtrim(substr(a.location, 7), '/') || '/' || a.flow_id || '/data/' || left(a.sha, 2) || '/' || a.sha
  else a.location end`

/** What is known of an artifact, as JSON: where its data is, and how to read it. */
const artifact = sql
  .join(
    Object.entries({
      sha: sql`a.sha`,
      location,
      ds_type: sql`a.ds_type`,
      content_type: sql`a.content_type`,
    }).map(
      ([name, value], place) =>
        sql`
          ${sql.raw(`'${place === 0 ? '{' : ','}"${name}":'`)} || coalesce(to_json(${value})::text, 'null')
        `,
    ),
    sql` || `,
  )
  .append(sql` || '}'`)

/** An empty table, with the columns that it is looked up by. */
function nothing(table: Tables['nodeResults']): SQL {
  const columns = Object.values(getTableColumns(table)).map(
    (column) => sql`null::${sql.raw(rowType(column))} as ${sql.identifier(column.name)}`,
  )
  const ofTasks = sql`
    null::text as flow_id, null::bigint as run_number, null::text as step, null::bigint as task_id
  `
  return sql`(select ${sql.join(columns, sql`, `)}, ${ofTasks} where false) as node_results`
}
