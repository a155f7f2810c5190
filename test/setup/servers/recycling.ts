import postgres from 'postgres'

// To create a database takes a third of a second of a processor, to empty one a tenth of that. So the databases of stores
// go from test to test, also between processes, as long as a test has changed nothing but rows.

const free = 'recycled_databases'

/** The server's log of statements is for those that are tested. */
export const unseen = { 'pg_stat_statements.track': 'none' }

/** What of a database must be as it was made: all that is no row of a table, and what the planner knows. */
const shape = `
  select md5(concat_ws(' ',
    (select string_agg(concat_ws(' ', oid, relkind, relacl, reloptions, reltriggers), ',' order by oid)
      from (
        select *, (select count(*) from pg_trigger where tgrelid = c.oid) as reltriggers
        from pg_class as c
        where relnamespace = 'public'::regnamespace
      ) as classes),
    (select string_agg(concat_ws(' ', attrelid, attnum, atttypid, attnotnull, attname, atthasdef), ',' order by attrelid, attnum)
      from pg_attribute
      where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)),
    (select string_agg(oid::text, ',' order by oid) from pg_proc where oid > 16383),
    (select string_agg(oid::text, ',' order by oid) from pg_constraint where oid > 16383),
    (select string_agg(nspname, ',' order by nspname) from pg_namespace where nspname !~ '^pg_(toast_)?temp_'),
    (select count(*) from pg_db_role_setting as s join pg_database as d on d.oid = s.setdatabase
      where d.datname = current_database()),
    (select count(*) from pg_statistic where starelid > 16383),
    (select string_agg(m::text, ',' order by m::text) from execgraph_migrations as m)
  )) as shape
`

const tables = `
  select quote_ident(relname) as name
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0
    and relname <> 'execgraph_migrations'
`

const shapeOf = async (sql: postgres.Sql) => String((await sql.unsafe(shape))[0]!['shape'])

/** Remembers how a database is that is ready for a test, in the administrators' database of its server. */
export async function beginRecycling(admin: postgres.Sql, ready: postgres.Sql): Promise<void> {
  await admin.unsafe(`create table ${free} (name text, shape text)`)
  await admin.unsafe(`insert into ${free} values (null, '${await shapeOf(ready)}')`)
}

/** A database that a test has left, empty. */
export async function takeRecycled(admin: postgres.Sql): Promise<string | undefined> {
  const [taken] = await admin.unsafe(`
    delete from ${free}
    where name = (select name from ${free} where name is not null limit 1 for update skip locked)
    returning name
  `)
  return taken?.['name'] as string | undefined
}

/** Drops what tests have left on a server that goes on. */
export async function endRecycling(admin: postgres.Sql): Promise<void> {
  for (let name = await takeRecycled(admin); name !== undefined; name = await takeRecycled(admin))
    await admin.unsafe(`drop database ${name} with (force)`)
  await admin.unsafe(`drop table ${free}`)
}

/** Empties a database for the next test. Returns false if more than rows were changed. */
export async function recycle(admin: postgres.Sql, url: URL): Promise<boolean> {
  const name = url.pathname.slice(1)
  await admin.unsafe('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  const sql = postgres(url.href, { max: 1, onnotice: () => {}, fetch_types: false, connection: unseen })
  try {
    const known = await admin.unsafe(`select from ${free} where name is null and shape = $1`, [
      await shapeOf(sql),
    ])
    if (known.length === 0) return false
    const filled = await sql.unsafe(tables)
    if (filled.length > 0)
      await sql.unsafe(`truncate ${filled.map((table) => String(table['name'])).join(', ')}`)
  } finally {
    await sql.end()
  }
  await admin.unsafe(`insert into ${free} values ($1)`, [name])
  return true
}
