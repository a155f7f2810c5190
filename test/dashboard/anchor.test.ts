import { expect, it } from 'vitest'
import { isPast, stepMs } from '../../src/dashboard/address/anchor.ts'

it('moves a time that follows the clock on in steps of a hundredth, and no other one', () => {
  expect(stepMs({ from: '-24h', to: undefined })).toBe(864_000)
  expect(stepMs({ from: '-1h', to: undefined })).toBe(60_000)
  expect(stepMs({ from: '2026-11-26T14:00:00Z', to: '-1h' })).toBe(60_000)
  expect(stepMs({ from: '2026-11-26T14:00:00Z', to: undefined })).toBe(undefined)
  expect(stepMs({ from: 'all', to: undefined })).toBe(undefined)
  expect(isPast({ from: '-24h', to: undefined }, 0, 863_999)).toBe(false)
  expect(isPast({ from: '-24h', to: undefined }, 0, 864_000)).toBe(true)
  expect(isPast({ from: 'all', to: undefined }, 0, 1e12)).toBe(false)
})

it('moves on at once when the clock turns out to have been ahead', () => {
  expect(isPast({ from: '-1h', to: undefined }, 3_600_000, 0)).toBe(true)
  expect(isPast({ from: '-1h', to: undefined }, 59_999, 0)).toBe(false)
})
