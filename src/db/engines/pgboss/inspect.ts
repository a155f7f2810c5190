import { createStatement, missingOf } from '../../engineindexes.ts'
import { type Finding, fine, note } from '../../inspection.ts'
import { inspectEngineServer } from '../inspect.ts'
import { type EngineServer, indexesAt } from '../store.ts'
import { checkLayout } from './check.ts'
import { neededColumns } from './layout.ts'
import { pgbossIndexes } from './wantedindexes.ts'

/** Looks at the database of pg-boss without changing it. */
export const inspectPgboss = (place: EngineServer): Promise<Finding[]> =>
  inspectEngineServer(place, 'pg-boss', async (sql) => {
    await checkLayout(sql, place.schema)
    return { tables: Object.keys(neededColumns), findings: [await inspectIndexes(place)] }
  })

async function inspectIndexes(place: EngineServer): Promise<Finding> {
  const indexes = indexesAt(place, pgbossIndexes)
  const lacking = await missingOf(indexes)
  if (lacking.length === 0) return fine('indexes', 'Lists are read along indexes.')
  const statements = lacking.map((one) => createStatement(one, indexes))
  return note(
    'indexes',
    `${lacking.length} tables of jobs have no index along which lists are read.`,
    `Upgrade pg-boss to release 12.38 or later, or run: ${statements.join(' ')}`,
  )
}
