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
  costs(): Cost[]
}

/** Counts statements that begin or end a transaction. */
export const counting =
  (backend: { name: string; kind: string }, meter: Meter, report: Reporter) =>
  (text: string, ms: number): void => {
    meter.count(backend, 0, ms)
    if (isSlow(ms)) report(slow(text, ms))
  }

/** `mostReads`: how often the stores may be read in total. Writes do not count. */
export function createMeter(mostReads = Number.POSITIVE_INFINITY): Meter {
  const costs = new Map<string, Cost>()
  let reads = 0
  let tooMany: StoreFailure | undefined
  return {
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
