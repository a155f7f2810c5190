import { type Column, type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { encodingIn, ofExecution } from '../executions/largetexts.ts'
import { type NodeResultKey, resultsByKey } from '../executions/nodevalues.ts'
import { type Encoded, decodedErrors } from '../source/encoded.ts'
import { as, eachOf, leftOutOf, unlessLong } from '../sql/select.ts'
import { longTexts } from '../sql/statement.ts'

/** The beginning and the end of an error that is too long for a list. */
export interface ErrorEnds {
  readonly head: string | null
  readonly tail: string | null
}

/** Characters of the beginning and of the end. */
const longestEnd = 4_096
const shown = sql.raw(String(longestEnd))

const endsOf = (error: Column, isShown?: SQL): SQL => {
  const head = sql`substr(${error}, 1, ${shown})`
  const tail = sql`
    case when length(${error}) > ${shown} then substr(${error}, length(${error}) - ${shown} + 1) end
  `
  const only = (end: SQL) => (isShown ? sql`case when ${isShown} then ${end} end` : end)
  return sql`${only(head)} as head, ${only(tail)} as tail`
}

/** What an engine encodes is read whole, up to here, before its ends are taken. */
const mostEncoded = sql.raw('65536')

const encodedOf = (error: Column, encoding: SQL): SQL =>
  sql`substr(${error}, 1, ${mostEncoded}) as head, null as tail ${encoding}`

async function decodedEnds<Row extends ErrorEnds & Encoded>(rows: Row[]): Promise<Row[]> {
  if (rows[0]?.encoding === undefined) return rows
  const decoded = await decodedErrors(rows, 'head')
  return decoded.map((row) => ({
    ...row,
    head: row.head?.slice(0, longestEnd) ?? null,
    tail: row.head !== null && row.head.length > longestEnd ? row.head.slice(-longestEnd) : null,
  }))
}

const executionErrors = longTexts<ErrorEnds & Encoded & { readonly id: string }>(
  'failures.errors',
  ({ tables: { executions: e }, executions: source }) => sql`
    select ${as(e.id, 'id')}, ${source.encoded ? encodedOf(e.error, encodingIn('executions', source)) : endsOf(e.error)}
    from ${source.key.rowsOf(source.errors ?? source.from, e.id)}
  `,
)

/** The beginnings and the ends of the errors of executions. */
export const errorEndsOf = async (backend: Backend, ids: readonly string[], reading: Reading) =>
  decodedEnds(await backend.read(executionErrors, { ids }, reading))

/** `error` is omitted if it is too long for a list. */
export interface NodeErrorRow extends NodeResultKey, ErrorEnds, Encoded {
  readonly error: string | null
}

const nodeErrors = longTexts<NodeErrorRow>('failures.nodeErrors', (scope) => {
  const results = resultsByKey(scope)
  const { error } = scope.tables.nodeResults
  const isLong = sql`octet_length(${error}) > ${sql.placeholder('each')}`
  const texts = scope.executions.encoded
    ? sql`
        ${leftOutOf(error)} as error,
        ${encodedOf(error, results?.encoding ?? sql``)}
      `
    : sql`${unlessLong(error)} as error, ${endsOf(error, isLong)}`
  return results && sql`select ${results.key}, ${texts} from ${results.from}`
})

/** The errors of node results, and of the long ones their beginnings and ends. */
export async function nodeErrorEndsOf(backend: Backend, keys: readonly NodeResultKey[], reading: Reading) {
  const values = { keys: keys.map(ofExecution), each: eachOf(keys.length), now: reading.now }
  return decodedEnds(await backend.read(nodeErrors, values, reading))
}
