import { sql } from 'drizzle-orm'
import type { Backend, Identity } from '../../backend.ts'
import type { Finding } from '../../inspection.ts'
import { foreignDialect } from '../../stores/sqlite/dialect.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import { columnsInFile } from '../../stores/sqlite/tablecolumns.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import type { Reporter } from '../../watching/report.ts'
import { inspectEngineFile } from '../inspect.ts'
import type { EngineFile } from '../store.ts'
import { dbosColumns } from './columns.ts'
import { dbosScope } from './scope.ts'
import { sqliteWords } from './words.ts'

/** Opens the file that the Python library of DBOS keeps. */
export function openDbosFile(identity: Identity, { file }: EngineFile, report: Reporter): Backend {
  const scope = dbosScope({
    native: sqliteTables,
    dialect: foreignDialect,
    words: sqliteWords,
    has: look(file),
    table: (name) => sql`${sql.identifier(name)}`,
  })
  return openReadOnlyFile(identity, file, scope, report)
}

const look = (file: string) => dbosColumns(columnsInFile(file), `"${file}"`)

/** Looks at the file without changing it. */
export const inspectDbosFile = (place: EngineFile): Finding[] =>
  inspectEngineFile(place, 'DBOS', () => look(place.file))
