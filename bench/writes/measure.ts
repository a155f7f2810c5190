import type { Operation } from './serve.ts'
import { type Way, type Writer, ways } from './processes.ts'

/** Executions per call, and concurrent callers. */
export interface Window {
  readonly batch: number
  readonly callers: number
}

export interface Measured extends Window {
  readonly operation: Operation
  readonly way: Way
  /** Executions per second, by round. */
  readonly rates: number[]
  /** Microseconds of CPU per execution, of the writing process. */
  readonly cpu: number[]
}

export interface Rounds {
  readonly rounds: number
  readonly ms: number
}

/** Numbers of executions that no other turn uses. */
let next = 1_000_000

/** Measures all ways in turn, several rounds, so that noise of the machine affects all of them. */
export async function measure(
  operation: Operation,
  window: Window,
  writers: Readonly<Record<Way, Writer>>,
  { rounds, ms }: Rounds,
): Promise<Measured[]> {
  const measured = ways.map((way): Measured => ({ operation, way, ...window, rates: [], cpu: [] }))
  for (let round = -1; round < rounds; round++) {
    const order = round % 2 === 0 ? measured : measured.toReversed()
    for (const { way, rates, cpu } of order) {
      const most = operation === 'record' ? Number.MAX_SAFE_INTEGER : enoughFor(rates, ms, window)
      const from = next
      if (operation === 'finish') await prepare(writers.floor, from, most)
      const done = await writers[way].run({ operation, from, most, ...window, ms: round < 0 ? ms / 2 : ms })
      next = from + (operation === 'record' ? done.executions : most)
      // The first round warms up.
      if (round < 0) rates[0] = rateOf(done)
      else {
        rates[round] = rateOf(done)
        cpu[round] = done.cpu / done.executions
      }
    }
  }
  return measured
}

const rateOf = ({ executions, ms }: { executions: number; ms: number }) => (executions * 1_000) / ms

/** How many executions must be running before a turn, so that it does not run out of them. */
function enoughFor(rates: readonly number[], ms: number, { batch, callers }: Window): number {
  const expected = rates.length === 0 ? 2_000 : (Math.max(...rates) * ms * 1.5) / 1_000
  return Math.ceil(expected) + batch * callers
}

const prepare = (writer: Writer, from: number, most: number) =>
  writer.run({ operation: 'record', from, most, batch: 500, callers: 1, ms: 60_000 })
