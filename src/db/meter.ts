import { type StoreFailure, tooManyReads } from './failure.ts'
import { type Reporter, isSlow, slow } from './watching/report.ts'

/** What one request cost in one backend. */
export interface Cost {
  name: string
  kind: string
  statements: number
  rows: number
  ms: number
}

/** Counts a request's statements, rows and time by backend. It is passed on with each statement. */
export interface Meter {
  /** Called before each read of a store. Throws when the limit of reads is exceeded. */
  beforeRead(backend: { name: string }): void
  count(backend: { name: string; kind: string }, rows: number, ms: number): void
  /** Called with the number of keys of each batch of a loader. */
  batched(keys: number): void
  costs(): Cost[]
}

/** A statement that was run. */
export interface Ran {
  /** Its name. */
  readonly statement: string
  readonly rows: number
  readonly ms: number
}

/** Notes statements that were run: for the request, and for those who watch the store. */
export const noting =
  (backend: { name: string; kind: string }, report: Reporter) =>
  (meter: Meter, ran: Ran): void => {
    meter.count(backend, ran.rows, ran.ms)
    report({ what: 'ran', ...ran })
    if (isSlow(ran.ms)) report(slow(ran.statement, ran.ms))
  }

/** Counts statements that begin or end a transaction. */
export const counting = (backend: { name: string; kind: string }, meter: Meter, report: Reporter) => {
  const note = noting(backend, report)
  return (statement: string, ms: number): void => note(meter, { statement, rows: 0, ms })
}

/** `mostReads`: how often the stores may be read in total. Writes do not count. */
export function createMeter(
  mostReads = Number.POSITIVE_INFINITY,
  batched: Meter['batched'] = () => {},
): Meter {
  const costs = new Map<string, Cost>()
  let reads = 0
  let tooMany: StoreFailure | undefined
  return {
    batched,
    beforeRead({ name }) {
      reads += 1
      // All reads throw the same error, since it is one cause.
      if (reads > mostReads) throw (tooMany ??= tooManyReads(name, mostReads))
    },
    count({ name, kind }, rows, ms) {
      const cost = costs.get(name) ?? { name, kind, statements: 0, rows: 0, ms: 0 }
      cost.statements += 1
      cost.rows += rows
      cost.ms += ms
      costs.set(name, cost)
    },
    costs: () => [...costs.values()].map((cost) => ({ ...cost, ms: Math.round(cost.ms * 100) / 100 })),
  }
}
