import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import postgres from 'postgres'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'

export type Row = Readonly<Record<string, unknown>>

/** A new store that the bench also accesses directly. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres'
  readonly url: string
  run(text: string): Promise<readonly Row[]>
  /** The columns of a table that are not generated. */
  columnsOf(table: string): Promise<readonly string[]>
  /** SQL: the id of the execution of this number. */
  idOf(number: string): string
  /** Flushes the rows to disk and updates statistics before the clock starts. */
  settle(): Promise<void>
  /** Its version and the durability of its commits. */
  setup(): Promise<string>
}

/** SQLite, in a file on the project's disk. */
export async function withSqlite<T>(work: (store: Store) => Promise<T>): Promise<T> {
  // Not in the directory for temporary files, which may be memory.
  const directory = mkdtempSync(join(resolve(import.meta.dirname, '../results'), 'store-'))
  const file = join(directory, 'bench.db')
  const url = `sqlite:${file}`
  try {
    await migrated(url)
    const db = new Database(file)
    const run = async (text: string) => {
      const prepared = db.prepare(text)
      return prepared.reader ? (prepared.all() as Row[]) : (prepared.run(), [])
    }
    const answer = await work({
      kind: 'sqlite',
      url,
      run,
      columnsOf: async (table) =>
        (await run(`select name from pragma_table_info('${table}')`)).map(({ name }) => String(name)),
      idOf: (number) => `printf('0199aa00-0000-7000-8000-%012x', ${number})`,
      settle: async () => void (await run('pragma wal_checkpoint(truncate)')),
      setup: async () => {
        const [row] = await run('select sqlite_version() as version')
        return `SQLite ${String(row!['version'])}, WAL, synchronous=full`
      },
    })
    db.close()
    return answer
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A new database on this server. */
export async function withPostgres<T>(server: string, work: (store: Store) => Promise<T>): Promise<T> {
  const name = `queue_${process.pid}_${Date.now()}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  const target = new URL(server)
  target.pathname = name
  try {
    await admin.unsafe(`create database ${name}`)
    await migrated(target.href)
    const sql = postgres(target.href, { max: 1, onnotice: () => {} })
    const run = async (text: string) => (await sql.unsafe(text)) as readonly Row[]
    const answer = await work({
      kind: 'postgres',
      url: target.href,
      run,
      columnsOf: async (table) =>
        (
          await run(
            `select column_name as name from information_schema.columns where table_name = '${table}' and table_schema = 'public' and is_generated = 'NEVER'`,
          )
        ).map((row) => String(row['name'])),
      idOf: (number) => `'0199aa00-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0')`,
      settle: async () => void (await run('vacuum analyze'), await run('checkpoint')),
      setup: async () => {
        const [row] = await run(
          `select current_setting('server_version') as version, current_setting('synchronous_commit') as commits, current_setting('fsync') as fsync`,
        )
        return `Postgres ${String(row!['version'])}, synchronous_commit=${String(row!['commits'])}, fsync=${String(row!['fsync'])}`
      },
    })
    await sql.end()
    return answer
  } finally {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

async function migrated(url: string) {
  const backend = await openBackend(parseBackend(`main=${url}`))
  await backend.close()
}
