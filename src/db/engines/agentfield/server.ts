import type { Backend } from '../../backend.ts'
import { WrongStore } from '../../failure.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { onServer } from '../../stores/postgres/inspect.ts'
import { inspectServer } from '../../stores/postgres/inspectserver.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { runner } from '../../stores/postgres/reads.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsOfServer } from './check.ts'
import { agentTables } from './names.ts'
import { postgresAgentStore } from './postgreswords.ts'
import { agentIdentity, agentScope } from './scope.ts'

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
    const scope = agentScope(postgresAgentStore(schema, await columnsOfServer(sql, schema)))
    return { scope, run: runner(identity, scope, true, report) }
  })
}

/** Looks at them without changing them. */
export const inspectAgentServer = ({ url, schema, pool }: AgentServer): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    try {
      const known = await columnsOfServer(sql, schema)
      const there = agentTables.filter(
        (table) => known.has(`${table}.execution_id`) || known.has(`${table}.run_id`),
      )
      const found = await inspectServer(
        sql,
        there.map((table) => `"${schema}"."${table}"`),
        pool,
      )
      return [fine('tables', `Schema "${schema}" has the tables of AgentField.`), ...found]
    } catch (error) {
      if (!(error instanceof WrongStore)) throw error
      return [problem('tables', error.message, 'Correct the URL, or let AgentField migrate its database.')]
    }
  })
