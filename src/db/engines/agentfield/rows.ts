import { type SQL, sql } from 'drizzle-orm'
import type { Narrow } from '../../sql/scope.ts'
import type { AgentStore } from './store.ts'

/** The condition that a column has a flow that may be seen. */
export type IsSeenFlow = Parameters<Narrow>[1]

/** A column of a row of executions. */
export const column = (row: string, name: string): SQL => sql.raw(`${row}.${name}`)

/** The flow of a row of executions. */
export const flowOf = (row: string): SQL => sql.raw(`(${row}.agent_node_id || '.' || ${row}.reasoner_id)`)

/** The flow of a row may be seen. */
export const seen = (row: string, isSeen?: IsSeenFlow): SQL => (isSeen ? isSeen(flowOf(row)) : sql`1 = 1`)

/** A row is of a flow, by the columns that have indexes. */
export const isOfFlow =
  ({ words }: AgentStore, table: string) =>
  (flow: SQL): SQL =>
    sql`${column(table, 'agent')} = ${words.agentOf(flow)} and ${column(table, 'reasoner')} = ${words.reasonerOf(flow)}`

/** A row has no parent. Not by an index: nearly as many rows have none as there are runs. */
const isFirst = (row: string) => sql.raw(`coalesce(${row}.parent_execution_id, '') = ''`)

/**
 * A row of executions is the one that its run is named by: the first without a parent, or of a run of which all have
 * one, the first of all. That no other of the run comes before is asked last: an index has the rows of a run, and not
 * their order.
 */
export function isRoot(row: string, { words }: AgentStore): SQL {
  const executions = words.table('executions')
  const own = sql`other.run_id = ${column(row, 'run_id')}`
  const earlier = sql`other.id < ${column(row, 'id')}`
  const others = (where: SQL) => sql`exists (select 1 from ${executions} other where ${own} and ${where})`
  const parent = sql`other.execution_id = ${column(row, 'parent_execution_id')}`
  return sql`
    case
      when ${column(row, 'run_id')} = '' then false
      when ${isFirst(row)} then not ${others(sql`${earlier} and ${isFirst('other')}`)}
      when exists (
        select 1
        from ${executions} other
        where ${parent} and other.run_id || '' = ${column(row, 'run_id')} and other.id + 0 < ${column(row, 'id')}
      ) then false
      else not ${others(sql`(${earlier} or ${isFirst('other')})`)}
    end
  `
}

/** So many of the newest are looked through. */
const mostEarlier = sql.raw('500')

/** The newest rows that started when the row called `keys` began, or before: of the flow if there is an index, else of all flows. */
export function rowsBefore({ words, hasFlowIndex }: AgentStore): SQL {
  const flow = sql`keys.flow`
  const ofFlow = sql`
    before.agent_node_id = ${words.agentOf(flow)} and before.reasoner_id = ${words.reasonerOf(flow)} and
  `
  return sql`
    (
      select *
      from ${words.table('executions')} before
      where ${hasFlowIndex ? ofFlow : sql``} before.started_at <= ${words.starts.to(sql`keys.began`)}
      order by before.started_at desc
      limit ${mostEarlier}
    )
  `
}
