import { type Column, type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type NodeResultKey, ofExecution, resultsByKey } from '../executions/largetexts.ts'
import { as, eachOf, unlessLong } from '../sql/select.ts'
import { longTexts } from '../sql/statement.ts'

/** The beginning and the end of an error that is too long for a list. */
export interface ErrorEnds {
  readonly head: string | null
  readonly tail: string | null
}

/** Characters of the beginning and of the end. */
const shown = sql.raw('4096')

const endsOf = (error: Column, isShown?: SQL): SQL => {
  const head = sql`substr(${error}, 1, ${shown})`
  const tail = sql`
    case when length(${error}) > ${shown} then substr(${error}, length(${error}) - ${shown} + 1) end
  `
  const only = (end: SQL) => (isShown ? sql`case when ${isShown} then ${end} end` : end)
  return sql`${only(head)} as head, ${only(tail)} as tail`
}

const executionErrors = longTexts<ErrorEnds & { readonly id: string }>(
  'failures.errors',
  ({ tables: { executions: e }, executions: { key, from } }) => sql`
    select ${as(e.id, 'id')}, ${endsOf(e.error)}
    from ${key.rowsOf(from, e.id)}
  `,
)

/** The beginnings and the ends of the errors of executions. */
export const errorEndsOf = (backend: Backend, ids: readonly string[], reading: Reading) =>
  backend.read(executionErrors, { ids }, reading)

/** `error` is omitted if it is too long for a list. */
export interface NodeErrorRow extends NodeResultKey, ErrorEnds {
  readonly error: string | null
}

const nodeErrors = longTexts<NodeErrorRow>('failures.nodeErrors', (scope) => {
  const results = resultsByKey(scope)
  const { error } = scope.tables.nodeResults
  const isLong = sql`octet_length(${error}) > ${sql.placeholder('each')}`
  return (
    results &&
    sql`
      select ${results.key}, ${unlessLong(error)} as error, ${endsOf(error, isLong)}
      from ${results.from}
    `
  )
})

/** The errors of node results, and of the long ones their beginnings and ends. */
export const nodeErrorEndsOf = (backend: Backend, keys: readonly NodeResultKey[], reading: Reading) =>
  backend.read(nodeErrors, { keys: keys.map(ofExecution), each: eachOf(keys.length) }, reading)
