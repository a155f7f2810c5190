import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Sized, as, sized } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import type { NodeResultKey } from './largetexts.ts'

/** A text that a list omitted. `null` if it has more than `each` bytes. */
export type LongText = Sized & { readonly text: string | null }

export type ErrorRow = LongText & { readonly id: string }

const errors = statement<ErrorRow>(
  'executions.errors',
  ({ tables: { executions: e }, dialect }) => sql`
    select ${as(e.id, 'id')}, ${sized(e.error, 'text')}
    from ${e}
    where ${dialect.isIn(e.id, 'ids')}
  `,
)

/** The errors of executions. Errors of more than `each` bytes are not read. */
export function errorsOf(
  backend: Backend,
  ids: readonly string[],
  each: number,
  reading: Reading,
): Promise<ErrorRow[]> {
  return backend.read(errors, { ids, each }, reading)
}

const nodeErrors = statement<NodeResultKey & LongText>(
  'executions.nodeErrors',
  ({ tables: { nodeResults: n }, dialect }) => {
    const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text', attempt: 'bigint' })
    const key = [as(n.executionId, 'executionId'), as(n.nodeId, 'nodeId'), as(n.attempt, 'attempt')]
    return sql`
    select ${sql.join(key, sql`, `)}, ${sized(n.error, 'text')}
    from ${keys}
    join ${n} on ${n.executionId} = keys."executionId"
      and ${n.nodeId} = keys."nodeId"
      and ${n.attempt} = keys.attempt
  `
  },
)

/** Like `errorsOf`, for node results. */
export function nodeErrorsOf(
  backend: Backend,
  keys: readonly NodeResultKey[],
  each: number,
  reading: Reading,
): Promise<(NodeResultKey & LongText)[]> {
  return backend.read(nodeErrors, { keys: keys.map((key) => ({ ...key })), each }, reading)
}

/** The key of a fact of an execution. */
export interface FactKey {
  readonly id: string
  readonly fact: string
}

const facts = statement<FactKey & LongText>(
  'executions.facts',
  ({ tables: { executionMetadata: m }, dialect, executions }) => {
    const { key, metadata } = executions
    const keys = dialect.rows('keys', { ...key.types, fact: 'text' })
    return sql`
    select ${as(m.executionId, 'id')}, ${as(m.id, 'fact')}, ${sized(m.value, 'text')}
    from ${keys}
    join ${metadata.from} on ${key.isOf('execution_metadata', 'keys')} and ${m.id} = keys.fact
  `
  },
)

/** Like `errorsOf`, for the values of facts. */
export function factsByKey(
  backend: Backend,
  keys: readonly FactKey[],
  each: number,
  reading: Reading,
): Promise<(FactKey & LongText)[]> {
  return backend.read(facts, { keys: keys.map((key) => ({ ...key })), each }, reading)
}
