import type { Kind } from '../../kind.ts'
import { schemaName, serverUrl, whole } from '../../urls/options.ts'
import { whyNotServer } from '../../urls/server.ts'
import { pgbossOnServer } from './detect.ts'
import { pgbossIndexes } from './wantedindexes.ts'

/** Where the tables of pg-boss are, and how they are read. */
export interface PgbossPlace {
  readonly url: string
  readonly schema: string
  readonly pool: number
}

export const pgboss: Kind = {
  kind: 'pgboss',
  schemes: ['pgboss+postgres', 'pgboss+postgresql'],
  detection: pgbossOnServer,
  parse(name, rest) {
    const place = pgbossPlace(name, rest)
    return {
      readOnly: true,
      hasRuns: false,
      indexes: { on: 'postgres', at: place.url, schema: place.schema, wanted: pgbossIndexes },
      async open(report) {
        const { openPgboss } = await import('./open.ts')
        return openPgboss(name, place, report)
      },
      async inspect() {
        const { inspectPgboss } = await import('./inspect.ts')
        return inspectPgboss(place)
      },
      backup: 'The database of pg-boss is backed up by the tools of Postgres: pg_dump --format=custom.',
      snapshot: 'The database of pg-boss has tables of its own, which are neither exported nor written to.',
      whyNot: (reason) => whyNotServer(place.url, reason, 'use the URL of the server itself'),
      whyNotRetain: () =>
        `Backend "${name}" is the database of pg-boss, which is never written to. Name another one.`,
    }
  },
}

function pgbossPlace(name: string, rest: string): PgbossPlace {
  const { url, params } = serverUrl(name, `postgres:${rest}`, ['schema'])
  const schema = schemaName(name, params, 'pgboss')
  const pool = whole(name, params, 'pool', { otherwise: 8, most: 1_000 })
  return { url: url.href, schema, pool }
}
