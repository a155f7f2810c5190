import { randomBytes } from 'node:crypto'

/** Numbers of the changes that this process has noticed, over all stores. */
export interface Ticks {
  /** Stands for this process: numbers of others cannot be compared. */
  readonly epoch: string
  /** The newest number. */
  now(): number
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

export function createTicks(epoch = randomBytes(6).toString('hex')): Ticks {
  const underWay = new Set<number>()
  let newest = 0
  return {
    epoch,
    now: () => newest,
    begin() {
      underWay.add(++newest)
      return newest
    },
    skip: () => ++newest,
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
