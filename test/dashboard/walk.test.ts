import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { comeFrom, continued, listAddress, noteSeen, stepsAround } from '../../src/dashboard/walk/walk.ts'

const orders = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 50 })

it('walks from the first run of a list to its last, and back', () => {
  fc.assert(
    fc.property(orders, (ids) => {
      const walked: string[] = []
      for (let at: string | undefined = ids[0]; at !== undefined; at = stepsAround(ids, at)?.next)
        walked.push(at)
      expect(walked).toEqual(ids)
      const back: string[] = []
      for (let at = ids.at(-1); at !== undefined; at = stepsAround(ids, at)?.previous) back.unshift(at)
      expect(back).toEqual(ids)
      expect(ids.map((id) => stepsAround(ids, id)?.place)).toEqual(ids.map((_, index) => index + 1))
    }),
  )
  expect(stepsAround(['a', 'b'], 'c')).toBe(undefined)
})

it('keeps the order that it had when more of the list is read, whatever the list became meanwhile', () => {
  fc.assert(
    fc.property(orders, orders, fc.boolean(), (ids, order, hasMore) => {
      const walked = { list: '/', ids, hasMore: true }
      const next = continued(walked, { ids: order, hasMore })
      expect(next.ids.slice(0, ids.length)).toEqual(ids)
      expect(new Set(next.ids)).toEqual(new Set([...ids, ...order]))
      expect(next.ids).toHaveLength(new Set(next.ids).size)
      expect(next).toMatchObject({ list: '/', hasMore })
    }),
  )
})

it('takes another place in a list for the same list, and another filter for another one', () => {
  const list = listAddress('/', { status: 'failed', sel: 'main:Train/1', at: 'main:Train/2' })
  expect(list).toBe('/?status=failed')
  expect(listAddress('/', { status: 'failed' })).toBe(list)
  expect(listAddress('/', { status: 'running' })).not.toBe(list)
  expect(listAddress('/flows/main/Train', { status: 'failed' })).not.toBe(list)
})

it('comes back to the run that was walked to, once, and only by going back', () => {
  const seen = { list: '/?status=failed', id: 'main:Train/3', place: 5 }
  noteSeen({ ...seen, id: 'main:Train/4' })
  noteSeen(seen)
  expect(comeFrom('/?status=failed', 4)).toBe('main:Train/3')
  expect(comeFrom('/?status=failed', 4)).toBe(undefined)
  noteSeen(seen)
  expect(comeFrom('/', 4)).toBe(undefined)
  noteSeen(seen)
  expect(comeFrom('/?status=failed', 6)).toBe(undefined)
})
