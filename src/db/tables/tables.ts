import { auditTable } from './audit.ts'
import { detailTables, executionFactTables, executionTables } from './execution.ts'
import type { Kit } from './kit/postgres.ts'
import { queueTables } from './queue.ts'
import { runFactTables, runHourTables, runTables } from './run.ts'
import { tokenTables } from './token.ts'

/**
 * All native tables, defined once for both dialects. Times are epoch milliseconds, JSON is text, keys order by bytes.
 * All indexes ascend: a newest-first page walks one backwards, so that the dialects' orders of nulls do not matter.
 * Registers (`end_*` of a run; `attempt*`, `verdict*`, `state` of an execution) are the inputs of the status rules. The
 * transaction that appends metadata updates them in the row; the newest fact wins.
 */
export function defineTables(kit: Kit) {
  return {
    ...flowTables(kit),
    ...runTables(kit),
    ...runFactTables(kit),
    ...runHourTables(kit),
    ...executionTables(kit),
    ...executionFactTables(kit),
    ...detailTables(kit),
    ...queueTables(kit),
    ...touchedTable(kit),
    ...tokenTables(kit),
    ...auditTable(kit),
  }
}

export type Tables = ReturnType<typeof defineTables>

function flowTables({ table, text, whole, small, index }: Kit) {
  const flows = table('flows', {
    flow: text('flow_id').primaryKey(),
    createdAt: whole('created_at').notNull(),
    nextRun: whole('next_run').notNull(),
  })
  const dags = table(
    'dags',
    {
      hash: text('dag_hash').primaryKey(),
      json: text('json').notNull(),
      nodeCount: small('node_count').notNull(),
      lastUsedAt: whole('last_used_at').notNull(),
    },
    (t) => [index('dags_last_used').on(t.lastUsedAt)],
  )
  return { flows, dags }
}

/** Records that were deleted, or of which only details were written, for some minutes: their own rows do not tell. */
function touchedTable({ table, text, whole, change, index, primaryKey }: Kit) {
  const touched = table(
    'touched',
    {
      kind: text('kind').notNull().$type<'executions' | 'runs'>(),
      changed: change('changed').notNull(),
      /** The id of an execution, or the flow of a run. Of several executions: nothing. */
      key: text('key').notNull(),
      /** Of a run. Of several executions: which part of them. Otherwise 0. */
      number: whole('number').notNull(),
      at: whole('at').notNull(),
      /** The ids of several executions, as JSON: a row for each would cost a queue more than its work. */
      keys: text('keys'),
    },
    (t) => [
      primaryKey({ name: 'touched_pk', columns: [t.kind, t.changed, t.key, t.number] }),
      index('touched_at').on(t.at),
    ],
  )
  return { touched }
}
