import { sql } from 'drizzle-orm'
import type { Backend } from '../../../src/db/backend.ts'
import { tableFrom } from '../../../src/db/source/columns.ts'
import { foreignExecutions, noRuns } from '../../../src/db/source/foreign.ts'
import type { Dialect } from '../../../src/db/sql/dialect.ts'
import type { Scope } from '../../../src/db/sql/scope.ts'
import { rule } from '../../../src/db/status/rule.ts'
import type { ExecutionStatus } from '../../../src/db/statuses.ts'
import { postgresDialect } from '../../../src/db/stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../../src/db/stores/postgres/openreadonly.ts'
import { foreignDialect } from '../../../src/db/stores/sqlite/dialect.ts'
import { openReadOnlyFile } from '../../../src/db/stores/sqlite/openreadonly.ts'
import { postgresTables } from '../../../src/db/tables/postgres.ts'
import { sqliteTables } from '../../../src/db/tables/sqlite.ts'
import type { Tables } from '../../../src/db/tables/tables.ts'
import type { Sql } from './sql.ts'
import type { Place } from './stores.ts'

/** A job of a small engine, which has a table of jobs, one of their labels and one of their results. It has no runs. */
export interface Job {
  readonly id: string
  readonly queue: string
  readonly parent: string | null
  readonly state: string
  readonly createdAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly tries: number
  readonly problem: string | null
  readonly labels: readonly string[]
  readonly result: string | null
}

export async function createJobs(db: Sql, jobs: readonly Job[]): Promise<void> {
  const text = db.dialect === 'postgres' ? 'text collate "C"' : 'text'
  await db.run(`create table jobs (job_id ${text} primary key, queue ${text}, parent ${text}, state text,
    created_at bigint, started_at bigint, ended_at bigint, tries integer, problem text)`)
  await db.run(`create table job_labels (job_id ${text}, label ${text})`)
  await db.run(`create table job_results (job_id ${text}, json text)`)
  const insert = (table: string, values: readonly unknown[]) => {
    const places = values.map((_, place) => (db.dialect === 'postgres' ? `$${place + 1}` : '?'))
    return db.run(`insert into ${table} values (${places.join(', ')})`, values)
  }
  for (const { labels, result, ...job } of jobs) {
    await insert('jobs', Object.values(job))
    for (const label of labels) await insert('job_labels', [job.id, label])
    if (result !== null) await insert('job_results', [job.id, result])
  }
}

const state = (name: string) => sql`executions.state = ${sql.raw(`'${name}'`)}`

function jobScope(tables: Tables, dialect: Dialect): Scope {
  const { executions: e } = tables
  const results = tableFrom(tables, 'payloads', {
    from: sql`job_results r`,
    columns: {
      executionId: sql`r.job_id`,
      kind: sql`'out'`,
      json: sql`r.json`,
      bytes: sql`octet_length(r.json)`,
    },
  })
  const executions = foreignExecutions(tables, dialect, {
    from: sql`jobs j`,
    columns: {
      id: sql`j.job_id`,
      flow: sql`j.queue`,
      parentId: sql`j.parent`,
      sampleRate: sql`1`,
      sortAt: sql`coalesce(j.started_at, j.created_at)`,
      startedAt: sql`j.started_at`,
      finishedAt: sql`j.ended_at`,
      attempt: sql`j.tries`,
      error: sql`j.problem`,
      nodeCount: sql`0`,
      version: sql`coalesce(j.ended_at, j.started_at, j.created_at)`,
    },
    more: { state: sql`j.state` },
    rule: rule<ExecutionStatus>(
      [
        [state('new'), 'PENDING', 'QUEUED'],
        [state('active'), 'RUNNING', 'ATTEMPT_STARTED'],
        [state('done'), 'COMPLETED', 'ATTEMPT_OK'],
        [state('broken'), 'FAILED', 'ATTEMPT_FAILED'],
      ],
      ['UNKNOWN', 'REPORTED'],
    ),
    finishedAt: sql`${e.finishedAt}`,
    durationMs: sql`${e.finishedAt} - ${e.startedAt}`,
    tags: tableFrom(tables, 'executionTags', {
      from: sql`job_labels l`,
      columns: { executionId: sql`l.job_id`, tag: sql`l.label` },
    }),
  })
  return {
    tables,
    dialect,
    runs: noRuns(tables),
    executions: {
      ...executions,
      payloads: sql`join ${results} on payloads.execution_id = keys.id and payloads.kind = keys.kind`,
    },
    thresholds: { runHeartbeat: 360, taskHeartbeat: 60, oldTask: 86_400 },
  }
}

const report = () => {}

export async function openJobs({ url }: Place): Promise<Backend> {
  const identity = { name: 'jobs', kind: 'jobs', hasRuns: false as const, runHeartbeatMs: 360_000 }
  if (url.startsWith('sqlite:'))
    return openReadOnlyFile(
      identity,
      url.slice('sqlite:'.length),
      jobScope(sqliteTables, foreignDialect),
      report,
    )
  const scope = jobScope(postgresTables, postgresDialect)
  return openReadOnlyServer(identity, { url, pool: 4 }, report, async () => ({ scope }))
}
