import type { Backend } from '../backend.ts'
import type { Scope } from '../sql/scope.ts'
import type { Statement } from '../sql/statement.ts'

/** The reads of a store whose source has only some kinds of records: of the others there are none, which costs no statement. */
export function readsOf(scope: Scope, read: Backend['read']): Backend['read'] {
  const known = new WeakMap<Statement<unknown>, boolean>()
  const has = (statement: Statement<unknown>): boolean => {
    let found = known.get(statement)
    if (found === undefined) known.set(statement, (found = statement.build(scope) !== undefined))
    return found
  }
  return async (statement, values, reading) => (has(statement) ? read(statement, values, reading) : [])
}
