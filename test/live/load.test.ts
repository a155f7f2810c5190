import { expect, it } from 'vitest'
import { createLoad } from '../../src/live/load.ts'

/** Batches of so many frames, so many milliseconds apart, and by what the time between two readings is multiplied. */
function growthAfter(batches: readonly (readonly [frames: number, ms: number])[]) {
  let now = 0
  const load = createLoad(() => now)
  for (const [frames, ms] of batches) {
    now += ms
    load.delivered(frames)
  }
  return load.growth()
}

it('reads less often when more frames are told in a second than is usual, however large a batch is', () => {
  expect(growthAfter([])).toBe(1)
  expect(growthAfter([[5_000, 50], [5_000, 50]])).toBe(1) // prettier-ignore
  expect(growthAfter([[5_000, 50], [15_000, 50]])).toBe(2) // prettier-ignore
  expect(growthAfter([[5_000, 50], [300_000, 1_000]])).toBe(2) // prettier-ignore
  expect(growthAfter([[5_000, 50], [9_000_000, 50]])).toBe(20) // prettier-ignore
  expect(growthAfter([[10, 50], [30_000, 50], [10, 50]])).toBe(2) // prettier-ignore
})

it('reads no more often than a batch takes, and as often as before when batches are short again', () => {
  const load = createLoad()
  load.took(30)
  expect(load.growth()).toBe(1)
  load.took(200)
  expect(load.growth()).toBe(4)
  load.took(60_000)
  expect(load.growth()).toBe(20)
  for (let batch = 0; batch < 12; batch += 1) load.took(10)
  expect(load.growth()).toBe(1)
})
