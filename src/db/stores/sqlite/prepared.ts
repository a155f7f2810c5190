import type Database from 'better-sqlite3'
import type { Reading } from '../../backend.ts'
import { tooExpensive } from '../../failure.ts'
import type { Meter } from '../../meter.ts'
import { type Reporter, isSlow, slow } from '../../watching/report.ts'
import { isLargeRow } from '../../sql/insert.ts'
import type { Preparing } from './connection.ts'
import { oneRow } from './dialect.ts'
import { type Statement, bind, compile } from '../../sql/statement.ts'
import type { Scope, Values } from '../../sql/scope.ts'

/** A prepared statement, as a function of its parameters' values. */
type Run = (values: Values) => unknown[]

const noRuns = () => ({
  usual: new WeakMap<Statement<unknown>, Run>(),
  large: new WeakMap<Statement<unknown>, Run>(),
})

/** Runs statements on one connection. A statement is prepared at its first use, and kept as long as it and the connection exist. The meter counts each run. */
export function preparer(
  connection: Preparing,
  scope: Scope,
  identity: { readonly name: string; readonly kind: string },
  report: Reporter,
) {
  let prepared = noRuns()
  connection.onReplaced(() => void (prepared = noRuns()))
  const { columnOf } = scope.executions.key
  const ofOneRow = { ...scope, dialect: { ...scope.dialect, rows: oneRow } }
  const prepare = (
    statement: Statement<unknown>,
    own: Scope,
    encode: (list: readonly unknown[]) => unknown,
  ) => {
    const { text, slots } = compile(own, statement)
    const query = connection.prepare(text)
    return (values: Values): unknown[] => {
      const parameters = bind(slots, values, encode, columnOf)
      if (query.reader) return query.all(parameters)
      query.run(parameters)
      return []
    }
  }
  const preparedFor = (statement: Statement<unknown>, values: Values): Run => {
    const size = isLargeRow(values) ? 'large' : 'usual'
    let found = prepared[size].get(statement)
    if (!found) {
      found =
        size === 'large'
          ? prepare(statement, ofOneRow, ([only]) => only)
          : prepare(statement, scope, JSON.stringify)
      prepared[size].set(statement, found)
    }
    return found
  }
  return <Row>(statement: Statement<Row>, values: Values, meter: Meter): Row[] => {
    const began = performance.now()
    let rows: unknown[] = []
    try {
      rows = preparedFor(statement, values)(values)
      return rows as Row[]
    } finally {
      const ms = performance.now() - began
      meter.count(identity, rows.length, ms)
      if (isSlow(ms)) report(slow(statement.name, ms))
    }
  }
}

/** Like `run`, for a reading: throws after its deadline. */
export const inTime =
  (run: ReturnType<typeof preparer>, name: string) =>
  <Row>(statement: Statement<Row>, values: Values, { meter, deadline }: Reading): Row[] => {
    if (performance.now() > deadline) throw tooExpensive(name)
    return run(statement, values, meter)
  }

/** Runs a statement once. */
export function plain(db: Database.Database, text: string): unknown[] {
  const prepared = db.prepare(text)
  if (prepared.reader) return prepared.all()
  prepared.run()
  return []
}
