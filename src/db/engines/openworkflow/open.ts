import { sql } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { noRuns, noThresholds } from '../../source/foreign.ts'
import type { FoundColumns } from '../../source/columncheck.ts'
import type { Narrow, Scope } from '../../sql/scope.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
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
import {
  type OpenWorkflowTables,
  checkOpenWorkflowFile,
  checkOpenWorkflowSchema,
  workflowsOnServer,
  workflowsInFile,
} from './tables.ts'

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
  const { at } = place
  if ('file' in at) {
    const found = columnsInFile(at.file)
    checkOpenWorkflowFile(found, at.file)
    return openReadOnlyFile(identity, at.file, scopeOf(place, sqliteSide(), found), report)
  }
  return openReadOnlyServer(identity, at, report, async (connection) => {
    const { schema } = at
    const found = await columnsInSchema(connection, schema)
    checkOpenWorkflowSchema(found, schema)
    return { scope: scopeOf(place, postgresSide(schema), found) }
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
