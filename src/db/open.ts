import type { Backend } from './backend.ts'
import { type BackendUrl } from './url.ts'
import { openPostgres } from './postgres/open.ts'
import { openSqlite } from './sqlite/open.ts'

/** Opens a store and brings its schema up to date. */
export function openBackend({ name, store }: BackendUrl): Promise<Backend> {
  switch (store.kind) {
    case 'sqlite':
      return openSqlite(name, store.file, store.thresholds)
    case 'postgres':
      return openPostgres(name, store.url, store, store.thresholds)
  }
}
