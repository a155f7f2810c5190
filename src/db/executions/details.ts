import { type Column, type SQL, sql } from 'drizzle-orm'
import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import { type ExecutionKey, type Parent, type ReadPages, pagePerParent, pagesBy } from '../sql/page.ts'
import { plainText } from '../source/encoded.ts'
import { as, eachOf, leftOut, leftOutOf, shownOf, unlessLong } from '../sql/select.ts'
import { scan, statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'
import type { ExecutionSource } from '../sql/scope.ts'

/** `value` is omitted if it is too long for a list. */
export type MetadataRow = Tables['executionMetadata']['$inferSelect'] & FromBackend

/** `truncated` is empty if it is too long for a list: it is read with the value. `error` is omitted if it is too long. */
export type NodeResultRow = Omit<Tables['nodeResults']['$inferSelect'], 'value'> & FromBackend

export interface ExecutionTagRow {
  readonly executionId: string
  readonly tag: string
}

const tags = statement<ExecutionTagRow>('executions.tags', ({ dialect, executions: { key, tags: from } }) => {
  if (!from) return undefined
  const keys = dialect.rows('keys', key.types)
  return sql`
    select execution_tags.execution_id as "executionId", execution_tags.tag
    from ${keys}
    join ${from} on ${key.isOf('execution_tags', 'keys')}
    order by execution_tags.tag
    limit ${sql.placeholder('rows')}
  `
})

/** The tags of each execution in byte order, at most `rows` in total. */
export function executionTagsOf(
  backend: Backend,
  executions: readonly ExecutionKey[],
  rows: number,
  reading: Reading,
): Promise<ExecutionTagRow[]> {
  return backend.read(tags, { keys: executions, rows }, reading)
}

/** The execution that a row called `parents` names, as the parent of a table's rows. */
const executionOf = ({ key }: ExecutionSource, table: string): Parent => ({
  types: key.types,
  isOf: key.isOf(table, 'parents'),
})

/** Lists omit values, errors that the engine encodes, and `truncated` unless it is short. */
const withoutValue = (n: Tables['nodeResults'], { encoded }: ExecutionSource) =>
  shownOf(n, ['value'], {
    error: encoded ? leftOutOf(n.error) : unlessLong(n.error),
    truncated: sql`case when octet_length(${n.truncated}) > 1024 then '' else ${n.truncated} end`,
  })

const nodeResults = pagePerParent<NodeResultRow>(
  'executions.nodeResults',
  { of: 'executions', keys: 'parents.id' },
  ({ tables: { nodeResults: n }, executions }) => {
    if (!executions.nodeResults) return undefined
    const { from, order } = executions.nodeResults
    return {
      table: n,
      from,
      parent: executionOf(executions, 'node_results'),
      order: {
        by: { nodeId: order?.by ?? n.nodeId, attempt: n.attempt },
        ...(order && { at: { nodeId: order.at(sql`${sql.placeholder('nodeId')}`) } }),
        descending: false,
      },
      fields: withoutValue(n, executions),
    }
  },
)

/** The node results of each execution, by node and attempt. Positions are `nodeId` and `attempt`. */
export const nodeResultsOf: ReadPages<ExecutionKey, NodeResultRow> = pagesBy(nodeResults)

const newestNodeResults = scan<NodeResultRow>(
  'executions.newestNodeResults',
  ({ tables: { nodeResults: n }, executions }) => {
    const { key, nodeResults: source } = executions
    return (
      source &&
      sql`
        select ${withoutValue(n, executions)}
        from ${key.rowsOf(source.from, n.executionId)} and ${source.isNewest}
        limit ${sql.placeholder('rows')}
      `
    )
  },
)

/** The number of nodes that an execution is assumed to have. */
const usualNodes = 1_000

/** The newest result of each node of each execution, unordered, at most `rows` in total. */
export async function newestNodeResultsOf(
  backend: Backend,
  executions: readonly ExecutionKey[],
  rows: number,
  reading: Reading,
): Promise<NodeResultRow[]> {
  const ids = executions.map(({ id }) => id)
  const each = eachOf(ids.length * usualNodes)
  const values = { ids, each, rows, now: reading.now }
  return fromBackend(backend, await backend.read(newestNodeResults, values, reading))
}

export interface OpenAction {
  readonly executionId: string
  readonly nodeId: string
  readonly attempt: number
  /** 1 while a worker holds the action. */
  readonly held: number
  readonly leasedAt: number | null
}

const openActions = scan<OpenAction>('executions.openActions', ({ tables: { actions: a }, executions }) => {
  const { key, openActions: from } = executions
  if (!from) return undefined
  const shown = { executionId: a.executionId, nodeId: a.nodeId, attempt: a.attempt, leasedAt: a.leasedAt }
  const columns = Object.entries(shown).map(([name, column]) => as(column, name))
  const held = sql`case when ${a.state} = 2 then 1 else 0 end as held`
  return sql`
    select ${sql.join(columns, sql`, `)}, ${held}
    from ${key.rowsOf(from, a.executionId)}
    order by ${a.nodeId}
    limit ${sql.placeholder('rows')}
  `
})

/** The open actions of each execution, by node, at most `rows` in total. */
export function openActionsOf(
  backend: Backend,
  executions: readonly ExecutionKey[],
  rows: number,
  reading: Reading,
): Promise<OpenAction[]> {
  return backend.read(openActions, { ids: executions.map(({ id }) => id), rows }, reading)
}

const metadata = pagePerParent<MetadataRow>(
  'executions.metadata',
  { of: 'executions', keys: 'parents.id' },
  ({ tables: { executionMetadata: m }, executions }) =>
    executions.metadata && {
      table: m,
      from: executions.metadata.from,
      parent: executionOf(executions, 'execution_metadata'),
      order: { by: { id: executions.metadata.order }, descending: false },
      fields: shownOf(m, [], { value: executions.encoded ? unlessEncoded(m.value) : unlessLong(m.value) }),
    },
)

const unlessEncoded = (value: Column): SQL => sql`
  case when execution_metadata.encoding = ${sql.raw(`'${plainText}'`)} then ${unlessLong(value)}
    else ${sql.raw(`'${leftOut}'`)} end
`

/** The facts of each execution in the order of recording. Positions are `id`. */
export const metadataOf: ReadPages<ExecutionKey, MetadataRow> = pagesBy(metadata)
