import type { Api } from './api.ts'
import { type Sql, openStores } from './sql.ts'

const tables = {
  postgres: `select table_name as name from information_schema.columns where column_name = 'execution_id' and table_schema = 'public'`,
  sqlite: `select m.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'execution_id'`,
} as const

/** How many rows of each table name an execution, whatever tables there are. Those that have none are left out. */
export async function tracesOf(api: Api, id: string): Promise<Record<string, number>> {
  const stores = openStores(api)
  try {
    const found: Record<string, number> = {}
    for (const store of stores)
      for (const { name } of await store.run(tables[store.dialect])) {
        const count = await rowsIn(store, String(name), id)
        if (count > 0) found[String(name)] = (found[String(name)] ?? 0) + count
      }
    return found
  } finally {
    await Promise.all(stores.map((store) => store.close()))
  }
}

async function rowsIn(store: Sql, table: string, id: string): Promise<number> {
  const place = store.dialect === 'postgres' ? '$1' : '?'
  const [row] = await store.run(`select count(*) as rows from ${table} where execution_id = ${place}`, [id])
  return Number(row!['rows'])
}
