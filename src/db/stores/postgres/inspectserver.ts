import type postgres from 'postgres'
import { type Finding, bytesText, fine, note, problem } from '../../inspection.ts'

const oldest = 150_000
/** Clocks may differ by so many milliseconds. */
const mostSkew = 1_000
/** Bytes of the write-ahead log that a slot may hold back. */
const mostHeld = 1e9

/** Looks at a server for these tables. `isWritten`: they are Execgraph's own, or it may make indexes there. */
export async function inspectServer(
  sql: postgres.Sql,
  tables: readonly string[],
  connections: number,
  isWritten: boolean,
): Promise<Finding[]> {
  return [
    ...(await versionOf(sql, isWritten)),
    await skewOf(sql),
    await invalidIndexes(sql, tables),
    await statisticsOf(sql, tables),
    await roomOf(sql, connections),
    await sizeOf(sql),
    await slotsOf(sql),
  ]
}

async function versionOf(sql: postgres.Sql, isWritten: boolean): Promise<Finding[]> {
  const [row] = await sql.unsafe<{ text: string; number: number; standby: boolean }[]>(`
    select current_setting('server_version') as text, current_setting('server_version_num')::int as number,
      pg_is_in_recovery() as standby
  `)
  const { text, number, standby } = row!
  const version =
    number >= oldest
      ? fine('version', `PostgreSQL ${text}.`)
      : problem('version', `PostgreSQL ${text} is too old.`, 'Upgrade the server to version 15 or later.')
  if (!standby || !isWritten) return [version]
  return [
    version,
    problem('primary', 'The server is a standby, and takes no writes.', 'Use the URL of the primary.'),
  ]
}

/** Statuses are worked out with the clock of each server: they should agree. */
async function skewOf(sql: postgres.Sql): Promise<Finding> {
  const before = Date.now()
  const [row] = await sql.unsafe('select extract(epoch from clock_timestamp())::float8 * 1000 as now')
  const after = Date.now()
  const skew = Math.round(Number(row!['now']) - (before + after) / 2)
  const within = mostSkew + (after - before) / 2
  if (Math.abs(skew) <= within) return fine('clock', `The clocks differ by about ${Math.abs(skew)} ms.`)
  const text = `The database's clock is ${Math.abs(skew)} ms ${skew > 0 ? 'ahead of' : 'behind'} this machine's.`
  return problem('clock', text, 'Let both machines synchronise their clocks (NTP).')
}

/** With its schema where that must be said. */
const named = `case when pg_table_is_visible(c.oid) then '' else '"' || n.nspname || '".' end || '"' || c.relname || '"'`

const listed = (names: readonly string[]) => `{${names.map((name) => JSON.stringify(name)).join(',')}}`

async function invalidIndexes(sql: postgres.Sql, tables: readonly string[]): Promise<Finding> {
  const rows = await sql.unsafe(
    `select ${named} as name
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where i.indrelid in (select to_regclass(name) from unnest($1::text[]) as t(name))
      and not (i.indisvalid and i.indisready)
    order by 1`,
    [listed(tables)],
  )
  if (rows.length === 0) return fine('valid indexes', 'No index is half made.')
  const names = rows.map((row) => String(row['name']))
  return problem(
    'valid indexes',
    `${names.join(', ')} cannot be used: making it was interrupted.`,
    `Run: ${names.map((name) => `reindex index concurrently ${name};`).join(' ')}`,
  )
}

/** Indexes that the program's statements count on. */
export async function missingIndexes(sql: postgres.Sql, wanted: readonly string[]): Promise<Finding> {
  const rows = await sql.unsafe(
    `select name from unnest($1::text[]) as t(name) where to_regclass(name) is null`,
    [listed(wanted)],
  )
  if (rows.length === 0) return fine('indexes', `All ${wanted.length} are there.`)
  const names = rows.map((row) => String(row['name'])).join(', ')
  const text = `${names} ${rows.length === 1 ? 'is' : 'are'} missing: lists and look-ups read whole tables.`
  return problem('indexes', text, 'Make them anew as drizzle/postgres has them.')
}

async function statisticsOf(sql: postgres.Sql, tables: readonly string[]): Promise<Finding> {
  const rows = await sql.unsafe(
    `select ${named} as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_stat_all_tables s on s.relid = c.oid
    where c.oid in (select to_regclass(name) from unnest($1::text[]) as t(name))
      and pg_relation_size(c.oid) > 0
      and (
        not exists (select from pg_statistic where starelid = c.oid)
          and (c.reltuples < 0 or s.last_analyze is null and s.last_autoanalyze is null)
        or s.n_mod_since_analyze > greatest(10000, c.reltuples)
      )
    order by 1`,
    [listed(tables)],
  )
  if (rows.length === 0) return fine('statistics', 'The planner knows the tables.')
  const names = rows.map((row) => String(row['name'])).join(', ')
  return problem(
    'statistics',
    `The planner knows nothing, or too little, of ${names}: it may read whole tables.`,
    `Run: analyze ${names}; and after each large import.`,
  )
}

async function roomOf(sql: postgres.Sql, connections: number): Promise<Finding> {
  const [row] = await sql.unsafe<{ most: number; used: number }[]>(`
    select current_setting('max_connections')::int
        - current_setting('superuser_reserved_connections')::int as most,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used
  `)
  const { most, used } = row!
  const text = `The server takes ${most} connections, of which ${used} are used; a server of Execgraph opens up to ${connections}.`
  if (connections <= most - used) return fine('connections', text)
  if (connections <= most)
    return note(
      'connections',
      text,
      'If no server of Execgraph runs now, give it fewer: ?pool= and ?write-pool=.',
    )
  return problem('connections', text, 'Give it fewer by ?pool= and ?write-pool=, or raise max_connections.')
}

async function sizeOf(sql: postgres.Sql): Promise<Finding> {
  const [row] = await sql.unsafe<{ bytes: number; log: number | null }[]>(`
    select pg_database_size(current_database())::float8 as bytes,
      case when has_function_privilege('pg_ls_waldir()', 'execute')
        then (select sum(size)::float8 from pg_ls_waldir()) end as log
  `)
  const { bytes, log } = row!
  const ofLog = log === null ? '' : `, and the write-ahead log of the server ${bytesText(log)}`
  return fine('size', `The database has ${bytesText(bytes)}${ofLog}.`)
}

/** A slot that nobody reads keeps the log until the disk is full. */
async function slotsOf(sql: postgres.Sql): Promise<Finding> {
  const rows = await sql.unsafe(`
    select slot_name as name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::float8 as bytes
    from pg_replication_slots
    where not pg_is_in_recovery() and not active and restart_lsn is not null
  `)
  const held = rows.filter((row) => Number(row['bytes']) > mostHeld)
  if (held.length === 0) return fine('log', 'No replication slot holds back the write-ahead log.')
  const names = held.map((row) => `"${String(row['name'])}" (${bytesText(Number(row['bytes']))})`).join(', ')
  const todo = 'Start what reads it, or drop it: select pg_drop_replication_slot(…).'
  return problem('log', `Replication slots that nobody reads hold back the log: ${names}.`, todo)
}
