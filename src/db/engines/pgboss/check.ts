import type postgres from 'postgres'
import { WrongStore } from '../../failure.ts'
import { checkColumns, ifThere } from '../../source/columncheck.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { type Layout, dependencyColumns, dependencyTable, neededColumns } from './layout.ts'

const remedy = 'Name the schema of pg-boss 11.1 or later, such as ?schema=pgboss.'

/** Throws a message that names what is missing first. Returns what there is. */
export async function checkLayout(sql: postgres.Sql, schema: string): Promise<Layout> {
  const found = await columnsInSchema(sql, schema)
  if (found.has('job') && found.has('archive'))
    throw new WrongStore(
      `schema "${schema}" has a table "archive", to which pg-boss moved finished jobs before release 11. Upgrade pg-boss to release 11.1 or later.`,
    )
  checkColumns(
    found,
    { ...neededColumns, ...ifThere(found, [dependencyTable]) },
    `schema "${schema}"`,
    remedy,
  )
  const dependencies = found.get(dependencyTable)
  return {
    schema,
    columns: found.get('job')!,
    hasDependencies: dependencyColumns.every((name) => dependencies?.has(name)),
  }
}
