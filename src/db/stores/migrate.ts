import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { WrongStore } from '../failure.ts'
import { type Finding, fine, note, problem } from '../inspection.ts'

type Dialect = 'sqlite' | 'postgres'

const migrationsOf = (dialect: Dialect) =>
  readMigrationFiles({
    migrationsFolder: fileURLToPath(new URL(`../../../drizzle/${dialect}`, import.meta.url)),
  })

type Run = (text: string) => unknown

/**
 * Migrates a store to the newest schema. `run` must be inside a transaction that excludes other migrating processes,
 * and return the rows of a query.
 */
export async function migrate(dialect: Dialect, run: Run): Promise<void> {
  await run(
    'create table if not exists execgraph_migrations (hash text not null, created_at bigint primary key)',
  )
  const applied = (await run('select created_at from execgraph_migrations')) as { created_at: number }[]
  const done = new Set(applied.map((row) => row.created_at))
  const migrations = migrationsOf(dialect)
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

/** What the doctor says of the migrations that a store has, by their times. */
export function inspectMigrations(dialect: Dialect, applied: readonly number[]): Finding {
  const known = migrationsOf(dialect).map(({ folderMillis }) => folderMillis)
  const newer = applied.filter((time) => !known.includes(time))
  const pending = known.filter((time) => !applied.includes(time)).length
  if (newer.length > 0)
    return problem(
      'migrations',
      `A newer Execgraph has changed the tables ${newer.length} times: this one refuses to start.`,
      'Start that version or a later one, or restore a backup from before.',
    )
  if (pending === 0) return fine('migrations', `All ${known.length} are applied.`)
  return note(
    'migrations',
    applied.length === 0
      ? 'The store has no tables yet.'
      : `${pending} of ${known.length} are pending: servers of the version before may go on running.`,
    `The next start of a server applies them.${applied.length === 0 ? '' : ' Make a backup first.'}`,
  )
}
