import type { Kind } from '../../kind.ts'
import type { Thresholds } from '../../sql/scope.ts'
import { thresholds } from '../../urls/options.ts'
import { type EngineServer, engineServer, engineStore } from '../store.ts'
import { pgbossOnServer } from './detect.ts'
import { pgbossIndexes } from './wantedindexes.ts'

/** Where the tables of pg-boss are, and how they are read. */
export interface PgbossPlace extends EngineServer {
  readonly thresholds: Thresholds
}

export const pgboss: Kind = {
  kind: 'pgboss',
  schemes: ['pgboss+postgres', 'pgboss+postgresql'],
  detection: pgbossOnServer,
  usage: 'pgboss+postgres://user@host/database for the one of pg-boss',
  parse(name, rest) {
    const { place: server, params } = engineServer(name, rest, 'pgboss')
    const place: PgbossPlace = { ...server, thresholds: thresholds(name, params) }
    return {
      ...engineStore(name, 'pg-boss', place, pgbossIndexes),
      hasRuns: false,
      async open(report) {
        const { openPgboss } = await import('./open.ts')
        return openPgboss(name, place, report)
      },
      async inspect() {
        const { inspectPgboss } = await import('./inspect.ts')
        return inspectPgboss(place)
      },
    }
  },
}
