import { sql } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Backend, Identity } from '../../backend.ts'
import type { Finding } from '../../inspection.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { columnsInSchema } from '../../stores/postgres/tablecolumns.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { inspectEngineServer } from '../inspect.ts'
import type { EngineServer } from '../store.ts'
import { dbosColumns, dbosTables } from './columns.ts'
import { dbosScope } from './scope.ts'
import { postgresWords } from './words.ts'

/** Opens the tables that a DBOS SDK keeps on a server. */
export function openDbosServer(identity: Identity, place: EngineServer, report: Reporter): Promise<Backend> {
  return openReadOnlyServer(identity, place, report, async (connection) => {
    const { schema } = place
    const scope = dbosScope({
      native: postgresTables,
      dialect: postgresDialect,
      words: postgresWords,
      has: await look(connection, schema),
      table: (name) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`,
    })
    return { scope }
  })
}

const look = async (connection: postgres.Sql, schema: string) =>
  dbosColumns(await columnsInSchema(connection, schema), `schema "${schema}"`)

/** Looks at the tables without changing them. */
export const inspectDbosServer = (place: EngineServer): Promise<Finding[]> =>
  inspectEngineServer(place, 'DBOS', async (connection) => {
    const has = await look(connection, place.schema)
    return { tables: dbosTables.filter((name) => has(`${name}.workflow_uuid`)) }
  })
