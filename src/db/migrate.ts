import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'

type Run = (text: string) => unknown

/**
 * Brings a store to the newest schema. `run` must be inside a transaction that excludes other migrating processes,
 * and answer the rows of a query.
 */
export async function migrate(dialect: 'sqlite' | 'postgres', run: Run): Promise<void> {
  const migrationsFolder = fileURLToPath(new URL(`../../drizzle/${dialect}`, import.meta.url))
  await run(
    'create table if not exists execgraph_migrations (hash text not null, created_at bigint primary key)',
  )
  const applied = (await run('select created_at from execgraph_migrations')) as { created_at: number }[]
  const done = new Set(applied.map((row) => row.created_at))
  for (const { sql, folderMillis, hash } of readMigrationFiles({ migrationsFolder })) {
    if (done.has(folderMillis)) continue
    for (const text of sql) await run(text)
    await run(`insert into execgraph_migrations (hash, created_at) values ('${hash}', ${folderMillis})`)
  }
}
