import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { WrongStore } from '../failure.ts'

type Run = (text: string) => unknown

/**
 * Migrates a store to the newest schema. `run` must be inside a transaction that excludes other migrating processes,
 * and return the rows of a query.
 */
export async function migrate(dialect: 'sqlite' | 'postgres', run: Run): Promise<void> {
  const migrationsFolder = fileURLToPath(new URL(`../../../drizzle/${dialect}`, import.meta.url))
  await run(
    'create table if not exists execgraph_migrations (hash text not null, created_at bigint primary key)',
  )
  const applied = (await run('select created_at from execgraph_migrations')) as { created_at: number }[]
  const done = new Set(applied.map((row) => row.created_at))
  const migrations = readMigrationFiles({ migrationsFolder })
  refuseNewer(
    done,
    migrations.map(({ folderMillis }) => folderMillis),
  )
  for (const { sql, folderMillis, hash } of migrations) {
    if (done.has(folderMillis)) continue
    for (const text of sql) await run(text)
    await run(`insert into execgraph_migrations (hash, created_at) values ('${hash}', ${folderMillis})`)
  }
}

/** Throws if a newer program has changed the schema: this program would write incomplete rows. */
function refuseNewer(done: ReadonlySet<number>, known: readonly number[]) {
  const unknown = [...done].filter((time) => !known.includes(time))
  if (unknown.length === 0) return
  const day = (times: readonly number[]) => new Date(Math.max(...times)).toISOString().slice(0, 10)
  throw new WrongStore(
    `its tables were changed by a newer Execgraph (of ${day(unknown)}; this one knows the changes up to ${day(known)}). Start that version or a later one.`,
  )
}
