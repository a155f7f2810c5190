import type { Meter } from './meter.ts'
import type { Reporter } from './watching/report.ts'
import type { Statement } from './sql/statement.ts'
import type { BackendKind } from './kind.ts'
import type { Values } from './sql/scope.ts'

/** One look at a store: the clock and the meter of whoever asks, and when it stops waiting. */
export interface Reading {
  readonly now: number
  readonly meter: Meter
  /** `performance.now()` at which the answer is of no use any more. */
  readonly deadline: number
  /** The address of whoever asks, where it is known: clients take turns. */
  readonly client?: string | undefined
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
  notify?(): void
  /** From now on `heard` is called when another process says so. Only what is asked for first is heard. */
  listen?(heard: () => void): void
  /** From now on `listener` is told, too, what the store has to say to whoever runs the server. */
  reportTo?(listener: Reporter): void
  close(): Promise<void>
}

export interface FromBackend {
  readonly backend: string
}

/** Rows that know where they came from. Set in place: a poll makes hundreds of them. */
export function fromBackend<Row extends object>({ name }: Backend, rows: Row[]): (Row & FromBackend)[] {
  for (const row of rows) (row as { backend?: string }).backend = name
  return rows as (Row & FromBackend)[]
}

/** Of a store that evicts what was not used for longest. */
export interface Bound {
  /** How many executions it holds, and how many runs. */
  readonly max: number
  /** How many executions it has evicted so far. */
  evicted(): number
  /** Those of the executions that are stored were used now, by a look-up. */
  touch(ids: readonly string[]): void
}
