import { sql } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { tableFrom } from '../../source/columns.ts'
import { noRuns } from '../../source/foreign.ts'
import type { Scope, Thresholds } from '../../sql/scope.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { runner } from '../../stores/postgres/reads.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { checkLayout } from './check.ts'
import { pgbossExecutions } from './executions.ts'
import { lackingIndexes, lacksOf } from './indexes.ts'
import type { PgbossPlace } from './kind.ts'
import type { Layout } from './layout.ts'
import { type PgbossTables, pgbossTables } from './tables.ts'
import { msOf } from './times.ts'

/** Opens the tables of pg-boss. */
export function openPgboss(
  name: string,
  { url, pool, schema, thresholds }: PgbossPlace,
  report: Reporter,
): Promise<Backend> {
  const identity = {
    name,
    kind: 'pgboss',
    hasRuns: false as const,
    runHeartbeatMs: thresholds.runHeartbeat * 1000,
  }
  return openReadOnlyServer(identity, url, pool, async (connection) => {
    const layout = await checkLayout(connection, schema)
    const lacks = lacksOf(await lackingIndexes(connection, schema))
    const scope = scopeOf(layout, lacks, thresholds)
    return { scope, run: runner(identity, scope, true, report) }
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
