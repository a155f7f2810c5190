import type { Kind } from '../../kind.ts'
import { engineServer, engineStore } from '../store.ts'
import { pgbossOnServer } from './detect.ts'
import { pgbossIndexes } from './wantedindexes.ts'

export const pgboss: Kind = {
  kind: 'pgboss',
  schemes: ['pgboss+postgres', 'pgboss+postgresql'],
  detection: pgbossOnServer,
  parse(name, rest) {
    const { place } = engineServer(name, rest, 'pgboss')
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
