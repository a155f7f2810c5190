import type Database from 'better-sqlite3'
import type { Reading } from '../../backend.ts'
import { tooExpensive } from '../../failure.ts'
import { type Meter, noting } from '../../meter.ts'
import type { Reporter } from '../../watching/report.ts'
import { isLargeRow } from '../../sql/insert.ts'
import type { Preparing } from './connection.ts'
import { oneRow } from './dialect.ts'
import { createPrepared } from './prepared.ts'
import type { Statement } from '../../sql/statement.ts'
import type { Scope, Values } from '../../sql/scope.ts'

/** Runs statements on one connection. The meter counts each run. */
export function createRun(
  connection: Preparing,
  scope: Scope,
  identity: { readonly name: string; readonly kind: string },
  report: Reporter,
) {
  const note = noting(identity, report)
  const usual = createPrepared(connection, scope)
  const ofOneRow = { ...scope, dialect: { ...scope.dialect, rows: oneRow } }
  const large = createPrepared(connection, ofOneRow, ([only]) => only)
  return <Row>(statement: Statement<Row>, values: Values, meter: Meter): Row[] => {
    const began = performance.now()
    let rows: unknown[] = []
    try {
      const { query, parameters } = (isLargeRow(values) ? large : usual)(statement)
      if (query.reader) rows = query.all(parameters(values))
      else query.run(parameters(values))
      return rows as Row[]
    } finally {
      const ms = performance.now() - began
      note(meter, { statement: statement.name, rows: rows.length, ms })
    }
  }
}

/** Like `run`, for a reading: throws after its deadline. */
export const inTime =
  (run: ReturnType<typeof createRun>, name: string) =>
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
