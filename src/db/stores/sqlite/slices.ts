import type { Reading } from '../../backend.ts'
import { tooExpensive } from '../../failure.ts'
import { noting } from '../../meter.ts'
import type { Scope, Values } from '../../sql/scope.ts'
import type { Statement } from '../../sql/statement.ts'
import type { Reporter } from '../../watching/report.ts'
import type { ReadConnection } from './connection.ts'
import { createPrepared } from './prepared.ts'
import { inTurn, longest } from './stretch.ts'

/** Reads many rows, or rows with long texts. Others have their turn between the rows. */
export function createSlices(
  connection: ReadConnection,
  scope: Scope,
  identity: { readonly name: string; readonly kind: string },
  report: Reporter,
) {
  const note = noting(identity, report)
  const prepared = createPrepared(connection, scope)
  const begin = (statement: Statement<unknown>, values: Values) => {
    const { query, parameters } = prepared(statement)
    const rows = query.iterate(parameters(values))
    return { rows, release: connection.hold() }
  }

  return async <Row>(statement: Statement<Row>, values: Values, reading: Reading): Promise<Row[]> => {
    const read: object[] = []
    let under: ReturnType<typeof begin> | undefined
    let ms = 0
    /** Returns whether that was all. */
    const readSome = () => {
      const began = performance.now()
      if (began > reading.deadline) throw tooExpensive(identity.name)
      under ??= begin(statement, values)
      let isLast = false
      while (!isLast && performance.now() - began < longest) {
        const { value, done = false } = under.rows.next() as IteratorResult<object, undefined>
        if (value) read.push(value)
        isLast = done
      }
      ms += performance.now() - began
      return isLast
    }
    try {
      while (!(await inTurn(reading, readSome))) continue
      return read as Row[]
    } finally {
      // One whose turn came too late has not begun, and costs nothing.
      if (under) {
        under.rows.return?.()
        under.release()
        note(reading.meter, { statement: statement.name, rows: read.length, ms })
      }
    }
  }
}
