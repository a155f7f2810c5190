import { WrongStore } from '../failure.ts'

/** The columns of the tables that were found. Those that may not be read have none. */
export type FoundColumns = ReadonlyMap<string, ReadonlySet<string>>

/** The columns that statements read, by table. */
type Wanted = Readonly<Record<string, readonly string[]>>

/** Throws a sentence that names the first table or column that is missing. `place`: where they were looked for. */
export function checkColumns(found: FoundColumns, wanted: Wanted, place: string, remedy: string): void {
  for (const [table, columns] of Object.entries(wanted)) {
    const there = found.get(table)
    if (!there) throw new WrongStore(`${place} has no table "${table}". ${remedy}`)
    if (there.size === 0)
      throw new WrongStore(
        `${place} has a table "${table}" that the user may not read. Grant usage on the schema and select on its tables.`,
      )
    const missing = columns.find((column) => !there.has(column))
    if (missing !== undefined)
      throw new WrongStore(`${place} has a table "${table}" without a column "${missing}". ${remedy}`)
  }
}

/** Tables that some versions have: wanted where they are there, without any column. */
export const ifThere = (found: FoundColumns, tables: readonly string[]): Wanted =>
  Object.fromEntries(tables.filter((table) => found.has(table)).map((table) => [table, []]))

/** Whether a column is there, as `table.column`. */
export type HasColumn<Table extends string> = (name: `${Table}.${string}`) => boolean

export const columnsAmong =
  <Table extends string>(found: FoundColumns): HasColumn<Table> =>
  (name) => {
    const [table, column] = name.split('.') as [Table, string]
    return found.get(table)?.has(column) ?? false
  }
