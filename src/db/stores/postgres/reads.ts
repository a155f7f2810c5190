import type { Backend } from '../../backend.ts'
import { abandoned, unavailable } from '../../failure.ts'
import type { Interest } from '../../interest.ts'
import { type Meter, noting } from '../../meter.ts'
import type { Reporter } from '../../watching/report.ts'
import { type Compiled, type Statement, bind, compile } from '../../sql/statement.ts'
import type { Owner } from '../../clientturns.ts'
import { arrayLiteral } from './dialect.ts'
import { postgresFailure } from './errors.ts'
import { type Line, createLine } from './line.ts'
import { type Pool, cancelledAfter } from './pool.ts'
import { isEncrypted } from './socket.ts'
import type { Sender } from './transaction.ts'
import { within } from './retry.ts'
import type { Scope, Values } from '../../sql/scope.ts'

/** A read that takes longer is stopped by the server, or by a cancel request if the server does not accept the setting. */
export const statementTimeout = 1_500

/** How long a read waits for a server that does not answer. */
export const connectTimeout = 1_500

export type Run = ReturnType<typeof runner>

/** A statement is prepared from this use on. Statements that clients make up once are not kept on the connections. */
const often = 3

interface Measured {
  readonly meter: Meter
  /** The statement is cancelled after so many milliseconds. */
  readonly limit: number
  /** It is also cancelled when nobody waits for it any more. */
  readonly interest?: Interest | undefined
}

/** Runs a statement on a pool or in a transaction, and counts it. */
export function runner(
  identity: { name: string; kind: string },
  scope: Scope,
  prepare: boolean,
  report: Reporter,
) {
  const note = noting(identity, report)
  const compiled = compiler(scope)
  const { columnOf } = scope.executions.key
  return async <Row>(
    { unsafe, prepared }: Sender,
    statement: Statement<Row>,
    values: Values,
    { meter, limit, interest }: Measured,
  ): Promise<Row[]> => {
    const known = compiled(statement)
    const { text, slots } = known
    const began = performance.now()
    known.uses += 1
    const isOften = prepare && known.uses >= often
    if (isOften) prepared.add(text)
    const query = unsafe(text, bind(slots, values, arrayLiteral, columnOf) as never[], { prepare: isOften })
    let rows = 0
    try {
      const found = withoutHoles((await cancelledAfter(limit, query, interest)) as unknown as Row[])
      rows = found.length
      return found
    } finally {
      const ms = performance.now() - began
      note(meter, { statement: statement.name, rows, ms })
    }
  }
}

/** If a statement fails with rows under way, the driver leaves as many holes before the rows of the next statement on that connection. */
const withoutHoles = <Row>(rows: Row[]): Row[] =>
  rows.length === 0 || 0 in rows ? rows : rows.filter(() => true)

/** One of so many connections may read a scan: a crowd of them would take the server's processors from look-ups. */
const connectionsPerScan = 4

/** One of so many may read long texts: their bytes arrive at a bounded pace. */
const connectionsPerLong = 3

const lineOf = (connections: number, perPlace: number) =>
  createLine(Math.max(2, Math.floor(connections / perPlace)))

/** Where statements wait that would take all connections, or all time, from look-ups. */
export interface Lines {
  readonly scans: Line
  readonly longs: Line
}

export const linesFor = (url: string, connections: number): Lines => ({
  scans: lineOf(connections, connectionsPerScan),
  // What arrives encrypted cannot be held back.
  longs: isEncrypted(url) ? createLine(1) : lineOf(connections, connectionsPerLong),
})

interface ReadFrom {
  readonly name: string
  readonly pool: Pick<Pool, 'use'>
  readonly run: Run
  readonly lines: Lines
  /** Where it is not that of all reads. */
  readonly timeout?: number
}

/** Reads on a pool, each statement on its own, until the reading's deadline. */
export const reader =
  ({ name, pool, run, lines, timeout = statementTimeout }: ReadFrom): Backend['read'] =>
  async (statement, values, reading) => {
    const { meter, deadline, interest } = reading
    meter.beforeRead({ name })
    const check = () => {
      if (interest?.isOver()) throw abandoned(name)
    }
    check()
    const left = deadline - performance.now()
    if (left <= 0) throw unavailable(name)
    const read = () => {
      const limit = Math.min(deadline - performance.now(), timeout + 100)
      const once = async (connection: Sender) => {
        check()
        return run(connection, statement, values, { meter, limit, interest })
      }
      return pool.use(limit, once, { owner: reading })
    }
    const line = statement.scans ? lines.scans : statement.inParts ? lines.longs : undefined
    const answer = line ? inLine(line, left, reading, read) : read()
    try {
      return await within(left, answer, () => unavailable(name))
    } catch (error) {
      throw interest?.isOver() ? abandoned(name) : postgresFailure(name, error)
    }
  }

async function inLine<T>(line: Line, ms: number, owner: Owner, work: () => Promise<T>): Promise<T> {
  await line.enter(ms, owner)
  try {
    return await work()
  } finally {
    line.leave()
  }
}

type Known = Compiled & { uses: number }

function compiler(scope: Scope) {
  const known = new WeakMap<Statement<unknown>, Known>()
  return (statement: Statement<unknown>): Known => {
    let found = known.get(statement)
    if (!found) known.set(statement, (found = { ...compile(scope, statement), uses: 0 }))
    return found
  }
}
