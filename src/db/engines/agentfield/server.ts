import type postgres from 'postgres'
import type { Backend } from '../../backend.ts'
import { missingOf } from '../../engineindexes.ts'
import type { Finding } from '../../inspection.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { inspectEngineServer } from '../inspect.ts'
import { type EngineServer, indexesAt } from '../store.ts'
import { type HasAgentColumn, agentColumns, agentTables } from './columns.ts'
import { postgresAgentStore } from './postgreswords.ts'
import { agentIdentity, agentScope } from './scope.ts'
import { agentfieldIndexes } from './wantedindexes.ts'

/** Opens the tables of AgentField on a server. */
export function openAgentServer(name: string, place: EngineServer, report: Reporter): Promise<Backend> {
  return openReadOnlyServer(agentIdentity(name), place, report, async (sql) => {
    const { schema } = place
    const has = await look(sql, schema)
    const missing = await missingOf(indexesAt(place, agentfieldIndexes))
    return { scope: agentScope(postgresAgentStore(schema, { has, hasFlowIndex: missing.length === 0 })) }
  })
}

async function look(sql: postgres.Sql, schema: string): Promise<HasAgentColumn> {
  const remedy = 'Name the schema that has the tables of AgentField in the URL: ?schema=agentfield.'
  return agentColumns(await columnsInSchema(sql, schema), `schema "${schema}"`, remedy)
}

/** Looks at them without changing them. */
export const inspectAgentServer = (place: EngineServer): Promise<Finding[]> =>
  inspectEngineServer(place, 'AgentField', async (sql) => {
    await look(sql, place.schema)
    return { tables: agentTables }
  })
