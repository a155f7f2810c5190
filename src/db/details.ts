import { sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import { type Page, type Parent, pagePerParent, readPages, type ExecutionKey } from './page.ts'
import { as, fields } from './select.ts'
import { type Scope, statement } from './statement.ts'
import type { Tables } from './tables.ts'

export type PayloadKind = 'in' | 'out'
export type PayloadRow = Tables['payloads']['$inferSelect']
export type MetadataRow = Tables['executionMetadata']['$inferSelect']
export type DagRow = Tables['dags']['$inferSelect']
export type NodeResultRow = Omit<Tables['nodeResults']['$inferSelect'], 'value'>

const payloads = statement<PayloadRow>(({ tables, dialect, executions: source }) => {
  const keys = dialect.rows('keys', { ...source.key.types, kind: 'text' })
  return sql`select ${fields(tables.payloads)} from ${keys} ${source.payloads}`
})

/** Inputs and outputs alike, in one statement. */
export function payloadsOf(
  backend: Backend,
  keys: readonly { id: string; kind: PayloadKind }[],
  reading: Reading,
): Promise<PayloadRow[]> {
  return backend.read(payloads, { keys }, reading)
}

const dags = statement<DagRow>(({ tables, dialect }) => {
  return sql`select ${fields(tables.dags)} from ${tables.dags} where ${dialect.isIn(tables.dags.hash, 'hashes')}`
})

export function dagsByHash(backend: Backend, hashes: readonly string[], reading: Reading): Promise<DagRow[]> {
  return backend.read(dags, { hashes }, reading)
}

/** The execution that a row called `parents` names, as the parent of a table expression's rows. */
const executionOf = ({ executions: { key } }: Pick<Scope, 'executions'>, table: string): Parent => ({
  types: key.types,
  isOf: key.isOf(table, 'parents'),
})

const nodeResults = pagePerParent<NodeResultRow>(({ tables: { nodeResults: n }, ...scope }) => ({
  table: n,
  from: scope.executions.nodeResults,
  parent: executionOf(scope, 'node_results'),
  order: { by: { nodeId: n.nodeId, attempt: n.attempt }, descending: false },
  fields: fields(n, 'value'),
}))

/** What the nodes of each execution did, by node and attempt. Positions are `nodeId` and `attempt`. */
export function nodeResultsOf(
  backend: Backend,
  parents: readonly ExecutionKey[],
  page: Page,
  rows: number,
  reading: Reading,
): Promise<NodeResultRow[]> {
  return readPages(nodeResults, backend, parents, page, rows, reading)
}

export interface NodeResultKey {
  readonly executionId: string
  readonly nodeId: string
  readonly attempt: number
}

export type NodeValueRow = NodeResultKey & { readonly value: string | null }

const nodeValues = statement<NodeValueRow>(({ tables, dialect }) => {
  const { nodeResults: n } = tables
  const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text', attempt: 'bigint' })
  const same = sql`${n.executionId} = keys."executionId" and ${n.nodeId} = keys."nodeId" and ${n.attempt} = keys.attempt`
  const key = sql.join(
    [as(n.executionId, 'executionId'), as(n.nodeId, 'nodeId'), as(n.attempt, 'attempt')],
    sql`, `,
  )
  return sql`select ${key}, ${as(n.value, 'value')} from ${keys} join ${n} on ${same}`
})

/** The values that nodes produced: apart from the results, because lists must not read them. */
export function nodeValuesOf(backend: Backend, keys: readonly NodeResultKey[], reading: Reading) {
  return backend.read(nodeValues, { keys: keys.map((key) => ({ ...key })) }, reading)
}

const metadata = pagePerParent<MetadataRow>(({ tables: { executionMetadata: m }, ...scope }) => ({
  table: m,
  from: scope.executions.metadata.from,
  parent: executionOf(scope, 'execution_metadata'),
  order: { by: { id: scope.executions.metadata.order }, descending: false },
  fields: fields(m),
}))

/** The facts of each execution in the order they were recorded. Positions are `id`. */
export function metadataOf(
  backend: Backend,
  parents: readonly ExecutionKey[],
  page: Page,
  rows: number,
  reading: Reading,
): Promise<MetadataRow[]> {
  return readPages(metadata, backend, parents, page, rows, reading)
}
