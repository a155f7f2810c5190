import { sql as text } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Backend } from '../../backend.ts'
import { WrongStore } from '../../failure.ts'
import { type Finding, fine, problem } from '../../inspection.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { onServer } from '../../stores/postgres/inspect.ts'
import { inspectServer } from '../../stores/postgres/inspectserver.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { runner } from '../../stores/postgres/reads.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { type FoundColumn, type Has, checkDbosColumns, dbosTables } from './columns.ts'
import { dbosScope } from './scope.ts'
import { postgresWords } from './words.ts'

/** Where the system tables of DBOS are on a server. */
export interface DbosPlace {
  readonly url: string
  readonly schema: string
  readonly pool: number
}

/** Opens the tables that a DBOS SDK keeps on a server. */
export function openDbosServer(
  identity: Pick<Backend, 'name' | 'kind' | 'hasRuns' | 'runHeartbeatMs'>,
  { url, schema, pool }: DbosPlace,
  report: Reporter,
): Promise<Backend> {
  return openReadOnlyServer(identity, url, pool, async (sql) => {
    const scope = dbosScope({
      native: postgresTables,
      dialect: postgresDialect,
      words: postgresWords,
      has: await columnsOf(sql, schema),
      table: (name) => text`${text.identifier(schema)}.${text.identifier(name)}`,
    })
    return { scope, run: runner(identity, scope, true, report) }
  })
}

const catalog = `
  select c.relname::text as name, a.attname::text as column,
    has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  where n.nspname = $1
    and c.relname = any($2::text[])
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0
    and not a.attisdropped
`

async function columnsOf(sql: postgres.Sql, schema: string): Promise<Has> {
  const found = await sql.unsafe<FoundColumn[]>(catalog, [schema, `{${dbosTables.join(',')}}`])
  return checkDbosColumns(`schema "${schema}"`, found)
}

/** Looks at the tables without changing them. */
export const inspectDbosServer = ({ url, schema, pool }: DbosPlace): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    try {
      const has = await columnsOf(sql, schema)
      const tables = dbosTables.filter((name) => has(`${name}.workflow_uuid`))
      return [
        fine('tables', `Schema "${schema}" has the tables of DBOS.`),
        ...(await inspectServer(
          sql,
          tables.map((name) => `"${schema}"."${name}"`),
          pool + 1,
          false,
        )),
      ]
    } catch (error) {
      if (!(error instanceof WrongStore)) throw error
      return [problem('tables', error.message, 'Correct the URL, such as by ?schema=dbos.')]
    }
  })
