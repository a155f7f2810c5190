import type { Detection } from '../../kind.ts'
import type { FoundColumns } from '../../source/columncheck.ts'

/** Before release 11, finished jobs were moved to another table. Before release 10, there was no table of queues. */
function oldRelease(tables: FoundColumns): string | undefined {
  const jobs = tables.get('job')
  if (!tables.has('archive') || !jobs) return undefined
  if (jobs.has('retrycount') && jobs.has('singletonkey')) return 'release 9 or before'
  return jobs.has('retry_count') && jobs.has('singleton_key') ? 'release 10' : undefined
}

const versionOf: Detection['versionOf'] = (tables) => {
  const old = oldRelease(tables)
  if (old !== undefined) return old
  const jobs = tables.get('job')
  if (!jobs?.has('retry_count') || !tables.has('queue')) return undefined
  if (jobs.has('blocked')) return 'release 12.19 or later'
  return jobs.has('heartbeat_on') ? 'release 12.12 or later' : 'release 11 or later'
}

export const pgbossOnServer: Detection = {
  engine: 'pg-boss',
  on: 'postgres',
  schema: 'pgboss',
  versionOf,
  whyNot: (tables) =>
    oldRelease(tables) && 'Execgraph reads pg-boss from release 11.1 on. Upgrade it to read its jobs.',
}
