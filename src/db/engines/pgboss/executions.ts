import { type SQL, getTableName, sql } from 'drizzle-orm'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { elapsed } from '../../source/executions.ts'
import { foreignExecutions } from '../../source/foreign.ts'
import { newestAttempts } from '../../source/newestattempt.ts'
import type { Dialect } from '../../sql/dialect.ts'
import type { ExecutionSource, KeyOfExecutions } from '../../sql/scope.ts'
import type { Tables } from '../../tables/tables.ts'
import { idOf, isJob, jobColumn, jobTypes } from './ids.ts'
import { newestAttemptStatus, errorOf, isSilent, jobStatus } from './status.ts'
import type { PgbossTables } from './tables.ts'
import { msOf, orderedMs, timeAt } from './times.ts'

const isOf: KeyOfExecutions['isOf'] = (table, keys) =>
  isJob(sql.raw(`${table}.job_name`), sql.raw(`${table}.job_id`), keys)

const keyOf = (dialect: Dialect): KeyOfExecutions => ({
  types: jobTypes,
  columnOf: jobColumn,
  isOf,
  rowsOf: (from, id) =>
    sql`${dialect.rows('ids', jobTypes)} join ${from} on ${isOf(getTableName(id.table), 'ids')}`,
})

const finishedAt = sql`case when ${isSilent} then executions.heartbeat_at else executions.finished_at end`
const durationMs = elapsed(sql`executions.started_at`, finishedAt)

interface Over {
  readonly native: Tables
  readonly dialect: Dialect
  /** Those along which lists are read. */
  readonly hasIndexes: boolean
}

/** The jobs of pg-boss as executions. */
export function pgbossExecutions(
  tables: PgbossTables,
  { native, dialect, hasIndexes }: Over,
): Omit<ExecutionSource, 'lacks'> {
  const { jobs, queues } = tables
  const seen = seenJobs(tables)
  const source = foreignExecutions(native, dialect, {
    ...seen(jobs),
    rule: jobStatus,
    finishedAt,
    durationMs,
    key: keyOf(dialect),
  })
  return {
    ...source,
    attempts: newestAttempts(source, { where: sql`executions.attempt > 0`, rule: newestAttemptStatus }),
    tags: tagsFrom(tables, native),
    hasTags: (list) =>
      sql`executions.tags ${sql.raw(list === 'anyTags' ? '&&' : '@>')} ${sql.placeholder(list)}::text[]`,
    ...(hasIndexes && { earlier: tableFrom(native, 'executions', seen(newestBefore(tables))) }),
    lanes: {
      from: sql`${queues} as lanes`,
      flow: sql`lanes.name`,
      isIn: sql`executions.job_name = lanes.name`,
      time: sql`executions.created_on`,
      at: timeAt,
      msOf: orderedMs,
    },
    children: tableFrom(native, 'executions', seen(childrenOf(tables))),
    payloads: payloads(tables),
  }
}

/** So many of the newest jobs of a queue are looked through. */
const mostEarlier = sql.raw('200')

const newestBefore = ({ jobs }: PgbossTables): SQL => sql`
  (
    select before.*
    from ${jobs} as before
    where before.name = keys.flow and before.created_on < ${timeAt(sql`keys.began + 1`)}
    order by before.created_on desc
    limit ${mostEarlier}
  )
`

const seenJobs =
  ({ dependencies }: PgbossTables) =>
  (jobs: SQL): Seen<'executions'> => ({
    from: sql`${jobs} as j`,
    columns: {
      id: idOf(sql`j.name`, sql`j.id`),
      flow: sql`j.name`,
      parentId: parentOf(dependencies),
      sampleRate: sql`1::double precision`,
      sortAt: orderedMs(sql`j.created_on`),
      startedAt: msOf(sql`j.started_on`),
      finishedAt: msOf(sql`j.completed_on`),
      attempt: sql`case when j.started_on is null then 0 else j.retry_count + 1 end`,
      // Whoever fetches a job writes the time, also where no heartbeat is expected.
      heartbeatAt: msOf(sql`case when j.heartbeat_seconds is not null then j.heartbeat_on end`),
      heartbeatTimeoutMs: sql`j.heartbeat_seconds::bigint * 1000`,
      error: errorOf('j'),
      nodeCount: sql`0`,
      // Which transaction wrote the row.
      version: sql`j.xmin::text::bigint`,
    },
    more: {
      job_name: sql`j.name`,
      job_id: sql`j.id`,
      state: sql`j.state`,
      blocked: sql`j.blocked`,
      output: sql`j.output`,
      retries: sql`j.retry_count`,
      created_on: sql`j.created_on`,
      tags: sql`array[${sql.join(tagTexts, sql`, `)}]`,
    },
  })

/** The first of the jobs that a job waits for, or the failed job whose dead letter it is. */
const parentOf = (dependencies: SQL): SQL => sql`
  coalesce(
    (
      select ${idOf(sql`d.parent_name`, sql`d.parent_id`)}
      from ${dependencies} as d
      where d.child_name = j.name and d.child_id = j.id
      order by d.parent_name collate "C", d.parent_id
      limit 1
    ),
    ${idOf(sql`j.source_name`, sql`j.source_id`)}
  )
`

/**
 * The jobs that name the row called `parents` as theirs. An index has dead letters by the first job of their chain. They
 * are in the queue that the failed job names.
 */
function childrenOf({ jobs, dependencies }: PgbossTables): SQL {
  const waiting = sql`
    select c.*
    from ${dependencies} as d
    join ${jobs} as c on c.name = d.child_name and c.id = d.child_id
    where ${isJob(sql`d.parent_name`, sql`d.parent_id`, 'parents')}
  `
  const letters = sql`
    select c.*
    from ${jobs} as p
    join ${jobs} as c on c.name = p.dead_letter and c.source_root_id = coalesce(p.source_root_id, p.id)
    where ${isJob(sql`p.name`, sql`p.id`, 'parents')} and c.source_name = p.name and c.source_id = p.id
  `
  return sql`(${waiting} union all ${letters})`
}

const tagTexts = ['group', 'key', 'policy'].map((kind, place) => {
  const column = ['j.group_id', 'j.singleton_key', `nullif(j.policy, 'standard')`][place]!
  return sql.raw(`'${kind}:' || ${column} collate "C"`)
})

const tagsFrom = ({ jobs }: PgbossTables, native: Tables): SQL =>
  tableFrom(native, 'executionTags', {
    from: sql`
      ${jobs} as j
      cross join lateral (
        select tag from unnest(array[${sql.join(tagTexts, sql`, `)}]) as tags(tag) where tag is not null
      ) as each
    `,
    columns: { executionId: idOf(sql`j.name`, sql`j.id`), tag: sql`each.tag` },
    more: { job_name: sql`j.name`, job_id: sql`j.id` },
  })

/** The data that a job was sent with, and what it returned. Kept apart, so that their texts are made once. */
const payloads = ({ jobs }: PgbossTables): SQL => sql`
  cross join lateral (
    select ${idOf(sql`j.name`, sql`j.id`)} as execution_id, keys.kind, case keys.kind
        when 'in' then j.data
        else j.output
      end::text as json, null::text as truncated, 0 as bytes
    from ${jobs} as j
    where ${isJob(sql`j.name`, sql`j.id`, 'keys')}
      and case keys.kind when 'in' then j.data is not null else j.state = 'completed' and j.output is not null end
    offset 0
  ) as payloads
`
