import { getTableName, sql, type SQL } from 'drizzle-orm'
import type { Detection, Kind } from '../../../src/db/kind.ts'
import { checkColumns } from '../../../src/db/source/columncheck.ts'
import { elapsed } from '../../../src/db/source/executions.ts'
import { foreignExecutions, noRuns, noThresholds } from '../../../src/db/source/foreign.ts'
import { timestamps } from '../../../src/db/source/times.ts'
import type { ExecutionSource, Scope } from '../../../src/db/sql/scope.ts'
import { rule } from '../../../src/db/status/rule.ts'
import type { ExecutionStatus } from '../../../src/db/statuses.ts'
import { postgresDialect as dialect } from '../../../src/db/stores/postgres/dialect.ts'
import { onServer } from '../../../src/db/stores/postgres/inspect.ts'
import { openReadOnlyServer } from '../../../src/db/stores/postgres/openreadonly.ts'
import { runner } from '../../../src/db/stores/postgres/reads.ts'
import { columnsInSchema } from '../../../src/db/stores/postgres/tablecolumns.ts'
import { postgresTables as native } from '../../../src/db/tables/postgres.ts'
import { schemaName, serverUrl, whole } from '../../../src/db/urls/options.ts'
import { whyNotServer } from '../../../src/db/urls/server.ts'

/** How its tables are told from others, and of which version they are. */
const detection: Detection = {
  engine: 'Acme',
  on: 'postgres',
  schema: 'acme',
  versionOf(tables) {
    const jobs = tables.get('acme_jobs')
    if (!jobs?.has('job_id')) return undefined
    return jobs.has('priority') ? 'release 2 or later' : 'release 1'
  },
}

/** A class of URL is one kind. An engine on Postgres and SQLite has two. */
export const acme: Kind = {
  kind: 'acme',
  schemes: ['acme+postgres', 'acme+postgresql'],
  usage: 'acme+postgres://user@host/database for the one of Acme',
  detection,
  parse(name, rest) {
    const { url, params } = serverUrl(name, `postgres:${rest}`, ['schema'])
    const schema = schemaName(name, params, 'acme')
    const pool = whole(name, params, 'pool', { otherwise: 8, most: 1_000 })
    // It has no number for each run. An engine that has one leaves this out, and has a `RunSource`.
    const identity = { name, kind: 'acme', hasRuns: false, runHeartbeatMs: 360_000 } as const
    const { unlogged: _, ...shown } = { unlogged: url.password, host: url.host }
    return {
      readOnly: true,
      hasRuns: false,
      indexes: { on: 'postgres', at: url.href, schema, wanted },
      open: (report) =>
        openReadOnlyServer(identity, url.href, pool, async (connection) => {
          check(await columnsInSchema(connection, schema), schema)
          const scope = scopeOf(schema)
          return { scope, run: runner(identity, scope, true, report) }
        }),
      inspect: () =>
        onServer(url.href, async (connection) => {
          check(await columnsInSchema(connection, schema), schema)
          return []
        }),
      backup: 'What Acme keeps is backed up by the tools of its database.',
      snapshot: 'Acme has tables of its own, which are neither exported nor written to.',
      whyNot: (reason) => whyNotServer(url.href, reason, `use the URL of ${shown.host} itself`),
      whyNotRetain: () => `Backend "${name}" is that of Acme, which is never written to. Name another one.`,
    }
  },
}
