import type { ChangeListener } from './changes.ts'
import type { Interest } from './interest.ts'
import type { Meter } from './meter.ts'
import type { Reporter } from './watching/report.ts'
import type { FlowLimit } from './sql/flowlimit.ts'
import type { Statement } from './sql/statement.ts'
import type { Values } from './sql/scope.ts'

/** One reading of a store: the caller's clock and meter, and its deadline. */
export interface Reading {
  readonly now: number
  readonly meter: Meter
  /** `performance.now()` after which the answer is no longer needed. */
  readonly deadline: number
  /** The client's address, if known: clients take turns. */
  readonly client?: string | undefined
  /** Whether the answer is still awaited. Absent: always. */
  readonly interest?: Interest | undefined
  /** It may be of a moment ago, if the store is read in several places. */
  readonly mayLag?: boolean | undefined
}

/** Runs statements inside one transaction. */
export interface Transaction {
  run<Row>(statement: Statement<Row>, values: Values): Promise<Row[]>
  /** The flows of which whoever writes may change records: others do not exist for it. Not given: all. */
  readonly flows?: FlowLimit | undefined
  /**
   * Says what the transaction changes, where it is written. Listeners hear of it after the commit. `details` and `gone`
   * are of records whose own rows do not tell, as they are not written or no longer there. `noted`: the statement that
   * wrote the row has noted it in `touched`, where its store does that.
   */
  changed(kind: 'executions' | 'runs', ids: readonly string[], what?: What): void
  changed(kind: 'work'): void
}

export type What = 'row' | 'noted' | 'details' | 'gone'

/** A named store. It is read with lists of keys only: no call fetches a single record. */
export interface Backend {
  readonly name: string
  readonly kind: string
  /** The number of an execution's first attempt, if it is not 1. */
  readonly firstAttempt?: 0 | undefined
  /** The number of an execution's attempt also counts how often it woke. */
  readonly countsWakes?: true | undefined
  /** A run whose last heartbeat is older has failed. */
  readonly runHeartbeatMs: number
  /** The flows that are read and written through it: no others exist. Not given: all. */
  readonly flows?: FlowLimit | undefined
  /** Someone else's store, which is never changed. */
  readonly readOnly?: true
  /** It has executions alone: nothing in it is a run. */
  readonly hasRuns?: false | undefined
  /** The bound of a store that evicts. */
  readonly bound?: Bound
  read<Row>(statement: Statement<Row>, values: Values, reading: Reading): Promise<Row[]>
  /** Commits all of `work` or nothing. `work` may run again after a deadlock, so it must not keep state. */
  write<T>(meter: Meter, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * Calls the listener with what each transaction changed, after its commit and before its write is answered; also if
   * it is unknown whether it was committed. An error of the listener is reported, and the write stands.
   */
  onChange?(listener: ChangeListener): void
  /**
   * Rings when something may have changed, in this process or another one, until the returned function is called. `net`:
   * also what does not tell of its changes, as rows that another program has written.
   */
  follow?(rung: Rung): () => void
  /** `range`: what changed since a position is read from an index. Absent: one must look at the records themselves. */
  readonly changes?: 'range' | undefined
  /** From now on, listeners also hear what other processes changed, a little later. It needs a connection. */
  listen?(): void
  /** Who uses what the store has few of, such as connections, and who waits for it. */
  pools?(): readonly PoolUse[]
  /** The copies that are read in its place, if it has some. */
  readonly replicas?: Replicated | undefined
  /** Whether the store is open. Absent: it is. */
  isOpen?(): boolean
  /** Sends the store's reports for the operator of the server to `listener`, too. */
  reportTo?(listener: Reporter): void
  close(): Promise<void>
}

export interface Replicated {
  /** What was committed so many milliseconds ago is seen by every reading. */
  readonly maxLagMs: number
  /** As they were when they were last asked. */
  states(): readonly Replica[]
  /** Asks them. */
  measure(): Promise<void>
}

/** A server with a copy that follows. */
export interface Replica {
  readonly host: string
  /** How far it was behind. `null`: not known. */
  readonly lagMs: number | null
  readonly reachable: boolean
}

/** What an engine's store is, whatever it holds. */
export type Identity = Pick<
  Backend,
  'name' | 'kind' | 'firstAttempt' | 'hasRuns' | 'countsWakes' | 'runHeartbeatMs'
>

/** Connections, threads, or the one place of a writer. */
export interface PoolUse {
  readonly pool: 'reads' | 'writes' | 'scans' | 'longs'
  readonly size: number
  readonly used: number
  readonly waiting: number
}

export type Rung = (also?: 'net') => void

export interface FromBackend {
  readonly backend: string
}

/** Adds the backend's name to rows. It is set in place: a poll makes hundreds of them. */
export function fromBackend<Row extends object>({ name }: Backend, rows: Row[]): (Row & FromBackend)[] {
  for (const row of rows) (row as { backend?: string }).backend = name
  return rows as (Row & FromBackend)[]
}

/** The bound of a store that evicts the least recently used. */
export interface Bound {
  /** Most executions, and most runs, that the store holds. */
  readonly max: number
  /** How many executions it has evicted so far. */
  evicted(): number
  /** Marks executions that are stored as used by a look-up. */
  touch(ids: readonly string[]): void
}
