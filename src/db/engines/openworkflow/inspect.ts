import { WrongStore } from '../../failure.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { onServer } from '../../stores/postgres/inspect.ts'
import { inspectServer } from '../../stores/postgres/inspectserver.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { columnsInFile } from '../../stores/sqlite/tablecolumns.ts'
import type { FoundColumns } from '../../source/columncheck.ts'
import type { OpenWorkflowPlace } from './place.ts'
import { checkOpenWorkflow } from './tables.ts'

/** Looks at the database of an OpenWorkflow without changing it. */
export async function inspectOpenWorkflow(place: OpenWorkflowPlace): Promise<readonly Finding[]> {
  if (place.url === undefined) {
    try {
      return [tablesIn(columnsInFile(place.file), `"${place.file}"`)]
    } catch (error) {
      return [
        problem(
          'file',
          `"${place.file}" cannot be read: ${(error as Error).message}.`,
          'Check its name and rights.',
        ),
      ]
    }
  }
  const { schema, pool } = place
  return onServer(place.url, async (sql) => {
    const tables = ['workflow_runs', 'step_attempts'].map((table) => `"${schema}".${table}`)
    const found = tablesIn(await columnsInSchema(sql, schema), `Schema "${schema}"`)
    return found.level === 'ok' ? [found, ...(await inspectServer(sql, tables, pool, false))] : [found]
  })
}

function tablesIn(found: FoundColumns, place: string): Finding {
  try {
    checkOpenWorkflow(found, place, '')
    return fine('tables', `${place} has the tables of OpenWorkflow.`)
  } catch (error) {
    if (!(error instanceof WrongStore)) throw error
    return problem(
      'tables',
      error.message.trim(),
      'Correct the URL, or let OpenWorkflow migrate its database.',
    )
  }
}
