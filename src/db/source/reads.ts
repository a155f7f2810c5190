import type { Backend } from '../backend.ts'
import { StoreFailure, tooExpensive } from '../failure.ts'
import type { Scope } from '../sql/scope.ts'
import { type Statement, asScan } from '../sql/statement.ts'

/**
 * The reads of a store whose source has only some kinds of records: of the others there are none, which costs no
 * statement. What takes too long names what it has no index for.
 */
export function readsOf(scope: Scope, read: Backend['read']): Backend['read'] {
  const known = new WeakMap<Statement<unknown>, boolean>()
  const has = (statement: Statement<unknown>): boolean => {
    let found = known.get(statement)
    if (found === undefined) known.set(statement, (found = statement.build(scope) !== undefined))
    return found
  }
  // A page that no index holds may be looked for in all rows: such reads stand in line, so that look-ups do not.
  const asRead = <Row>(statement: Statement<Row>) =>
    statement.pages && statement.lacks?.(scope) !== undefined ? asScan(statement) : statement
  return async (statement, values, reading) => {
    if (!has(statement)) return []
    try {
      return await read(asRead(statement), values, reading)
    } catch (error) {
      if (!(error instanceof StoreFailure && error.code === 'QUERY_TOO_EXPENSIVE')) throw error
      const lacks = statement.lacks?.(scope)
      throw lacks === undefined ? error : tooExpensive(error.backend, error.cause, lacks)
    }
  }
}
