import type { Backend } from '../../backend.ts'
import { missingOf } from '../../engineindexes.ts'
import type { Finding } from '../../inspection.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsInFile } from '../../stores/sqlite/tablecolumns.ts'
import { inspectEngineFile } from '../inspect.ts'
import { type EngineFile, indexesAt } from '../store.ts'
import { type HasAgentColumn, agentColumns } from './columns.ts'
import { hasOneOffset, watchOffsets } from './offsets.ts'
import { agentIdentity, agentScope } from './scope.ts'
import { sqliteAgentStore } from './sqlitewords.ts'
import { agentfieldIndexes } from './wantedindexes.ts'

/** Opens the file of AgentField. */
export async function openAgentFile(name: string, place: EngineFile, report: Reporter): Promise<Backend> {
  const { file } = place
  const has = look(file)
  const missing = await missingOf(indexesAt(place, agentfieldIndexes))
  const found = { has, hasFlowIndex: missing.length === 0 }
  const over = (isMixed: boolean) =>
    openReadOnlyFile(agentIdentity(name), file, agentScope(sqliteAgentStore(isMixed, found)), report)
  const one = over(false)
  if (await hasOneOffset(one, 'all')) return watchOffsets(one, () => over(true))
  await one.close()
  return over(true)
}

const look = (file: string): HasAgentColumn =>
  agentColumns(
    columnsInFile(file),
    `"${file}"`,
    'AgentField keeps its own file in ~/.agentfield/data/agentfield.db.',
  )

/** Looks at it without changing it. */
export const inspectAgentFile = (place: EngineFile): Finding[] =>
  inspectEngineFile(place, 'AgentField', () => look(place.file))
