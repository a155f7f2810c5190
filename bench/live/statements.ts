import postgres from 'postgres'

/** How many statements that look for changes a Postgres has answered since, by kind. */
export async function withStatements<T>(
  url: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly calls: number | undefined }> {
  if (!url.startsWith('postgres:')) return { result: await work(), calls: undefined }
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`create extension if not exists pg_stat_statements`
    const count = async () => {
      const [row] = await sql<{ calls: string }[]>`
        select coalesce(max(calls), 0) as calls
        from pg_stat_statements
        where dbid = (select oid from pg_database where datname = current_database())
          and query ilike '%pg_current_snapshot%' and query not ilike '%pg_stat_statements%'`
      return Number(row!.calls)
    }
    const before = await count()
    const result = await work()
    return { result, calls: (await count()) - before }
  } finally {
    await sql.end()
  }
}
