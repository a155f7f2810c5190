import Database from 'better-sqlite3'
import type { Backend } from '../../backend.ts'
import { postgresAgentStore } from './postgreswords.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { runner } from '../../stores/postgres/reads.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsOfFile, columnsOfServer } from './check.ts'
import { hasOneOffset, watchOffsets } from './offsets.ts'
import { agentScope, agentThresholds } from './scope.ts'
import { sqliteAgentStore } from './sqlitewords.ts'

const identityOf = (name: string) => ({
  name,
  kind: 'agentfield',
  runHeartbeatMs: agentThresholds.runHeartbeat * 1_000,
})

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
  const identity = identityOf(name)
  return openReadOnlyServer(identity, url, pool, async (sql) => {
    const scope = agentScope(postgresAgentStore(schema, await columnsOfServer(sql, schema)))
    return { scope, run: runner(identity, scope, true, report) }
  })
}

/** Opens the file of AgentField. */
export async function openAgentFile(name: string, file: string, report: Reporter): Promise<Backend> {
  const known = look(file)
  const over = (isMixed: boolean) =>
    openReadOnlyFile(identityOf(name), file, agentScope(sqliteAgentStore(isMixed, known)), report)
  const one = over(false)
  if (await hasOneOffset(one, 'all')) return watchOffsets(one, () => over(true))
  await one.close()
  return over(true)
}

function look(file: string) {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 1_000 })
  try {
    return columnsOfFile(db)
  } finally {
    db.close()
  }
}
