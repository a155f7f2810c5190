import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'

/** A place for a store that nobody has used yet. */
export interface Place {
  /** What stands behind `name=` in a `--backend`. */
  readonly url: string
  remove(): Promise<void>
}

export const postgresKinds = Object.keys(inject('servers'))
/** Those that outlive a process, and that several may share. */
export const lastingKinds = ['sqlite', ...postgresKinds]
/** The kinds of store that every behaviour is tested on. */
export const kinds = [...lastingKinds, 'memory']

let made = 0

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
  await admin(kind, (sql) => sql.unsafe(`create database ${name} ${options}`))
  const url = new URL(inject('servers')[kind]!)
  url.pathname = name
  return {
    url: url.href,
    remove: () => admin(kind, (sql) => sql.unsafe(`drop database ${name} with (force)`)),
  }
}

async function admin(kind: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('servers')[kind]!, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
