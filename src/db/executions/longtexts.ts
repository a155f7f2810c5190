import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Sized, as, sized } from '../sql/select.ts'
import { longTexts } from '../sql/statement.ts'
import { type Encoded, decodedErrors, decodedRows } from '../source/encoded.ts'
import { encodingIn, ofExecution } from './largetexts.ts'
import { type NodeResultKey, resultsByKey } from './nodevalues.ts'

/** A text that a list omitted. `null` if it has more than `each` bytes. */
export type LongText = Sized & Encoded & { readonly text: string | null }

export type ErrorRow = LongText & { readonly id: string }

const errors = longTexts<ErrorRow>(
  'executions.errors',
  ({ tables: { executions: e }, executions: source }) => sql`
    select ${as(e.id, 'id')}, ${sized(e.error, 'text')} ${encodingIn('executions', source)}
    from ${source.key.rowsOf(source.errors ?? source.from, e.id)}
  `,
)

/** The errors of executions. Errors of more than `each` bytes are not read. */
export async function errorsOf(
  backend: Backend,
  ids: readonly string[],
  each: number,
  reading: Reading,
): Promise<ErrorRow[]> {
  return decodedErrors(await backend.read(errors, { ids, each }, reading), 'text')
}

const nodeErrors = longTexts<NodeResultKey & LongText>('executions.nodeErrors', (scope) => {
  const results = resultsByKey(scope)
  const text = sized(scope.tables.nodeResults.error, 'text')
  return results && sql`select ${results.key}, ${text} ${results.encoding} from ${results.from}`
})

/** Like `errorsOf`, for node results. */
export async function nodeErrorsOf(
  backend: Backend,
  keys: readonly NodeResultKey[],
  each: number,
  reading: Reading,
): Promise<(NodeResultKey & LongText)[]> {
  const values = { keys: keys.map(ofExecution), each, now: reading.now }
  return decodedErrors(await backend.read(nodeErrors, values, reading), 'text')
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
      ${encodingIn('execution_metadata', executions)}
    from ${keys}
    join ${metadata.from} on ${key.isOf('execution_metadata', 'keys')} and ${m.id} = keys.fact
  `
  },
)

/** Like `errorsOf`, for the values of facts. */
export async function factsByKey(
  backend: Backend,
  keys: readonly FactKey[],
  each: number,
  reading: Reading,
): Promise<(FactKey & LongText)[]> {
  const rows = await backend.read(facts, { keys: keys.map((key) => ({ ...key })), each }, reading)
  return decodedRows(rows, 'text')
}
