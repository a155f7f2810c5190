// Fails when the tables in src/db have changed and no migration says so.
import { readFileSync, readdirSync } from 'node:fs'
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api'
import * as postgres from '../src/db/tables/postgres.ts'
import * as sqlite from '../src/db/tables/sqlite.ts'

const newest = (dialect: string) => {
  const folder = new URL(`${dialect}/meta/`, import.meta.url)
  const last = readdirSync(folder)
    .filter((name) => name.endsWith('_snapshot.json'))
    .toSorted()
    .at(-1)!
  return JSON.parse(readFileSync(new URL(last, folder), 'utf8'))
}

const missing = [
  ...(await generateMigration(newest('postgres'), generateDrizzleJson(postgres))),
  ...(await generateSQLiteMigration(newest('sqlite'), await generateSQLiteDrizzleJson(sqlite))),
]
if (missing.length > 0) {
  console.error(`The migrations are stale: run "npm run migrations". Missing:\n${missing.join('\n')}`)
  process.exitCode = 1
}
