import type Database from 'better-sqlite3'
import { type Statement, bind, compile } from '../../sql/statement.ts'
import type { Scope, Values } from '../../sql/scope.ts'
import type { Preparing } from './connection.ts'

/** A statement that is prepared on a connection. */
export interface Prepared {
  readonly query: Database.Statement<unknown[], object>
  /** The parameters of the query. */
  readonly parameters: (values: Values) => unknown[]
}

/**
 * Prepares statements on one connection, each at its first use, and keeps it as long as it and the connection exist.
 * `encode` turns a list into a parameter.
 */
export function createPrepared(
  connection: Preparing,
  scope: Scope,
  encode: (list: readonly unknown[]) => unknown = JSON.stringify,
) {
  let kept = new WeakMap<Statement<unknown>, Prepared>()
  connection.onReplaced(() => void (kept = new WeakMap()))
  const { columnOf } = scope.executions.key
  return (statement: Statement<unknown>): Prepared => {
    const found = kept.get(statement)
    if (found) return found
    const { text, slots } = compile(scope, statement)
    const query = connection.prepare(text)
    const made = { query, parameters: (values: Values) => bind(slots, values, encode, columnOf) }
    kept.set(statement, made)
    return made
  }
}
