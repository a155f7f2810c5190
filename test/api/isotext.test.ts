import { array, assert, constantFrom, double, integer, oneof, property } from 'fast-check'
import { expect, it } from 'vitest'
import { isoText } from '../../src/graphql/isotext.ts'

const farthest = 8_640_000_000_000_000
const textOf = (write: () => string) => {
  try {
    return write()
  } catch (error) {
    return String(error)
  }
}

it('an instant is written as a Date writes it', () => {
  const anywhere = integer({ min: -farthest - 10, max: farthest + 10 })
  const inADay = integer({ min: -100_000_000, max: 100_000_000 })
  const ms = oneof(anywhere, inADay, double(), constantFrom(farthest, -farthest, 0, -1, Number.NaN))
  assert(
    property(array(ms, { minLength: 1, maxLength: 20 }), (all) => {
      const told = all.map((one) => textOf(() => isoText(one)))
      expect(told).toEqual(all.map((one) => textOf(() => new Date(one).toISOString())))
    }),
    { numRuns: 2_000 },
  )
})
