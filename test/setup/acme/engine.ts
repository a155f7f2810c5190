import { type SQL, sql } from 'drizzle-orm'
import type postgres from 'postgres'
import { inspectEngineServer } from '../../../src/db/engines/inspect.ts'
import { engineServer, engineStore } from '../../../src/db/engines/store.ts'
import type { EngineIndex, Kind } from '../../../src/db/kind.ts'
import { checkColumns } from '../../../src/db/source/columncheck.ts'
import { tableFrom } from '../../../src/db/source/columns.ts'
import { elapsed } from '../../../src/db/source/executions.ts'
import { foreignExecutions, noRuns, noThresholds } from '../../../src/db/source/foreign.ts'
import { timestamps } from '../../../src/db/source/times.ts'
import type { ExecutionSource, KeyOfExecutions, Scope } from '../../../src/db/sql/scope.ts'
import { rule } from '../../../src/db/status/rule.ts'
import type { ExecutionStatus } from '../../../src/db/statuses.ts'
import { postgresDialect as dialect } from '../../../src/db/stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../../src/db/stores/postgres/openreadonly.ts'
import { columnsInSchema } from '../../../src/db/stores/postgres/tablecolumns.ts'
import { postgresTables as tables } from '../../../src/db/tables/postgres.ts'

/** What `execgraph indexes` prints if it is missing. */
const wanted: readonly EngineIndex[] = [
  { table: 'acme_jobs', columns: ['queue', 'created_at'], gain: 'lists of a flow', cost: 'an entry a job' },
]

/** A class of URL is one kind. An engine on Postgres and SQLite has two. */
export const acme: Kind = {
  kind: 'acme',
  schemes: ['acme+postgres', 'acme+postgresql'],
  // How its tables are told from others, and of which version they are: by their columns.
  detection: {
    engine: 'Acme',
    on: 'postgres',
    schema: 'acme',
    versionOf(found) {
      const jobs = found.get('acme_jobs')
      if (!jobs?.has('job_id')) return undefined
      return jobs.has('priority') ? 'release 2 or later' : 'release 1'
    },
  },
  parse(name, rest) {
    // The schema that Acme uses, unless the URL names another one.
    const { place } = engineServer(name, rest, 'acme')
    // Acme has no number for each run. An engine that has one leaves this out here and below, and has a `RunSource`.
    const identity = { name, kind: 'acme', hasRuns: false, runHeartbeatMs: 360_000 } as const
    return {
      // What is true of every engine: it is only read, and its indexes are printed.
      ...engineStore(name, 'Acme', place, wanted),
      hasRuns: false,
      open: (report) =>
        openReadOnlyServer(identity, place, report, async (connection) => {
          await check(connection, place.schema)
          return { scope: scopeOf(place.schema) }
        }),
      inspect: () =>
        inspectEngineServer(place, 'Acme', async (connection) => {
          await check(connection, place.schema)
          return { tables: ['acme_jobs'] }
        }),
    }
  },
}

const needed = ['job_id', 'parent_id', 'queue', 'state', 'created_at', 'started_at', 'ended_at', 'problem']

/** Looks at columns, never at a version number, and names the first that is missing. */
async function check(connection: postgres.Sql, schema: string) {
  const found = await columnsInSchema(connection, schema)
  checkColumns(found, { acme_jobs: needed }, `schema "${schema}"`, 'Name it, such as ?schema=acme.')
}

function scopeOf(schema: string): Scope {
  const all = { tables, dialect, runs: noRuns(tables), thresholds: noThresholds }
  const over = (jobs: SQL): Scope => ({ ...all, executions: acmeExecutions(jobs) })
  const jobs = sql`${sql.identifier(schema)}.acme_jobs`
  const seen = (where: SQL) => sql`(select * from ${jobs} where ${where})`
  // For tokens with a limit of flows: the others do not exist.
  const flow = [sql`queue`, sql`queue collate "C"`] as const
  return { ...over(jobs), narrow: (build, isSeen) => build(over(seen(isSeen(...flow)))) }
}

/** Ids are shown in byte order, which no index of the engine has: they are looked up by the raw column. */
const key: KeyOfExecutions = {
  types: { id: 'text' },
  isOf: (table, keys) => sql.raw(`${table}.row_id = ${keys}.id`),
  rowsOf: (from, id) => sql`${from} where ${dialect.isIn(sql`${id.table}.row_id`, 'ids')}`,
}

const states = { PENDING: 'new', RUNNING: 'active', COMPLETED: 'done', FAILED: 'broken' } as const

/** A literal, so that it meets a partial index. */
const is = (status: keyof typeof states) => sql.raw(`executions.state = '${states[status]}'`)

/** What the engine adds tomorrow is UNKNOWN. */
const status = rule<ExecutionStatus>(
  [
    [is('PENDING'), 'PENDING', 'QUEUED'],
    [is('RUNNING'), 'RUNNING', 'ATTEMPT_STARTED'],
    [is('COMPLETED'), 'COMPLETED', 'ATTEMPT_OK'],
    [is('FAILED'), 'FAILED', 'ATTEMPT_FAILED'],
  ],
  ['UNKNOWN', 'REPORTED'],
)

/** An index has each state by time. What no state is, or one that the engine adds, is looked for among all. */
const rangesOf: NonNullable<ExecutionSource['rangesOf']> = ({ statuses }) => {
  const known = statuses.filter((one) => one in states) as (keyof typeof states)[]
  return known.length > 0 && known.length === statuses.length ? known.map(is) : undefined
}

/** `columns` are those of Execgraph's table, as far as the engine has them. `more` is for the rule, ids and indexes. */
const seenAs = (jobs: SQL) => ({
  from: sql`${jobs} j`,
  columns: {
    id: sql`j.job_id collate "C"`,
    flow: sql`j.queue`,
    parentId: sql`j.parent_id`,
    sampleRate: sql`1::double precision`,
    sortAt: timestamps.ms(sql`j.created_at`),
    startedAt: timestamps.ms(sql`j.started_at`),
    finishedAt: timestamps.ms(sql`j.ended_at`),
    attempt: sql`case when j.started_at is null then 0 else 1 end`,
    error: sql`j.problem`,
    nodeCount: sql`0`,
    version: timestamps.ms(sql`greatest(j.created_at, j.started_at, j.ended_at)`),
  },
  more: { row_id: sql`j.job_id`, state: sql`j.state`, created_at: sql`j.created_at` },
})

function acmeExecutions(jobs: SQL): ExecutionSource {
  const { executions: e } = tables
  const starts = timestamps.startsIn(sql`executions.created_at`)
  // What `usual` and the last good execution are looked for among: along an index, and few.
  const ofFlow = sql`before.queue = keys.flow and before.created_at <= ${starts.to(sql`keys.began`)}`
  const newest = sql`(select * from ${jobs} before where ${ofFlow} order by before.created_at desc limit 200)`
  const ended = { finishedAt: sql`${e.finishedAt}`, durationMs: elapsed(e.startedAt, e.finishedAt) }
  return {
    ...foreignExecutions(tables, dialect, { ...seenAs(jobs), ...ended, rule: status, key }),
    starts,
    rangesOf,
    earlier: tableFrom(tables, 'executions', seenAs(newest)),
    lacks: (fields) => (fields.length > 1 ? 'Acme has no index for all of the filter.' : undefined),
  }
}
