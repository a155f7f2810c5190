import type { Backend } from '../../backend.ts'
import { missingOf } from '../../engineindexes.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsInFile } from '../../stores/sqlite/tablecolumns.ts'
import { type HasColumn, agentColumns } from './columns.ts'
import { hasOneOffset, watchOffsets } from './offsets.ts'
import { agentIdentity, agentScope } from './scope.ts'
import { sqliteAgentStore } from './sqlitewords.ts'
import { agentfieldIndexes } from './wantedindexes.ts'

/** Opens the file of AgentField. */
export async function openAgentFile(name: string, file: string, report: Reporter): Promise<Backend> {
  const has = look(file)
  const missing = await missingOf({ on: 'sqlite', at: file, wanted: agentfieldIndexes })
  const found = { has, hasFlowIndex: missing.length === 0 }
  const over = (isMixed: boolean) =>
    openReadOnlyFile(agentIdentity(name), file, agentScope(sqliteAgentStore(isMixed, found)), report)
  const one = over(false)
  if (await hasOneOffset(one, 'all')) return watchOffsets(one, () => over(true))
  await one.close()
  return over(true)
}

const look = (file: string): HasColumn =>
  agentColumns(
    columnsInFile(file),
    `"${file}"`,
    'AgentField keeps its own file in ~/.agentfield/data/agentfield.db.',
  )

/** Looks at it without changing it. */
export function inspectAgentFile(file: string): Finding[] {
  try {
    look(file)
    return [fine('tables', 'The file has the tables of AgentField.')]
  } catch (error) {
    const { message } = error as Error
    return [
      problem(
        'tables',
        `"${file}" cannot be read: ${message}`,
        'Correct the URL, or let AgentField migrate its file.',
      ),
    ]
  }
}
