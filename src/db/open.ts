import type { Backend } from './backend.ts'
import { type BackendUrl } from './url.ts'
import { openMemory } from './memory/open.ts'
import { openSqlite } from './sqlite/open.ts'

/** Opens a store and brings its schema up to date. */
export async function openBackend({ name, store }: BackendUrl): Promise<Backend> {
  switch (store.kind) {
    case 'sqlite':
      return openSqlite(name, store.file, store.thresholds)
    case 'memory':
      return openMemory(name, store.max, store.thresholds)
    case 'postgres':
      // A server over SQLite alone starts without the driver and dialect of Postgres.
      return (await import('./postgres/open.ts')).openPostgres(name, store.url, store, store.thresholds)
    case 'metaflow':
      return (await import('./metaflow/open.ts')).openMetaflow(name, store.url, store, store.thresholds)
  }
}
