import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'
import { recycle, takeRecycled, unseen } from './recycling.ts'

/** A place for a store that nobody has used yet. */
export interface Place {
  /** What stands behind `name=` in a `--backend`. */
  readonly url: string
  /** What more stands there, which no other client of the store may send. */
  readonly options?: string
  remove(): Promise<void>
}

/**
 * Which Postgres a test runs on is decided here. What the project does is tested on the newest one: the texts of its
 * statements are the same for all. What an older one may do otherwise is tested on each version there is, in the whole
 * suite, by the files that use this list: every statement in all its shapes (`sql/statements`), every plan
 * (`*plans.test.ts`), the rules of statuses and their registers, migrations, triggers, locks, snapshots, in-place updates,
 * what the doctor reads of the catalogs, and the tables of Metaflow. With POSTGRES_URL the whole suite runs on any other
 * server.
 */
export const postgresVersions = Object.keys(inject('servers'))
export const postgresKinds = postgresVersions.slice(0, 1)
/** The kinds of store that every behaviour is tested on. */
export const kinds = ['sqlite', ...postgresKinds]
/**
 * A store in memory is the store of SQLite on a file that ends with the process: the same statements, threads and
 * migrations. So few files ask it as well: one or two of each area that say it has the whole contract (the first files to
 * read there: records, lists, look-ups, patches, the queue, retention, changes, live updates, the client), those of
 * requests by chance, and the models of lists. What it alone does, to keep to its bound by eviction, is in
 * `stores/memory*`, `stores/changes`, `recording/deletions` and `retention/*`.
 */
export const kindsAndMemory = [...kinds, 'memory']
/** The plans of a store in memory are those of SQLite. */
export const lastingVersions = ['sqlite', ...postgresVersions]
/**
 * A Postgres that gets the statements for Citus, as if its history lay in shards: for statements that have a form of their
 * own there.
 */
export const citusShapes = 'postgres in shards'

let made = 0

/** The same, but it has the tables of a store already. */
export async function newReadyPlace(kind: string): Promise<Place> {
  if (kind === 'memory') return newPlace(kind)
  if (kind === citusShapes) return { ...(await newReadyPlace(postgresKinds[0]!)), options: '?citus=shapes' }
  if (kind === 'sqlite') {
    const place = await newPlace(kind)
    copyFileSync(inject('readyFile'), place.url.slice('sqlite:'.length))
    return place
  }
  const server = admin(kind)
  const recycled = await takeRecycled(server)
  const place =
    recycled === undefined
      ? await newPlace(kind, `template ${inject('ready')} strategy file_copy`)
      : placeIn(kind, recycled)
  let isRemoved = false
  return {
    url: place.url,
    async remove() {
      // By now it may be the next test's.
      if (isRemoved) return
      isRemoved = true
      await server.unsafe(forget, [new URL(place.url).pathname.slice(1)])
      if (!(await recycle(server, new URL(place.url)))) await place.remove()
    },
  }
}

/** `options` are those of `create database`. */
export async function newPlace(kind: string, options = ''): Promise<Place> {
  // Room for all that a test seeds. What happens where there is less has tests of its own.
  if (kind === 'memory') return { url: 'memory:?max=250000', remove: async () => {} }
  if (kind === 'sqlite') {
    const directory = mkdtempSync(join(tmpdir(), 'execgraph-'))
    const remove = async () => rmSync(directory, { recursive: true, force: true })
    return { url: `sqlite:${join(directory, 'test.db')}`, remove }
  }
  const name = `test_${process.pid}_${Date.now()}_${made++}`
  const server = admin(kind)
  await server.unsafe(`create database ${name} ${options}`)
  return placeIn(kind, name)
}

function placeIn(kind: string, name: string): Place {
  const server = admin(kind)
  const url = new URL(inject('servers')[kind]!)
  url.pathname = name
  return {
    url: url.href,
    async remove() {
      // Each count of statements reads the texts of all databases there ever were.
      await server.unsafe(forget, [name])
      await server.unsafe(`drop database ${name} with (force)`)
    },
  }
}

const forget = 'select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = $1'

const admins = new Map<string, postgres.Sql>()

/** One connection to each server, which closes when nobody uses it. */
function admin(kind: string): postgres.Sql {
  const open = () =>
    postgres(inject('servers')[kind]!, { max: 1, idle_timeout: 2, onnotice: () => {}, connection: unseen })
  const sql = admins.get(kind) ?? open()
  admins.set(kind, sql)
  return sql
}
