import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { withDatabase } from '../common/postgres.ts'

export const storeNames = ['sqlite', 'postgres', 'memory'] as const
export type StoreName = (typeof storeNames)[number]

/** Runs `work` on a new store without a schema, which the server creates in its own version. */
export function withEmptyStore<T>(store: StoreName, work: (url: string) => Promise<T>): Promise<T> {
  if (store === 'postgres') return withDatabase(work)
  return store === 'sqlite' ? withFile(work) : work('memory:?max=200000')
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
