import { type RecordableHistogram, createHistogram } from 'node:perf_hooks'
import type { Transaction } from '../backend.ts'
import type { Statement } from '../sql/statement.ts'

/** What a flush of the queue does, as its statements are counted. */
const phases = ['claim', 'complete', 'fanIn', 'enqueue', 'history'] as const
const measured = ['turnaround', ...phases] as const
export type Phase = (typeof phases)[number]

export type Timings = Readonly<Record<(typeof measured)[number], RecordableHistogram>>

/** Microseconds that statements took, by what they are for, and those from a claim to its completion. */
export const createTimings = (): Timings =>
  Object.fromEntries(measured.map((phase) => [phase, createHistogram()])) as unknown as Timings

/** The same transaction, each of whose statements is timed. What is not named belongs to `otherwise`. */
export function timed(
  transaction: Transaction,
  timings: Timings,
  named: ReadonlyMap<Statement<unknown>, Phase>,
  otherwise: Phase,
): Transaction {
  return {
    async run(statement, values) {
      const began = performance.now()
      try {
        return await transaction.run(statement, values)
      } finally {
        const microseconds = Math.round((performance.now() - began) * 1_000)
        timings[named.get(statement) ?? otherwise].record(Math.max(1, microseconds))
      }
    },
  }
}
