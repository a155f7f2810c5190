import { sql } from 'drizzle-orm'
import { insertRows, updateRows } from '../sql/insert.ts'
import { fields } from '../sql/select.ts'
import { type Statement, shapes, statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'
import type { Scalar } from '../sql/scope.ts'

export type ActionRow = Tables['actions']['$inferSelect']
export type QueueRow = Tables['queueExecutions']['$inferSelect']
export type QueueValue = Tables['queueValues']['$inferSelect']
export const addQueued = statement('queue.addQueued', ({ tables, dialect }) =>
  insertRows(tables.queueExecutions, dialect),
)
export const addActions = statement('queue.addActions', ({ tables, dialect }) =>
  insertRows(tables.actions, dialect),
)

export const addValues = statement(
  'queue.addValues',
  ({ tables, dialect }) => sql`${insertRows(tables.queueValues, dialect)} on conflict do nothing`,
)

/** Adds settled edges to joins, and returns the joins. */
export const countJoins: Statement<JoinRow> = statement<JoinRow>(
  'queue.countJoins',
  ({ tables: { joins: j }, dialect }) => sql`
    ${insertRows(j, dialect)}
    on conflict (execution_id, node_id) do update set
      settled = joins.settled + excluded.settled,
      skipped = case when excluded.skipped > joins.skipped then excluded.skipped else joins.skipped end,
      bytes = joins.bytes + excluded.bytes
    returning ${fields(j)}`,
)

const deleteAll = (table: 'joins' | 'queueValues') =>
  statement(table === 'joins' ? 'queue.deleteJoins' : 'queue.deleteValues', ({ tables, dialect }) => {
    const from = tables[table]
    return sql`delete from ${from} where ${dialect.isIn(from.executionId, 'ids')}`
  })

export const deleteActions = statement<ActionRow>(
  'queue.deleteActions',
  ({ tables: { actions: a }, dialect }) =>
    sql`delete from ${a} where ${dialect.isIn(a.executionId, 'ids')} returning ${fields(a)}`,
)

export const deleteJoins = deleteAll('joins')
export const deleteValues = deleteAll('queueValues')

export const deleteQueued = statement(
  'queue.deleteQueued',
  ({ tables: { queueExecutions: q }, dialect }) => sql`delete from ${q} where ${dialect.isIn(q.id, 'ids')}`,
)

/** Locks queue rows by execution id, in the lock order. */
export const lockQueued = statement<QueueRow>(
  'queue.lockQueued',
  ({ tables: { queueExecutions: q }, dialect }) => {
    return sql`
      select ${fields(q)}
      from ${q}
      where ${dialect.isIn(q.id, 'ids')}
      order by execution_id ${dialect.forUpdate}
    `
  },
)

export const moveQueued = statement('queue.moveQueued', ({ tables: { queueExecutions: q }, dialect }) =>
  updateRows(
    { table: q, key: q.id, names: ['state', 'attempt', 'openNodes', 'nextSeq', 'outputBytes'] },
    dialect,
  ),
)

/**
 * Values by key, or their sizes without reading them; `null` if there is none. A sub-select looks up each key, whatever
 * statistics the plan was made with.
 */
export const valuesOf = shapes((what: 'json' | 'bytes') =>
  statement<Omit<QueueValue, 'json'> & { readonly said: Scalar }>('queue.valuesOf', ({ dialect }) => {
    const json = sql.raw(what === 'json' ? 'queue_values.json' : 'octet_length(queue_values.json)')
    return sql`
      select keys."executionId", keys.kind, keys."nodeId", (
        select ${json} from queue_values
        where queue_values.execution_id = keys."executionId" and queue_values.kind = keys.kind
          and queue_values.node_id = keys."nodeId"
      ) as said
      from ${dialect.rows('keys', { executionId: 'text', kind: 'text', nodeId: 'text' })}`
  }),
)

/** Settled incoming edges of a node, or settled elements of a map. */
export type JoinRow = {
  readonly executionId: string
  readonly nodeId: string
  readonly settled: number
  readonly total: number
  readonly skipped: number
  /** Bytes of the settled values, as entries of an object or a list. `null`: not counted. */
  readonly bytes: number | null
}
