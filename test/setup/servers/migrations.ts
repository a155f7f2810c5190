import { fileURLToPath } from 'node:url'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import type { Sql } from './sql.ts'

export const migrationsOf = (dialect: Sql['dialect']): MigrationMeta[] =>
  readMigrationFiles({
    migrationsFolder: fileURLToPath(new URL(`../../../drizzle/${dialect}`, import.meta.url)),
  })

/** Makes an empty store one that these migrations were applied to. */
export async function migrated(sql: Sql, migrations: readonly MigrationMeta[]): Promise<void> {
  await sql.run(`create table execgraph_migrations (hash text not null, created_at bigint primary key)`)
  for (const { sql: texts, folderMillis } of migrations) {
    for (const text of texts) await sql.run(text)
    await sql.run(`insert into execgraph_migrations (hash, created_at) values ('', ${folderMillis})`)
  }
}
