import Database from 'better-sqlite3'
import type { Backend } from '../../backend.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import type { Reporter } from '../../watching/report.ts'
import { columnsOfFile } from './check.ts'
import { hasOneOffset, watchOffsets } from './offsets.ts'
import { agentIdentity, agentScope } from './scope.ts'
import { sqliteAgentStore } from './sqlitewords.ts'

/** Opens the file of AgentField. */
export async function openAgentFile(name: string, file: string, report: Reporter): Promise<Backend> {
  const known = look(file)
  const over = (isMixed: boolean) =>
    openReadOnlyFile(agentIdentity(name), file, agentScope(sqliteAgentStore(isMixed, known)), report)
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
