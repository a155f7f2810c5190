import type postgres from 'postgres'
import type { Backend } from '../../backend.ts'
import { missingOf } from '../../engineindexes.ts'
import { WrongStore } from '../../failure.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { onServer } from '../../stores/postgres/inspect.ts'
import { inspectServer } from '../../stores/postgres/inspectserver.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { runner } from '../../stores/postgres/reads.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { type HasColumn, agentColumns, agentTables } from './columns.ts'
import { postgresAgentStore } from './postgreswords.ts'
import { agentIdentity, agentScope } from './scope.ts'
import { agentfieldIndexes } from './wantedindexes.ts'

/** Where AgentField keeps its tables on a server. */
export interface AgentServer {
  readonly url: string
  readonly schema: string
  readonly pool: number
}

/** Opens the tables of AgentField on a server. */
export function openAgentServer(
  name: string,
  { url, schema, pool }: AgentServer,
  report: Reporter,
): Promise<Backend> {
  const identity = agentIdentity(name)
  return openReadOnlyServer(identity, url, pool, async (sql) => {
    const has = await look(sql, schema)
    const missing = await missingOf({ on: 'postgres', at: url, schema, wanted: agentfieldIndexes })
    const scope = agentScope(postgresAgentStore(schema, { has, hasFlowIndex: missing.length === 0 }))
    return { scope, run: runner(identity, scope, true, report) }
  })
}

async function look(sql: postgres.Sql, schema: string): Promise<HasColumn> {
  const remedy = 'Name the schema that has the tables of AgentField in the URL: ?schema=agentfield.'
  return agentColumns(await columnsInSchema(sql, schema), `schema "${schema}"`, remedy)
}

/** Looks at them without changing them. */
export const inspectAgentServer = ({ url, schema, pool }: AgentServer): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    try {
      await look(sql, schema)
      const found = await inspectServer(
        sql,
        agentTables.map((table) => `"${schema}"."${table}"`),
        pool,
        false,
      )
      return [fine('tables', `Schema "${schema}" has the tables of AgentField.`), ...found]
    } catch (error) {
      if (!(error instanceof WrongStore)) throw error
      return [problem('tables', error.message, 'Correct the URL, or let AgentField migrate its database.')]
    }
  })
