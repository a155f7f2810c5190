import { sql } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { noRuns, noThresholds } from '../../source/foreign.ts'
import type { FoundColumns } from '../../source/columncheck.ts'
import type { Narrow, Scope } from '../../sql/scope.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { runner } from '../../stores/postgres/reads.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { foreignDialect } from '../../stores/sqlite/dialect.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import { columnsInFile } from '../../stores/sqlite/tablecolumns.ts'
import { postgresTables } from '../../tables/postgres.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import type { Reporter } from '../../watching/report.ts'
import { openWorkflowExecutions } from './executions.ts'
import { workflowFlows } from './flows.ts'
import type { OpenWorkflowPlace } from './place.ts'
import { type OpenWorkflowTables, checkOpenWorkflow, workflowsOnServer, workflowsInFile } from './tables.ts'

/** Opens the tables of an OpenWorkflow. */
export async function openOpenWorkflow(
  name: string,
  place: OpenWorkflowPlace,
  report: Reporter,
): Promise<Backend> {
  const identity = {
    name,
    kind: 'openworkflow',
    hasRuns: false as const,
    countsWakes: true as const,
    runHeartbeatMs: noThresholds.runHeartbeat * 1_000,
  }
  if (place.url === undefined) {
    const found = columnsInFile(place.file)
    checkOpenWorkflow(found, `"${place.file}"`, 'Name the file that BackendSqlite.connect is given.')
    return openReadOnlyFile(identity, place.file, scopeOf(place, sqliteSide(), found), report)
  }
  const { url, schema, pool } = place
  return openReadOnlyServer(identity, url, pool, async (connection) => {
    const found = await columnsInSchema(connection, schema)
    checkOpenWorkflow(
      found,
      `schema "${schema}"`,
      'Name the schema that the engine uses, such as ?schema=openworkflow.',
    )
    const scope = scopeOf(place, postgresSide(schema), found)
    return { scope, run: runner(identity, scope, true, report) }
  })
}

type Side = Pick<OpenWorkflowTables, 'runs' | 'steps' | 'words' | 'native' | 'dialect'>

const sqliteSide = (): Side => ({
  runs: sql`workflow_runs`,
  steps: sql`step_attempts`,
  words: workflowsInFile,
  native: sqliteTables,
  dialect: foreignDialect,
})

const postgresSide = (schema: string): Side => ({
  runs: sql`${sql.identifier(schema)}.workflow_runs`,
  steps: sql`${sql.identifier(schema)}.step_attempts`,
  words: workflowsOnServer,
  native: postgresTables,
  dialect: postgresDialect,
})

function scopeOf({ namespace }: OpenWorkflowPlace, side: Side, found: FoundColumns): Scope {
  const columns = found.get('workflow_runs')!
  const tables: OpenWorkflowTables = {
    ...side,
    namespace: sql.raw(`'${namespace}'`),
    has: (column) => columns.has(column),
  }
  const { native, dialect } = side
  const over = (seen: OpenWorkflowTables): Scope => ({
    tables: native,
    dialect,
    runs: { ...noRuns(native), flows: workflowFlows(seen) },
    executions: openWorkflowExecutions(seen),
    thresholds: noThresholds,
  })
  return { ...over(tables), narrow: (build, isSeen) => build(over(narrowed(tables, isSeen))) }
}

/** With the workflows alone that may be seen. Steps are only read of runs that were found. */
const narrowed = (tables: OpenWorkflowTables, isSeen: Parameters<Narrow>[1]): OpenWorkflowTables => {
  const { runs, words } = tables
  const flow = sql`workflow_name`
  return { ...tables, runs: sql`(select * from ${runs} where ${isSeen(flow, words.inBytes(flow))})` }
}
