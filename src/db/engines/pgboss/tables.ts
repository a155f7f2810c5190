import { type SQL, sql } from 'drizzle-orm'
import type { Narrow } from '../../sql/scope.ts'
import { type Layout, dependencyTable, laterColumns, neededColumns } from './layout.ts'

/** Table expressions that have the same columns whatever the version. */
export interface PgbossTables {
  readonly jobs: SQL
  readonly queues: SQL
  readonly dependencies: SQL
}

type IsSeen = Parameters<Narrow>[1]

/** The tables with their schema, whatever the search path is. `isSeen`: only rows of flows that may be seen. */
export function pgbossTables({ schema, columns, hasDependencies }: Layout, isSeen?: IsSeen): PgbossTables {
  const table = (name: string) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`
  const later = Object.entries(laterColumns).map(([name, otherwise]) =>
    columns.has(name) ? sql.identifier(name) : sql`${sql.raw(otherwise)} as ${sql.identifier(name)}`,
  )
  const needed = neededColumns.job.map((name) => sql.identifier(name))
  const shown = sql.join([...needed, sql.raw('xmin'), ...later], sql`, `)
  // The columns have the order of the database.
  const seen = isSeen ? sql`where ${isSeen(sql`name`, sql`name collate "C"`)}` : sql``
  const none = sql`select null::text as child_name, null::uuid as child_id, null::text as parent_name,
    null::uuid as parent_id where false`
  return {
    jobs: sql`(select ${shown} from ${table('job')} ${seen})`,
    queues: sql`(select name, created_on from ${table('queue')} ${seen})`,
    dependencies: hasDependencies ? table(dependencyTable) : sql`(${none})`,
  }
}
