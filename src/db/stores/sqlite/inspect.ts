import { accessSync, constants, existsSync, statSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Finding, bytesText, fine, note, problem } from '../../inspection.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import { inspectMigrations } from '../migrate.ts'

/** Of a larger file, the doctor reads only what it needs: all of it would take minutes. */
const mostRead = 1e9
/** A log is emptied at 4 MB, unless a reader never ends. */
const largeLog = 256e6
/** What should be free on the disk. */
const leastFree = 256e6
/** NFS, SMB and CIFS, by the number that Linux gives them. */
const networks = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42])

/** Looks at a file without changing it. */
export function inspectSqlite(file: string): Finding[] {
  const place = inspectPlace(file)
  if (!existsSync(file)) {
    const created = note('file', `There is no file "${file}" yet.`, 'The first start of a server creates it.')
    return place.some(({ level }) => level === 'problem') ? place : [created, ...place]
  }
  return [...inspectFile(file), ...place]
}

function inspectFile(file: string): Finding[] {
  try {
    const db = new Database(file, { readonly: true, timeout: 1_000 })
    try {
      return inspectOpen(db, file)
    } finally {
      db.close()
    }
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    return [problem('file', `"${file}" cannot be read: ${message} (${code}).`, todoOf(code))]
  }
}

function todoOf(code: string): string {
  if (/NOTADB|CORRUPT/.test(code)) return 'Restore a backup: it is not a SQLite file, or it is damaged.'
  return 'Check that the file and its directory can be read and written by this user.'
}

function inspectOpen(db: Database.Database, file: string): Finding[] {
  const version = db.prepare<[], string>('select sqlite_version()').pluck().get()!
  const { size } = statSync(file)
  const findings = [fine('version', `SQLite ${version}; ${bytesText(size)}.`), integrityOf(db, size)]
  const names = new Set(db.prepare<[], string>('select name from sqlite_schema').pluck().all())
  const applied = names.has('execgraph_migrations')
    ? db.prepare<[], number>('select created_at from execgraph_migrations').pluck().all()
    : []
  const migrations = inspectMigrations('sqlite', applied)
  findings.push(migrations)
  if (migrations.level === 'ok') findings.push(indexesOf(names))
  return findings
}

function integrityOf(db: Database.Database, size: number): Finding {
  if (size > mostRead)
    return note(
      'integrity',
      'The file is large, and was not read as a whole.',
      'execgraph backup checks its copy.',
    )
  const found = String(db.pragma('quick_check(1)', { simple: true }))
  if (found === 'ok') return fine('integrity', 'All pages can be read.')
  return problem(
    'integrity',
    `The file is damaged: ${found.trim().split('\n').join('; ')}.`,
    'Restore a backup.',
  )
}

/** Indexes that the program's statements count on. */
function indexesOf(names: ReadonlySet<string>): Finding {
  const wanted = Object.values(sqliteTables).flatMap((table) =>
    getTableConfig(table as unknown as SQLiteTable).indexes.map(({ config }) => config.name),
  )
  const missing = wanted.filter((name) => !names.has(name))
  if (missing.length === 0) return fine('indexes', `All ${wanted.length} are there.`)
  return problem(
    'indexes',
    `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: lists and look-ups read whole tables.`,
    'Make them anew as drizzle/sqlite has them.',
  )
}

/** The disk, and what is beside the file. */
function inspectPlace(file: string): Finding[] {
  const directory = dirname(file)
  try {
    accessSync(directory, constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = code === 'ENOENT' ? `There is no directory "${directory}".` : `"${file}" cannot be written.`
    return [problem('file', what, code === 'ENOENT' ? 'Create it.' : 'Let this user write it.')]
  }
  return [logOf(file), diskOf(directory)]
}

function logOf(file: string): Finding {
  const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  if (size <= largeLog) return fine('log', `The log beside the file has ${bytesText(size)}.`)
  const todo = 'Look for a program that keeps a transaction open, end it, and restart the server.'
  return problem('log', `The log beside the file has grown to ${bytesText(size)}.`, todo)
}

function diskOf(directory: string): Finding {
  const { bavail, bsize, type } = statfsSync(directory)
  const free = bavail * bsize
  if (networks.has(type))
    return problem(
      'disk',
      'The file is on a network file system, where SQLite may lose it.',
      'Move it to a local disk.',
    )
  if (free >= leastFree) return fine('disk', `${bytesText(free)} are free.`)
  return problem('disk', `Only ${bytesText(free)} are free.`, 'Make room, or delete old records: --retain.')
}
