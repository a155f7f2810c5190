import type { Reading } from '../../backend.ts'
import { tooExpensive } from '../../failure.ts'
import { noting } from '../../meter.ts'
import type { Scope, Values } from '../../sql/scope.ts'
import type { Statement } from '../../sql/statement.ts'
import type { Reporter } from '../../watching/report.ts'
import type { OpenConnection } from './connection.ts'
import type { Prepared } from './prepared.ts'
import { createReaders } from './readers.ts'
import { inTurn, longest } from './stretch.ts'

/**
 * Reads rows with long texts. Others have their turn between the rows. Each result has a connection to itself meanwhile:
 * whatever else was read from it would be as old as the result.
 */
export function createSlices(
  open: OpenConnection,
  scope: Scope,
  identity: { readonly name: string; readonly kind: string },
  report: Reporter,
) {
  const note = noting(identity, report)
  const readers = createReaders(open, scope)

  async function readBy<Row>(
    prepared: (statement: Statement<unknown>) => Prepared,
    statement: Statement<Row>,
    values: Values,
    reading: Reading,
  ): Promise<Row[]> {
    const read: object[] = []
    let rows: Iterator<object> | undefined
    let ms = 0
    /** Returns whether that was all. */
    const readSome = () => {
      const began = performance.now()
      if (began > reading.deadline) throw tooExpensive(identity.name)
      if (!rows) {
        const { query, parameters } = prepared(statement)
        rows = query.iterate(parameters(values))
      }
      let isLast = false
      while (!isLast && performance.now() - began < longest) {
        const { value, done = false } = rows.next() as IteratorResult<object, undefined>
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
      if (rows) {
        rows.return?.()
        note(reading.meter, { statement: statement.name, rows: read.length, ms })
      }
    }
  }
  return {
    read: <Row>(statement: Statement<Row>, values: Values, reading: Reading): Promise<Row[]> =>
      readers.use(reading, (prepared) => readBy(prepared, statement, values, reading)),
    close: readers.close,
  }
}
