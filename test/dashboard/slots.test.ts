import { expect, it, vi } from 'vitest'
import { whenFollowed } from '../../src/dashboard/data/whenfollowed.ts'
import { slotsOf } from '../../src/dashboard/ui/useslots.ts'

it('gives rows that come the elements of those that have left, and no other row another one', () => {
  let slots = slotsOf(['a', 'b', 'c', 'd'], new Map())
  expect(Object.fromEntries(slots)).toEqual({ a: 0, b: 1, c: 2, d: 3 })
  slots = slotsOf(['c', 'd', 'e', 'f', 'g'], slots)
  expect(Object.fromEntries(slots)).toEqual({ c: 2, d: 3, e: 0, f: 1, g: 4 })
  slots = slotsOf(['new', 'c', 'e'], slots)
  expect(Object.fromEntries(slots)).toEqual({ new: 1, c: 2, e: 0 })
})

it('asks at once, and again when changes are told, unless the first of them is known', () => {
  const ask = vi.fn<() => void>()
  const known = whenFollowed(ask)
  expect(ask).toHaveBeenCalledTimes(1)
  known.told(true)
  known.told()
  expect(ask).toHaveBeenCalledTimes(1)
  // What was lost meanwhile may be more than what is told.
  known.lost()
  known.told(true)
  expect(ask).toHaveBeenCalledTimes(2)

  const other = whenFollowed(ask)
  other.told(false)
  other.told(false)
  expect(ask).toHaveBeenCalledTimes(4)
})
