import { sql } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { missingOf } from '../../engineindexes.ts'
import { tableFrom } from '../../source/columns.ts'
import { noRuns, noThresholds } from '../../source/foreign.ts'
import type { EngineIndex } from '../../kind.ts'
import type { Scope } from '../../sql/scope.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { type EngineServer, indexesAt } from '../store.ts'
import { checkLayout } from './check.ts'
import { pgbossExecutions } from './executions.ts'
import { lacksOf } from './indexes.ts'
import type { Layout } from './layout.ts'
import { type PgbossTables, pgbossTables } from './tables.ts'
import { msOf } from './times.ts'
import { pgbossIndexes } from './wantedindexes.ts'

/** Opens the tables of pg-boss. */
export function openPgboss(name: string, place: EngineServer, report: Reporter): Promise<Backend> {
  const { schema } = place
  const identity = {
    name,
    kind: 'pgboss',
    hasRuns: false as const,
    runHeartbeatMs: noThresholds.runHeartbeat * 1_000,
  }
  return openReadOnlyServer(identity, place, report, async (connection) => {
    const layout = await checkLayout(connection, schema)
    const missing = await missingOf(indexesAt(place, pgbossIndexes))
    return { scope: scopeOf(layout, missing, schema) }
  })
}

function scopeOf(layout: Layout, missing: readonly EngineIndex[], schema: string): Scope {
  const over = { native: postgresTables, dialect: postgresDialect, hasIndexes: missing.length === 0 }
  const scopeOver = (tables: PgbossTables): Scope => ({
    tables: postgresTables,
    dialect: postgresDialect,
    runs: {
      ...noRuns(postgresTables),
      flows: tableFrom(postgresTables, 'flows', {
        from: sql`${tables.queues} as q`,
        columns: { flow: sql`q.name collate "C"`, createdAt: msOf(sql`q.created_on`) },
      }),
    },
    executions: { ...pgbossExecutions(tables, over), lacks: lacksOf(missing, schema) },
    thresholds: noThresholds,
  })
  return {
    ...scopeOver(pgbossTables(layout)),
    narrow: (build, isSeen) => build(scopeOver(pgbossTables(layout, isSeen))),
  }
}
