import type { Finding } from '../../inspection.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { columnsInFile } from '../../stores/sqlite/tablecolumns.ts'
import { inspectEngineFile, inspectEngineServer } from '../inspect.ts'
import type { OpenWorkflowPlace } from './place.ts'
import { checkOpenWorkflowFile, checkOpenWorkflowSchema, openWorkflowTables } from './tables.ts'

/** Looks at the database of an OpenWorkflow without changing it. */
export async function inspectOpenWorkflow({ at }: OpenWorkflowPlace): Promise<readonly Finding[]> {
  if ('file' in at)
    return inspectEngineFile(at, 'OpenWorkflow', () => checkOpenWorkflowFile(columnsInFile(at.file), at.file))
  return inspectEngineServer(at, 'OpenWorkflow', async (sql) => {
    checkOpenWorkflowSchema(await columnsInSchema(sql, at.schema), at.schema)
    return { tables: openWorkflowTables }
  })
}
