import { getTableConfig } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { type Finding, fine, problem } from '../../inspection.ts'
import { postgresTables } from '../../tables/postgres.ts'
import { inspectSpread } from './distribute/inspect.ts'
import { inspectMigrations } from '../migrate.ts'
import { inspectServer, missingIndexes } from './inspectserver.ts'

/** How long the doctor waits. */
const patience = 5_000

const native = Object.values(postgresTables).map((table) => getTableConfig(table))

/** Looks at a database without changing it. `connections`: how many a server opens. */
export const inspectPostgres = (url: string, connections: number, isCitus: boolean): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    const tables = native.map(({ name }) => `"${name}"`)
    const migrations = inspectMigrations('postgres', await appliedIn(sql))
    const spread = await inspectSpread(sql.unsafe, isCitus)
    const general = await inspectServer(sql, tables, connections, true)
    if (migrations.level !== 'ok') return [migrations, ...spread, ...general]
    const wanted = native.flatMap(({ indexes }) => indexes.flatMap(({ config }) => config.name ?? []))
    return [migrations, await missingIndexes(sql, wanted), ...spread, ...general]
  })

/** Whether a server can be read in place of its primary. */
export async function inspectReplica(url: string): Promise<Finding[]> {
  const { hostname, port } = new URL(url)
  const host = `${hostname}:${port || 5432}`
  const findings = await onServer(url, async (sql) => {
    const [row] = await sql`select pg_is_in_recovery() as "isReplica"`
    if (row!['isReplica']) return []
    const todo = 'Name a streaming replica of the same server by replica=.'
    return [problem('connection', 'The server is no replica, so queries never read it.', todo)]
  })
  const named = (text: string) => (text.startsWith(host) ? text : `${host}: ${text}`)
  return findings.map(({ text, ...finding }) => ({ ...finding, check: 'replica', text: named(text) }))
}

/** Asks a server, on one connection that cannot write. */
export async function onServer(
  url: string,
  look: (sql: postgres.Sql) => Promise<Finding[]>,
): Promise<Finding[]> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: patience / 1_000,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'execgraph doctor' },
  })
  try {
    await sql.unsafe(`set statement_timeout = ${patience}; set default_transaction_read_only = on`)
    return [fine('connection', 'The server answers.'), ...(await look(sql))]
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    const place = new URL(url)
    const text = `${place.hostname}:${place.port || 5432} cannot be asked: ${message}${message.includes(code) ? '' : ` (${code})`}.`
    const todo = 'Check that Postgres answers there, and that the user may use the database.'
    return [problem('connection', text, todo)]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** The migrations that a database has. */
export async function appliedIn({ unsafe }: Pick<postgres.Sql, 'unsafe'>): Promise<number[]> {
  const [found] = await unsafe(`select to_regclass('execgraph_migrations') is not null as "isThere"`)
  if (!found!['isThere']) return []
  const rows = await unsafe('select created_at::float8 as at from execgraph_migrations')
  return rows.map((row) => Number(row['at']))
}
