import { type SQL, getTableName, sql } from 'drizzle-orm'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { foreignExecutions } from '../../source/foreign.ts'
import { taskDurationMs, taskFinishedAt, taskStatus } from './taskstatus.ts'
import type { Tables } from '../../tables/tables.ts'
import { taskAttempts, metaflowAttempts, ofTask, taskFacts } from './attempts.ts'
import { taskColumn, taskTypes } from './ids.ts'
import { tagsIn } from './runs.ts'
import type { MetaflowStore, MetaflowTables } from './tables.ts'
import { factColumns } from './facts.ts'
import { type ValueTexts, bounded, instant, instantOfSeconds } from './values.ts'
import type { Dialect } from '../../sql/dialect.ts'
import type { ExecutionSource, FactSource, KeyOfExecutions } from '../../sql/scope.ts'

/** Rows belong to a task by the columns of Metaflow's own keys, which have indexes. */
const isOf: KeyOfExecutions['isOf'] = (table, keys) =>
  sql.raw(
    [
      `${table}.task_id = ${keys}.task_id`,
      `${table}.flow_id = ${keys}.task_flow`,
      `${table}.run_number = ${keys}.task_run`,
      `${table}.step = ${keys}.task_step`,
    ].join(' and '),
  )

const keyOf = (dialect: Dialect): KeyOfExecutions => ({
  types: taskTypes,
  columnOf: taskColumn,
  isOf,
  rowsOf: (from, id) =>
    sql`${dialect.rows('ids', taskTypes)} join ${from} on ${isOf(getTableName(id.table), 'ids')}`,
})

/** The tasks in Metaflow's tables as executions. */
export function metaflowExecutions(store: MetaflowStore, native: Tables, dialect: Dialect): ExecutionSource {
  const { tables, texts, thresholds } = store
  const joined = sql`
    left join lateral (${taskAttempts('executions', tables, texts)} order by number desc limit 1) as attempt
      on true
  `
  const facts = taskFacts('attempt', 'executions')
  const rule = taskStatus(facts, thresholds)
  const finishedAt = taskFinishedAt(facts, thresholds)
  const source = foreignExecutions(native, dialect, {
    ...tasks(tables),
    joined,
    rule,
    finishedAt,
    durationMs: taskDurationMs(facts, thresholds),
    shown: {
      startedAt: sql`${facts.startedAt}`,
      attempt: sql`${facts.number}`,
      version: sql`coalesce(executions.heartbeat_at / 1000, 0) + coalesce(attempt.newest_id, 0)`,
    },
    key: keyOf(dialect),
  })
  const { from } = source
  return {
    ...source,
    steps: steps(tables, { from, joined, status: rule.status, finishedAt }),
    attempts: metaflowAttempts(store, from, isOf('executions', 'parents')),
    metadata: metadata(tables, texts, native),
    tags: tagsFrom(tables, native),
    hasTags(list) {
      const operator = sql.raw(list === 'anyTags' ? '?|' : '?&')
      return sql`(executions.tags || executions.system_tags) ${operator} ${sql.placeholder(list)}::text[]`
    },
    payloads: artifacts(tables, texts),
  }
}

/** The id of a task, from a row with these columns. */
const idOf = (row: string) =>
  sql.raw(
    `(${row}.flow_id || '/' || ${row}.run_number || '/' || ${row}.step_name || '/' || ${row}.task_id) collate "C"`,
  )

const tasks = ({ tasks: table }: MetaflowTables): Seen<'executions', 'attempt' | 'version'> => ({
  from: sql`${table} t`,
  columns: {
    id: idOf('t'),
    flow: sql`t.flow_id`,
    runNumber: sql`t.run_number`,
    step: sql`t.step_name`,
    sampleRate: sql`1::double precision`,
    sortAt: bounded(sql`t.ts_epoch`),
    heartbeatAt: instantOfSeconds(sql`t.last_heartbeat_ts`),
    nodeCount: sql`0`,
  },
  more: {
    task_id: sql`t.task_id`,
    created_at: instant(sql`t.ts_epoch`),
    tags: sql`t.tags`,
    system_tags: sql`t.system_tags`,
  },
})

/** A step exists before its tasks. Its start is its registration, which comes with its first task. */
const steps = (
  tables: MetaflowTables,
  { from, joined, status, finishedAt }: Readonly<Record<'from' | 'joined' | 'status' | 'finishedAt', SQL>>,
): SQL =>
  sql`
    select s.flow_id as flow, s.run_number as number, s.step_name as step, case
      when executions.task_id is not null then ${status}
    end as status, count(executions.task_id) as count, min(${instant(sql`s.ts_epoch`)}) as "startedAt",
    max(${finishedAt}) as "finishedAt", max(attempt.number) as attempt
    from keys
    join ${tables.steps} s on s.flow_id = keys.flow and s.run_number = keys.number
    left join ${from} on executions.flow_id = s.flow_id
      and executions.run_number = s.run_number
      and executions.step = s.step_name ${joined}
    group by 1, 2, 3, 4
  `

/** The columns by which a table's rows belong to a task. */
const taskOf = (row: string) =>
  Object.fromEntries(
    Object.entries({
      flow_id: 'flow_id',
      run_number: 'run_number',
      step: 'step_name',
      task_id: 'task_id',
    }).map(([name, column]) => [name, sql.raw(`${row}.${column}`)]),
  )

function metadata({ metadata: table }: MetaflowTables, texts: ValueTexts, native: Tables): FactSource {
  const { attempt, ...fact } = factColumns(texts)
  const from = tableFrom(native, 'executionMetadata', {
    from: sql`${table} m`,
    columns: { executionId: idOf('m'), attempt: sql`coalesce(${attempt}, 0)`, ...fact },
    more: { ...taskOf('m'), seq: sql`m.id` },
  })
  return { from, order: sql`execution_metadata.seq` }
}

const tagsFrom = ({ tasks: table }: MetaflowTables, native: Tables): SQL =>
  tableFrom(native, 'executionTags', {
    from: sql`${table} t cross join lateral (${tagsIn('t')}) as each`,
    columns: { executionId: idOf('t'), tag: sql`each.tag` },
    more: taskOf('t'),
  })

/** The outputs of a task are the artifacts of its highest attempt, without Metaflow's own. */
function artifacts(tables: MetaflowTables, texts: ValueTexts): SQL {
  const task = sql`
    select keys.task_flow as flow_id, keys.task_run as run_number, keys.task_step as step, keys.task_id
    where keys.kind = 'out'
  `
  const highest = sql`
    coalesce((select max(number) from (${taskAttempts('task', tables, texts)}) as attempt), 0)
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
