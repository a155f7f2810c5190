import { WrongStore } from './failure.ts'
import type { EngineIndex, EngineIndexes } from './kind.ts'

/** An index of all rows of a table, with the columns that it begins with. */
interface Existing {
  readonly table: string
  readonly columns: string
}

const inCatalog = `
  select c.relname::text as table, (
    select string_agg(pg_get_indexdef(i.indexrelid, place, true), ',' order by place)
    from generate_series(1, i.indnkeyatts::int) as place
  ) as columns
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and i.indisvalid and i.indpred is null
`

const partitions = `
  select p.relname::text as table, c.relname::text as part
  from pg_inherits i
  join pg_class p on p.oid = i.inhparent and p.relkind = 'p'
  join pg_class c on c.oid = i.inhrelid
  join pg_namespace n on n.oid = p.relnamespace
  where n.nspname = $1
  order by 2
`

const tablesOfSchema = `
  select c.relname::text as name
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm', 'f')
`

const inSchema = `
  select t.name as "table", (select group_concat(c.name, ',') from pragma_index_info(i.name) c) as columns
  from sqlite_schema t, pragma_index_list(t.name) i
  where t.type = 'table' and i.partial = 0
`

/**
 * Those that are missing. Throws a sentence if one of their tables is. Of a table in parts each part has an index of its own, which blocks nobody while it is
 * made.
 */
export async function missingOf(indexes: EngineIndexes): Promise<readonly EngineIndex[]> {
  const { tables, found, parts } = await existing(indexes)
  const absent = indexes.wanted.find(({ table }) => !tables.includes(table))
  if (absent) {
    const place = indexes.on === 'sqlite' ? `"${indexes.at}"` : `schema "${indexes.schema ?? 'public'}"`
    throw new WrongStore(`${place} has no table "${absent.table}".`)
  }
  const has = ({ table, columns }: EngineIndex) =>
    found.some((one) => one.table === table && `${one.columns},`.startsWith(`${columns.join()},`))
  const ofParts = (wanted: EngineIndex) => {
    const own = parts.filter(({ table }) => table === wanted.table)
    return own.length === 0 ? [wanted] : own.map(({ part }) => ({ ...wanted, table: part }))
  }
  return indexes.wanted.flatMap(ofParts).filter((one) => !has(one))
}

interface Named {
  readonly name: string
}

interface Catalog {
  readonly tables: readonly string[]
  readonly found: readonly Existing[]
  readonly parts: readonly { readonly table: string; readonly part: string }[]
}

async function existing({ on, at, schema = 'public' }: EngineIndexes): Promise<Catalog> {
  if (on === 'sqlite') {
    const { default: Sqlite } = await import('better-sqlite3')
    const db = new Sqlite(at, { readonly: true, fileMustExist: true, timeout: 1_000 })
    try {
      return {
        tables: db
          .prepare<[], Named>(`select name from sqlite_schema`)
          .all()
          .map(({ name }) => name),
        found: db.prepare<[], Existing>(inSchema).all(),
        parts: [],
      }
    } finally {
      db.close()
    }
  }
  const { openConnection } = await import('./stores/postgres/connection.ts')
  const options = { prepare: true, statementTimeout: 10_000, connectTimeout: 5_000, readOnly: true } as const
  const { unsafe, end } = openConnection(at, options)
  try {
    return {
      tables: (await unsafe<Named[]>(tablesOfSchema, [schema])).map(({ name }) => name),
      found: await unsafe<Existing[]>(inCatalog, [schema]),
      parts: await unsafe<{ table: string; part: string }[]>(partitions, [schema]),
    }
  } finally {
    await end()
  }
}

/** The statement that makes an index. On Postgres, it blocks nobody. */
export const createStatement = ({ table, columns }: EngineIndex, { on, schema }: EngineIndexes): string =>
  on === 'sqlite'
    ? `create index execgraph_${table}_${columns.join('_')} on ${table} (${columns.join(', ')});`
    : `create index concurrently on "${schema}"."${table}" (${columns.join(', ')});`
