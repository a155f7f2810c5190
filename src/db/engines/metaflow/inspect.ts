import type postgres from 'postgres'
import { WrongStore } from '../../failure.ts'
import { type Finding, fine, note, problem } from '../../inspection.ts'
import { onServer } from '../../stores/postgres/inspect.ts'
import { inspectServer } from '../../stores/postgres/inspectserver.ts'
import { checkTables } from './check.ts'
import type { MetaflowNames, MetaflowPlace, ValueType } from './names.ts'
import { nameIn } from './registers.ts'
import { isAccelerated } from './registerstate.ts'
import { indexesOf, serves } from './speedup/indexcatalog.ts'
import { wantedIndexes } from './speedup/wantedindexes.ts'

/** Looks at the database of a Metaflow service without changing it. */
export const inspectMetaflow = (name: string, { url, pool, names }: MetaflowPlace): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    try {
      const type = await checkTables(sql, names)
      const tables = Object.values(names.tables).map((table) => nameIn(names, table))
      return [
        fine('tables', `Schema "${names.schema}" has the tables of Metaflow.`),
        await lackingIndexes(sql, names, name),
        await registersOf(sql, names, { type, name }),
        ...(await inspectServer(sql, tables, pool + 1, true)),
      ]
    } catch (error) {
      if (!(error instanceof WrongStore)) throw error
      return [problem('tables', error.message, 'Correct the URL, or let Metaflow migrate its database.')]
    }
  })

async function lackingIndexes(sql: postgres.Sql, names: MetaflowNames, backend: string): Promise<Finding> {
  const lacking: string[] = []
  for (const index of wantedIndexes) {
    const found = await indexesOf(sql, nameIn(names, names.tables[index.table]))
    if (!found.some((one) => one.valid && serves(one, index))) lacking.push(index.name)
  }
  if (lacking.length === 0) return fine('indexes', `All ${wantedIndexes.length} are there.`)
  const text = `${lacking.length} indexes that lists gain from are missing: ${lacking.join(', ')}.`
  return note('indexes', text, `Run: execgraph indexes --backend ${backend}=… --create`)
}

async function registersOf(
  sql: postgres.Sql,
  names: MetaflowNames,
  { type, name }: { readonly type: ValueType; readonly name: string },
): Promise<Finding> {
  if (await isAccelerated(sql, names, type))
    return fine('registers', 'Lists by status, finish and duration are accelerated.')
  const todo = `Run: execgraph accelerate --facts --backend ${name}=…`
  return note('registers', 'Lists by status, finish and duration read facts of each run.', todo)
}
