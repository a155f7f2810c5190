import Database from 'better-sqlite3'
import type { FoundColumns } from '../../source/columncheck.ts'

interface Found {
  readonly name: string
  readonly column: string
}

/** The columns of all tables of a file. It must exist. */
export function columnsInFile(file: string): FoundColumns {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 1_000 })
  try {
    const rows = db
      .prepare<[], Found>(
        `select t.name, c.name as column from sqlite_schema t, pragma_table_info(t.name) c where t.type in ('table', 'view')`,
      )
      .all()
    return new Map(
      [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => [
        name,
        new Set(columns.map(({ column }) => column)),
      ]),
    )
  } finally {
    db.close()
  }
}
