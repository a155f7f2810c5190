import { sql } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { missingOf } from '../../engineindexes.ts'
import { tableFrom } from '../../source/columns.ts'
import { noRuns } from '../../source/foreign.ts'
import type { Scope, Thresholds } from '../../sql/scope.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { indexesAt } from '../store.ts'
import { checkLayout } from './check.ts'
import { pgbossExecutions } from './executions.ts'
import { lacksOf } from './indexes.ts'
import type { PgbossPlace } from './kind.ts'
import type { Layout } from './layout.ts'
import { type PgbossTables, pgbossTables } from './tables.ts'
import { msOf } from './times.ts'
import { pgbossIndexes } from './wantedindexes.ts'

/** Opens the tables of pg-boss. */
export function openPgboss(name: string, place: PgbossPlace, report: Reporter): Promise<Backend> {
  const { schema, thresholds } = place
  const identity = {
    name,
    kind: 'pgboss',
    hasRuns: false as const,
    runHeartbeatMs: thresholds.runHeartbeat * 1000,
  }
  return openReadOnlyServer(identity, place, report, async (connection) => {
    const layout = await checkLayout(connection, schema)
    const lacks = lacksOf(await missingOf(indexesAt(place, pgbossIndexes)), schema)
    return { scope: scopeOf(layout, lacks, thresholds) }
  })
}

function scopeOf(layout: Layout, lacks: ReturnType<typeof lacksOf>, thresholds: Thresholds): Scope {
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
    executions: { ...pgbossExecutions(tables, postgresTables, postgresDialect), lacks },
    thresholds,
  })
  return {
    ...scopeOver(pgbossTables(layout)),
    narrow: (build, isSeen) => build(scopeOver(pgbossTables(layout, isSeen))),
  }
}
