import type { Backend } from './backend.ts'
import { type BackendUrl } from './url.ts'
import { openMemory } from './stores/memory/open.ts'
import { type Reporter, createReports } from './watching/report.ts'
import { openSqlite } from './stores/sqlite/open.ts'
import { watched } from './watching/watched.ts'

/** Opens a store and brings its schema up to date. */
export async function openBackend(url: BackendUrl): Promise<Backend> {
  const reports = createReports()
  return watched(await open(url, reports.report), reports)
}

async function open({ name, store }: BackendUrl, report: Reporter): Promise<Backend> {
  switch (store.kind) {
    case 'sqlite':
      return openSqlite(name, store.file, store.thresholds, report)
    case 'memory':
      return openMemory(name, store.max, store.thresholds, report)
    case 'postgres': {
      // A server that uses only SQLite starts without the driver and dialect of Postgres.
      const { openPostgres } = await import('./stores/postgres/open.ts')
      return openPostgres(name, store.url, store, store.thresholds, report)
    }
    case 'metaflow': {
      const { openMetaflow } = await import('./engines/metaflow/open.ts')
      return openMetaflow(name, store.url, store, store.thresholds, report)
    }
  }
}
