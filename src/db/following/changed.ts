import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import type { Values } from '../sql/scope.ts'
import { type ChangeRow, mostChanges } from './statement.ts'

export interface Since {
  /** Where the reader stands: a snapshot of Postgres, or the counter of SQLite. `undefined`: it begins now. */
  readonly position: string | undefined
  /** The clock of the last reading: records whose status it has flipped since are among the changes. */
  readonly clock: number
}

/** What changed since a position. */
export interface Changed<Row> {
  /** Whole rows as look-ups read them, in their newest state. */
  readonly rows: readonly Row[]
  /** Ids of deleted executions, or texts of `runIdOf`. */
  readonly gone: readonly string[]
  /** For the next reading. */
  readonly position: string
  /** When the clock flips the next status. */
  readonly dueAt: number | undefined
  /** More than `mostChanges`: rows and gone are empty. */
  readonly isTooMany: boolean
}

/** The position, if there is one, and the clocks between which statuses flip. A clock that was set back flips them back. */
export const valuesSince = ({ position, clock }: Since, { now }: Reading): Values => ({
  ...(position !== undefined && { position }),
  now,
  from: Math.min(clock, now),
  to: Math.max(clock, now),
})

/** The answer from the rows of a statement. `nameOf`: the record that a row is of, if there is one. */
export function changedOf<Row extends object>(
  backend: Backend,
  found: readonly (Row & ChangeRow)[],
  nameOf: (row: ChangeRow) => string | null,
): Changed<Row & FromBackend> {
  const { position, due0, due1, changedCount } = found[0]!
  const dues = [due0, due1].filter((due) => typeof due === 'number')
  const rows: Row[] = []
  const gone: string[] = []
  for (const one of found) {
    const name = nameOf(one)
    if (name === null) continue
    if (one.isThere === 1) rows.push(one)
    else gone.push(name)
    strip(one)
  }
  return {
    rows: fromBackend(backend, rows),
    gone,
    position,
    dueAt: dues.length === 0 ? undefined : Math.min(...dues),
    isTooMany: (changedCount ?? 0) > mostChanges,
  }
}

/** The last columns of a row. Removed from the end, they leave an object that is as fast as before. */
const beside = ['isThere', 'changedNumber', 'changedKey', 'changedCount', 'due1', 'due0', 'position'] as const

function strip(row: Partial<ChangeRow>) {
  for (const name of beside) delete row[name]
}
