import { randomBytes } from 'node:crypto'

/** Numbers of the changes that this process has noticed, over all stores. */
export interface Ticks {
  /** Stands for this process: numbers of others cannot be compared. */
  readonly epoch: string
  /** The newest number. */
  now(): number
  /** The newest number of so many milliseconds ago. */
  before(ms: number): number
  /** A new number. Its changes are under way until `end`. */
  begin(): number
  end(tick: number): void
  /** A new number that nothing has. */
  skip(): number
  /** The newest number up to which nothing is under way. */
  settled(): number
  textOf(tick: number): string
  /** The number of a text of this epoch. */
  numberOf(text: string): number | undefined
}

/** When the last numbers were given. Numbers that are older than all of them are not known by time. */
const mostTimes = 2_000

export function createTicks(epoch = randomBytes(6).toString('hex'), clock = () => performance.now()): Ticks {
  const underWay = new Set<number>()
  const times: { readonly tick: number; readonly at: number }[] = []
  let newest = 0
  const next = () => {
    times.push({ tick: ++newest, at: clock() })
    if (times.length > mostTimes) times.shift()
    return newest
  }
  return {
    epoch,
    now: () => newest,
    before(ms) {
      const until = clock() - ms
      return times.findLast(({ at }) => at <= until)?.tick ?? Math.max(0, newest - times.length)
    },
    begin() {
      underWay.add(next())
      return newest
    },
    skip: next,
    end: (tick) => void underWay.delete(tick),
    settled() {
      // Sets keep the order of additions.
      const [oldest] = underWay
      return oldest === undefined ? newest : oldest - 1
    },
    textOf: (tick) => `${epoch}.${tick}`,
    numberOf(text) {
      const [own, digits = ''] = text.split('.')
      const isNumber = own === epoch && /^\d{1,15}$/.test(digits) && text === `${own}.${digits}`
      return isNumber && Number(digits) <= newest ? Number(digits) : undefined
    },
  }
}
