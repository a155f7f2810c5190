import Database from 'better-sqlite3'
import { sql as text } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { foreignDialect } from '../../stores/sqlite/dialect.ts'
import { openReadOnlyFile } from '../../stores/sqlite/openreadonly.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import type { Reporter } from '../../watching/report.ts'
import { type FoundColumn, type Has, checkDbosColumns, dbosTables } from './columns.ts'
import { dbosScope } from './scope.ts'
import { sqliteWords } from './words.ts'

/** Opens the file that the Python library of DBOS keeps. */
export function openDbosFile(
  identity: Pick<Backend, 'name' | 'kind' | 'hasRuns' | 'runHeartbeatMs'>,
  file: string,
  report: Reporter,
): Backend {
  const scope = dbosScope({
    native: sqliteTables,
    dialect: foreignDialect,
    words: sqliteWords,
    has: columnsIn(file),
    table: (name) => text`${text.identifier(name)}`,
  })
  return openReadOnlyFile(identity, file, scope, report)
}

const catalog = `
  select t.name, c.name as column
  from sqlite_schema t
  join pragma_table_info(t.name) c
  where t.type in ('table', 'view') and t.name in (select value from json_each(?))
`

function columnsIn(file: string): Has {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 1_000 })
  try {
    const found = db.prepare<[string], FoundColumn>(catalog).all(JSON.stringify(dbosTables))
    return checkDbosColumns(`"${file}"`, found)
  } finally {
    db.close()
  }
}

/** Looks at the file without changing it. */
export function inspectDbosFile(file: string): Finding[] {
  try {
    columnsIn(file)
    return [fine('tables', `"${file}" has the tables of DBOS.`)]
  } catch (error) {
    const { message } = error as Error
    return [problem('tables', message, 'Name the file that DBOS keeps, and let this user read it.')]
  }
}
