import type { PoolUse, Reading } from '../../backend.ts'
import { abandoned, busyReading, tooExpensive, unavailable } from '../../failure.ts'
import { noting } from '../../meter.ts'
import type { Reporter } from '../../watching/report.ts'
import { type Statement, bind, compile } from '../../sql/statement.ts'
import type { Asked, Thread } from './openthread.ts'
import { createClientTurns } from '../../clientturns.ts'
import { createCrew } from './crew.ts'
import { inTurn } from './stretch.ts'
import type { Scope, Values } from '../../sql/scope.ts'

/** Threads that read one file, started when needed. */
export interface Threads {
  read<Row>(statement: Statement<Row>, values: Values, reading: Reading): Promise<Row[]>
  use(): Omit<PoolUse, 'pool'>
  close(): Promise<void>
}

/** Most reads that wait for a thread. */
const mostWaiting = 1_000
/** Of these, reads of one client: there is room for others. */
const mostOfClient = 500

interface Read {
  /** The name of the statement. */
  readonly name: string
  readonly asked: Asked
  readonly reading: Reading
  readonly resolve: (rows: object[]) => void
  readonly reject: (error: unknown) => void
  /** Fires at the deadline. */
  timer?: NodeJS.Timeout
  /** When a thread began the read. */
  began?: number
  thread?: Thread
  isLate: boolean
}

export function createThreads(
  identity: { readonly name: string; readonly kind: string },
  scope: Scope,
  file: string,
  report: Reporter,
): Threads {
  const { name } = identity
  const { columnOf } = scope.executions.key
  const compiled = new WeakMap<Statement<unknown>, ReturnType<typeof compile>>()
  const compiledOnce = async (statement: Statement<unknown>, reading: Reading) => {
    let known = compiled.get(statement)
    // It takes some milliseconds, and clients can make many new ones.
    known ??= await inTurn(reading, () => compile(scope, statement))
    compiled.set(statement, known)
    return known
  }
  const note = noting(identity, report)
  const count = ({ name: statement, began, reading }: Read, rows: number) => {
    const ms = performance.now() - began!
    note(reading.meter, { statement, rows, ms })
  }
  const line = createLine(file, count, (error) => report({ what: 'crashed', error }))
  let isClosed = false

  return {
    async read<Row>(statement: Statement<Row>, values: Values, reading: Reading) {
      const began = performance.now()
      // The start of the first thread makes no read late.
      await line.ready()
      const { text, slots } = await compiledOnce(statement, reading)
      if (isClosed) throw unavailable(name)
      if (reading.interest?.isOver()) throw abandoned(name)
      if (line.isFullFor(reading)) throw busyReading(name)
      let ignore: (() => void) | undefined
      const rows = await new Promise<unknown[]>((resolve, reject) => {
        const asked = { text, parameters: bind(slots, values, JSON.stringify, columnOf) }
        const read: Read = { name: statement.name, asked, reading, resolve, reject, isLate: false }
        // The read fails at once, and its thread is free soon.
        const late = () => {
          line.leave(read)
          reject(tooExpensive(name))
        }
        read.timer = setTimeout(late, Math.max(1, reading.deadline - began))
        ignore = reading.interest?.onOver(() => {
          clearTimeout(read.timer)
          line.leave(read)
          reject(abandoned(name))
        })
        line.enter(read)
      }).finally(() => ignore?.())
      return rows as Row[]
    },
    use: line.use,
    async close() {
      isClosed = true
      await line.close(unavailable(name))
    },
  }
}

/** Reads that wait for a thread, in turns. `count` is called for each read that began. */
function createLine(
  file: string,
  count: (read: Read, rows: number) => void,
  crashed: (error: Error) => void,
) {
  const waiting = createClientTurns<Read>()
  let first: Promise<void> | undefined
  const crew = createCrew(file, crashed, next)

  function next() {
    while (waiting.size() > 0) {
      const thread = crew.take()
      if (!thread) return
      void run(thread, waiting.next()!)
    }
  }
  async function run(thread: Thread, read: Read) {
    read.began = performance.now()
    read.thread = thread
    let rows: object[] = []
    try {
      rows = await thread.read(read.asked)
      read.resolve(rows)
    } catch (error) {
      read.reject(error)
    }
    clearTimeout(read.timer)
    if (!read.isLate) count(read, rows.length)
    crew.giveBack(thread)
    next()
  }

  return {
    isFullFor: (reading: Reading) => waiting.size() >= mostWaiting || waiting.sizeOf(reading) >= mostOfClient,
    use: () => ({ ...crew.use(), waiting: waiting.size() }),
    ready: () => (first ??= crew.start()),
    enter(read: Read) {
      waiting.add(read.reading, read)
      next()
    },
    leave(read: Read) {
      read.isLate = true
      if (!read.thread) return waiting.remove(read.reading, read)
      read.thread.giveUp()
      count(read, 0)
    },
    async close(reason: Error) {
      for (let read = waiting.next(); read; read = waiting.next()) {
        clearTimeout(read.timer)
        read.reject(reason)
      }
      await crew.end()
    },
  }
}
