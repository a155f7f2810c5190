import { median, ratio } from './numbers.ts'
import { spreadOf } from './report.ts'

/** What is asked of a server or a store. */
export interface Case<On> {
  readonly name: string
  /** Maximum multiple of the floor's time. */
  readonly most: number | null
  ask(on: On): Promise<unknown>
}

export interface MeasuredCase<On> {
  readonly asked: Case<On>
  readonly ms: number
  /** Multiple of the floor's time, measured in turn with it. */
  readonly ratio: number
  /** The least and the greatest of the rounds. */
  readonly spread: readonly [number, number]
}

const rounds = 9
const msPerTurn = 60

/** Measures each case in turn with the floor, several rounds, so that a disturbance affects both. */
export async function measure<On>(on: On, floor: Case<On>, cases: readonly Case<On>[]) {
  const measured: MeasuredCase<On>[] = []
  const floors: number[] = []
  for (const asked of cases) {
    await warm(on, asked)
    await warm(on, floor)
    const [own, other]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      other.push(await turn(on, floor))
      own.push(await turn(on, asked))
    }
    floors.push(...other)
    measured.push({ asked, ms: median(own), ratio: ratio(own, other), spread: spreadOf(own) })
  }
  return { floorMs: median(floors), floorSpread: spreadOf(floors), cases: measured }
}

/** Enough calls for Postgres to settle on a plan. */
async function warm<On>(on: On, { ask }: Case<On>) {
  for (let times = 0; times < 8; times++) await ask(on)
}

/** The median of as many calls as fit into a turn, at least one. */
async function turn<On>(on: On, { ask }: Case<On>): Promise<number> {
  const times: number[] = []
  const until = performance.now() + msPerTurn
  do {
    const began = performance.now()
    await ask(on)
    times.push(performance.now() - began)
  } while (performance.now() < until)
  return median(times)
}
