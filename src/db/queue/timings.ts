import { type RecordableHistogram, createHistogram } from 'node:perf_hooks'
import type { Transaction } from '../backend.ts'
import type { Statement } from '../sql/statement.ts'

/** The phases of a flush by which its statements are timed. */
const phases = ['claim', 'complete', 'fanIn', 'enqueue', 'history'] as const
const measured = ['turnaround', ...phases] as const
export type Phase = (typeof phases)[number]

export type Timings = Readonly<Record<(typeof measured)[number], RecordableHistogram>>

/** Histograms in microseconds: of statements by phase, and from a claim to its completion. */
export const createTimings = (): Timings =>
  Object.fromEntries(measured.map((phase) => [phase, createHistogram()])) as Record<
    (typeof measured)[number],
    RecordableHistogram
  >

/** Times each statement of a transaction. A statement that is not named counts as `otherwise`. */
export function timed(
  transaction: Transaction,
  timings: Timings,
  named: ReadonlyMap<Statement<unknown>, Phase>,
  otherwise: Phase,
): Transaction {
  return {
    ...transaction,
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
