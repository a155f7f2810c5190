import type { Detection } from '../../kind.ts'

const versionOf: Detection['versionOf'] = (tables) => {
  const jobs = tables.get('job')
  if (!jobs?.has('retry_count') || !tables.has('queue')) return undefined
  if (jobs.has('blocked')) return 'release 12.19 or later'
  return jobs.has('heartbeat_on') ? 'release 12.12 or later' : 'release 11 or later'
}

export const pgbossOnServer: Detection = { engine: 'pg-boss', on: 'postgres', schema: 'pgboss', versionOf }
