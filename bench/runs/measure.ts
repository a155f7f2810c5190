import type { Backend } from '../../src/db/backend.ts'
import { median, ratio } from '../common/numbers.ts'
import type { Case } from './cases.ts'

export interface MeasuredCase {
  readonly asked: Case
  readonly ms: number
  /** Multiple of the unfiltered newest page's time, measured in turn with it. */
  readonly ratio: number
}

export interface Measured {
  readonly store: string
  readonly runs: number
  readonly floorMs: number
  readonly cases: readonly MeasuredCase[]
  /** Pages of Postgres's buffers that the unfiltered page and then each case touched. */
  readonly buffers?: readonly number[]
}

const rounds = 9
const msPerTurn = 60

/** Measures each case in turn with the floor, several rounds, so that a disturbance affects both. */
export async function measure(backend: Backend, floor: Case, cases: readonly Case[]) {
  const measured: MeasuredCase[] = []
  const floors: number[] = []
  for (const asked of cases) {
    await warm(backend, asked)
    await warm(backend, floor)
    const [own, other]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      other.push(await turn(backend, floor))
      own.push(await turn(backend, asked))
    }
    floors.push(...other)
    measured.push({ asked, ms: median(own), ratio: ratio(own, other) })
  }
  return { floorMs: median(floors), cases: measured }
}

/** Enough calls for Postgres to settle on a plan. */
async function warm(backend: Backend, { ask }: Case) {
  for (let times = 0; times < 8; times++) await ask(backend)
}

/** The median of as many calls as fit into a turn, at least one. */
async function turn(backend: Backend, { ask }: Case): Promise<number> {
  const times: number[] = []
  const until = performance.now() + msPerTurn
  do {
    const began = performance.now()
    await ask(backend)
    times.push(performance.now() - began)
  } while (performance.now() < until)
  return median(times)
}
