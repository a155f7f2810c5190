import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Sized, as, sized } from '../sql/select.ts'
import { longTexts } from '../sql/statement.ts'
import { type NodeResultKey, ofExecution, resultsByKey } from './largetexts.ts'

/** A text that a list omitted. `null` if it has more than `each` bytes. */
export type LongText = Sized & { readonly text: string | null }

export type ErrorRow = LongText & { readonly id: string }

const errors = longTexts<ErrorRow>(
  'executions.errors',
  ({ tables: { executions: e }, executions: { key, from } }) => sql`
    select ${as(e.id, 'id')}, ${sized(e.error, 'text')}
    from ${key.rowsOf(from, e.id)}
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

const nodeErrors = longTexts<NodeResultKey & LongText>('executions.nodeErrors', (scope) => {
  const results = resultsByKey(scope)
  const text = sized(scope.tables.nodeResults.error, 'text')
  return results && sql`select ${results.key}, ${text} from ${results.from}`
})

/** Like `errorsOf`, for node results. */
export function nodeErrorsOf(
  backend: Backend,
  keys: readonly NodeResultKey[],
  each: number,
  reading: Reading,
): Promise<(NodeResultKey & LongText)[]> {
  return backend.read(nodeErrors, { keys: keys.map(ofExecution), each }, reading)
}

/** The key of a fact of an execution. */
export interface FactKey {
  readonly id: string
  readonly fact: string
}

const facts = longTexts<FactKey & LongText>(
  'executions.facts',
  ({ tables: { executionMetadata: m }, dialect, executions }) => {
    const { key, metadata } = executions
    if (!metadata) return undefined
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
