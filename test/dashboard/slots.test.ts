import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { slotsOf } from '../../src/dashboard/ui/slots.ts'

const shown = (...lists: string[]) =>
  lists.reduce(
    (before, keys) => slotsOf(before, keys.split('')),
    new Map<string, number>() as ReturnType<typeof slotsOf>,
  )

it('gives the elements of rows that have gone to new ones, in their order, and leaves the others', () => {
  expect([...shown('abc', 'def')]).toEqual([['d', 0], ['e', 1], ['f', 2]]) // prettier-ignore
  expect([...shown('abc', 'bcd')]).toEqual([['b', 1], ['c', 2], ['d', 0]]) // prettier-ignore
  expect([...shown('abc', 'cde', 'efgh')]).toEqual([['e', 1], ['f', 2], ['g', 0], ['h', 3]]) // prettier-ignore
})

it('never gives one element to two rows, nor another one to a row that stays', () => {
  const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghij'.split('')), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(keys), (lists) => {
      let before: ReturnType<typeof slotsOf> = new Map()
      for (const list of lists) {
        const after = slotsOf(before, list)
        expect([...after.keys()]).toEqual(list)
        expect(new Set(after.values()).size).toBe(list.length)
        for (const key of list) if (before.has(key)) expect(after.get(key)).toBe(before.get(key))
        before = after
      }
    }),
  )
})
