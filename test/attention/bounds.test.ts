import { expect, it } from 'vitest'
import { failingFlows } from '../../src/graphql/attention/failing.ts'
import { longWaits } from '../../src/graphql/attention/queue.ts'
import { spanText } from '../../src/graphql/attention/spans.ts'
import type { LastRun } from '../../src/db/runs/running.ts'

it.each([
  [-1, '0 ms'],
  [0.5, '0 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [61_500, '1 min 1 s'],
  [3_600_000, '1 h'],
  [3_659_999, '1 h'],
  [3_660_000, '1 h 1 min'],
  [90_000_000, '1 d 1 h'],
  [8_640_000_000_000, '100000 d'],
])('a span of %i ms reads %s', (ms, text) => {
  expect(spanText(ms)).toBe(text)
})

/** The last runs of a flow, newest first: failed, good, or in progress. */
const runs = (endings: string): LastRun[] =>
  endings.split('').map((ending, index) => ({
    flow: 'F',
    number: 100 - index,
    startedAt: 1_000 - index,
    status: ending === 'f' ? 'FAILED' : ending === 'g' ? 'COMPLETED' : 'RUNNING',
  }))

it.each([
  ['', null],
  ['ff', null],
  ['ffg', null],
  ['gfff', null],
  ['fff', ['The last 3 runs failed.', 998, 100]],
  ['rfffg', ['The last 3 runs failed.', 997, 99]],
  ['frffg', ['The last 3 runs failed.', 997, 100]],
  ['fffffffffg', ['The last 9 runs failed.', 992, 100]],
  ['ffffffffff', ['The last 10 runs failed, and maybe more.', 991, 100]],
])('of a flow whose last runs are %s', (endings, expected) => {
  const [item] = failingFlows(runs(endings), 'main')
  expect(item ? [item.why, item.since, item.runNumber] : null).toEqual(expected)
})

const now = 10_000_000
const queue = (waits: readonly number[], oldest: number | null) =>
  longWaits(
    [{ what: 'kind', name: 'K', looked: waits.length, waiting: 1, oldest, waits: waits.join() }],
    'main',
    now,
  )

it('work waits too long beyond a minute and ten times the median of at least five', () => {
  const oldest = now - 100_001
  expect(queue([1, 1, 10_000, 10_000, 100_001], oldest)).toMatchObject([{ factor: 1.00001, since: oldest }])
  expect(queue([1, 1, 10_001, 10_001, 100_001], oldest)).toEqual([])
  expect(queue([1, 1, 1, 100_001], oldest)).toEqual([])
  expect(queue([0, 0, 0, 0, 60_000], now - 60_000)).toEqual([])
  expect(queue([0, 0, 0, 0, 60_001], now - 60_001)).toHaveLength(1)
  // A clock that is behind makes waits negative, and all may be with workers.
  expect(queue([-5, -5, -5, -5, 60_001], now - 60_001)).toHaveLength(1)
  expect(queue([1, 2, 3, 4, 5], null)).toEqual([])
})
