import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { withDatabase } from './postgres.ts'

export const storeNames = ['sqlite', 'postgres'] as const
export type StoreName = (typeof storeNames)[number]

/** Runs `work` on a new store with its schema: SQLite in a file on the project's disk, or Postgres. */
export function withStore<T>(store: StoreName, work: (url: string) => Promise<T>): Promise<T> {
  return withPlace(store, (url) => migrated(url, work))
}

/** The same, without its schema. */
export function withPlace<T>(store: StoreName, work: (url: string) => Promise<T>): Promise<T> {
  return store === 'sqlite' ? withFile(work) : withDatabase(work)
}

async function withFile<T>(work: (url: string) => Promise<T>): Promise<T> {
  // Not in the directory for temporary files, which may be memory.
  const directory = mkdtempSync(join(resolve(import.meta.dirname, '../results'), 'store-'))
  try {
    return await work(`sqlite:${join(directory, 'bench.db')}`)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function migrated<T>(url: string, work: (url: string) => Promise<T>): Promise<T> {
  const backend = await openBackend(parseBackend(`main=${url}`))
  await backend.close()
  return work(url)
}
