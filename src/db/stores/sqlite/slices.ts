import type Database from 'better-sqlite3'
import type { Reading } from '../../backend.ts'
import { tooExpensive } from '../../failure.ts'
import type { Scope, Values } from '../../sql/scope.ts'
import { type Compiled, type Statement, bind, compile } from '../../sql/statement.ts'
import { type Reporter, isSlow, slow } from '../../watching/report.ts'
import type { ReadConnection } from './connection.ts'
import { inTurn, longest } from './stretch.ts'

/** Longer texts are read a few at a time. */
const longText = 64 * 1024

/** Whether the statement may return long texts. */
export const mayBeLong = ({ each }: Values): boolean => typeof each === 'number' && each > longText

interface Prepared extends Pick<Compiled, 'slots'> {
  readonly query: Database.Statement<unknown[], object>
}

/** Reads rows with long texts. Others have their turn between the rows. */
export function createSlices(
  connection: ReadConnection,
  scope: Scope,
  identity: { readonly name: string; readonly kind: string },
  report: Reporter,
) {
  let prepared = new WeakMap<Statement<unknown>, Prepared>()
  connection.onReplaced(() => void (prepared = new WeakMap()))
  const begin = (statement: Statement<unknown>, values: Values) => {
    let found = prepared.get(statement)
    // Another request may be between two of its rows.
    if (!found || found.query.busy) {
      const { text, slots } = compile(scope, statement)
      prepared.set(statement, (found = { query: connection.prepare(text), slots }))
    }
    const rows = found.query.iterate(bind(found.slots, values, JSON.stringify, scope.executions.key.columnOf))
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
        reading.meter.count(identity, read.length, ms)
        if (isSlow(ms)) report(slow(statement.name, ms))
      }
    }
  }
}
