import type { Column, Query, SQL, SQLWrapper } from 'drizzle-orm'
import type { Meter } from './meter.ts'
import type { Reporter } from './watching/report.ts'
import type { Statement, Values } from './sql/statement.ts'

export type BackendKind = 'sqlite' | 'postgres' | 'memory' | 'metaflow'

/** One look at a store: the clock and the meter of whoever asks, and when it stops waiting. */
export interface Reading {
  readonly now: number
  readonly meter: Meter
  /** `performance.now()` at which the answer is of no use any more. */
  readonly deadline: number
}

/** Runs statements inside one transaction. */
export interface Transaction {
  run<Row>(statement: Statement<Row>, values: Values): Promise<Row[]>
}

/** A named store. It is asked with lists of keys only: there is no call that fetches one record. */
export interface Backend {
  readonly name: string
  readonly kind: BackendKind
  /** Someone else's store, of which nothing is ever changed. */
  readonly readOnly?: true
  /** It holds so much and no more. */
  readonly bound?: Bound
  read<Row>(statement: Statement<Row>, values: Values, reading: Reading): Promise<Row[]>
  /** All of `work` or none of it. `work` may run again after a deadlock, so it must not keep state. */
  write<T>(meter: Meter, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Says to other processes, soon, that there is work for claims that wait. */
  tellOthers?(): void
  /** From now on `heard` is called when another process says so. Only what is asked for first is heard. */
  hearOthers?(heard: () => void): void
  /** From now on `listener` is told, too, what the store has to say to whoever runs the server. */
  reportTo?(listener: Reporter): void
  close(): Promise<void>
}

/** Of a store that lets go what was not used for longest. */
export interface Bound {
  /** How many executions it holds, and how many runs. */
  readonly max: number
  /** How many executions it let go so far. */
  evicted(): number
  /** Those of the executions that are stored were used now, by a look-up. */
  touch(ids: readonly string[]): void
}

/** Column types that rows of parameters can have. */
export type RowTypes = Readonly<Record<string, 'text' | 'bigint' | 'double precision'>>

/** What SQL says differently on each dialect, as named pieces. Everything else is one text for both. */
export interface Dialect {
  toQuery(query: SQL): Query
  /** `column` is one of the list bound to `name`. */
  isIn(column: Column, name: string): SQL
  /** The rows bound to `name` as a table of the same name. */
  rows(name: string, types: RowTypes): SQL
  /** Behind a query inside a transaction: its rows change for nobody else until that ends. */
  readonly forUpdate: SQL
  /** The same, without the rows that another transaction holds: nobody waits. */
  readonly forUpdateIfFree: SQL
  /** The same, but rows that another transaction holds are left out rather than waited for. */
  readonly skipLocked: SQL
  /** For each of the parents, the first rows of a table that match it: the table under its own name, joined to them. */
  topPerParent(page: TopPerParent): SQL
}

export interface TopPerParent {
  /** A table expression, such as rows of parameters. */
  readonly parents: SQL
  readonly table: SQLWrapper
  /** The table expression that its rows are chosen from, where that is more than the table. */
  readonly from?: SQL
  readonly where: SQL
  readonly orderBy: SQL
  readonly limit: SQL
  /** A column of the parents: of each of them so many rows, where rows are locked. */
  readonly share?: SQL
  /** Behind the query that chooses the rows. */
  readonly lock?: SQL
}
