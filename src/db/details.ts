import { sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import { type Page, type Parent, pagePerParent, readPages, type ExecutionKey } from './page.ts'
import { as, fields } from './select.ts'
import { type Scope, scan, statement } from './statement.ts'
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

export interface LargeKey {
  readonly executionId: string
  readonly kind: string
  readonly name: string
}

export type LargeRow = LargeKey & { readonly json: string }

const largeValues = statement<LargeRow>(({ tables: { largeValues: l }, dialect }) => {
  const keys = dialect.rows('keys', { executionId: 'text', kind: 'text', name: 'text' })
  const same = sql`${l.executionId} = keys."executionId" and ${l.kind} = keys.kind and ${l.name} = keys.name`
  return sql`select ${fields(l, 'bytes')} from ${keys} join ${l} on ${same}`
})

/** The whole values that were cut, as far as they were kept. */
export function largeValuesOf(
  backend: Backend,
  keys: readonly LargeKey[],
  reading: Reading,
): Promise<LargeRow[]> {
  return backend.read(largeValues, { keys: keys.map((key) => ({ ...key })) }, reading)
}

export interface ExecutionTagRow {
  readonly executionId: string
  readonly tag: string
}

const tags = statement<ExecutionTagRow>(({ dialect, executions: { key, tags: from } }) => {
  const keys = dialect.rows('keys', key.types)
  return sql`select execution_tags.execution_id as "executionId", execution_tags.tag from ${keys} join ${from} on ${key.isOf('execution_tags', 'keys')} order by execution_tags.tag limit ${sql.placeholder('rows')}`
})

/** The tags of each execution in the order of their bytes. At most `rows` over all of them. */
export function executionTagsOf(
  backend: Backend,
  executions: readonly ExecutionKey[],
  rows: number,
  reading: Reading,
): Promise<ExecutionTagRow[]> {
  return backend.read(tags, { keys: executions, rows }, reading)
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

/** A node's highest attempt in its execution. */
const newestNodeResults = scan<NodeResultRow>(({ tables: { nodeResults: n }, dialect }) => {
  const attempts = sql`select max(other.attempt) from ${n} as other where other.execution_id = ${n.executionId} and other.node_id = ${n.nodeId}`
  return sql`select ${fields(n, 'value')} from ${n} where ${dialect.isIn(n.executionId, 'ids')} and ${n.attempt} = (${attempts}) limit ${sql.placeholder('rows')}`
})

/** The newest result of each node of each execution, in no order. At most `rows` over all of them. */
export function newestNodeResultsOf(
  backend: Backend,
  executions: readonly ExecutionKey[],
  rows: number,
  reading: Reading,
): Promise<NodeResultRow[]> {
  return backend.read(newestNodeResults, { ids: executions.map(({ id }) => id), rows }, reading)
}

export interface OpenAction {
  readonly executionId: string
  readonly nodeId: string
  readonly attempt: number
  /** 1 while a worker holds it. */
  readonly held: number
  readonly leasedAt: number | null
}

const openActions = scan<OpenAction>(({ tables: { actions: a }, dialect }) => {
  const shown = { executionId: a.executionId, nodeId: a.nodeId, attempt: a.attempt, leasedAt: a.leasedAt }
  const columns = Object.entries(shown).map(([name, column]) => as(column, name))
  const held = sql`case when ${a.state} = 2 then 1 else 0 end as held`
  return sql`select ${sql.join(columns, sql`, `)}, ${held} from ${a} where ${dialect.isIn(a.executionId, 'ids')} order by ${a.nodeId} limit ${sql.placeholder('rows')}`
})

/** What the queue has to do of each execution, by node. At most `rows` over all of them. */
export function openActionsOf(
  backend: Backend,
  executions: readonly ExecutionKey[],
  rows: number,
  reading: Reading,
): Promise<OpenAction[]> {
  return backend.read(openActions, { ids: executions.map(({ id }) => id), rows }, reading)
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
