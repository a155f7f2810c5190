import { array, assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Sample,
  growthOf,
  sampleOf,
  samplesIn,
  seenMs,
  usualOf,
  windowMs,
  withSample,
} from '../../src/dashboard/queue/history.ts'
import { kindsOf, silentOf } from '../../src/dashboard/queue/kinds.ts'
import { canCancel, canRetry, namesText, stillPending } from '../../src/dashboard/queue/moving.ts'
import { lineParts } from '../../src/dashboard/spark/scale.ts'

const sample = (at: number, ready = 0): Sample => ({
  at,
  ready,
  inFlight: 0,
  waiting: 0,
  delayed: 0,
  oldest: 0,
})
const all = (...ats: number[]) =>
  ats.reduce<readonly Sample[]>((kept, at) => withSample(kept, sample(at)), [])

it('keeps what it saw for ten minutes, a bounded number of samples, however often it looks', () => {
  assert(
    property(array(integer({ min: 1, max: 30_000 }), { maxLength: 2_000, size: 'max' }), (steps) => {
      let at = 0
      const ats = steps.map((step) => (at += step))
      const kept = all(...ats)
      expect(kept.length).toBeLessThanOrEqual(windowMs / 4_000 + 2)
      expect(kept.at(-1)?.at).toBe(ats.at(-1))
      for (const one of kept) expect(one.at).toBeGreaterThan((ats.at(-1) ?? 0) - windowMs)
      expect(kept.map((one) => one.at)).toEqual(kept.map((one) => one.at).toSorted((a, b) => a - b))
    }),
    { numRuns: 50 },
  )
  // A clock that was put back begins anew.
  expect(withSample(all(100_000, 110_000), sample(5_000))).toEqual([sample(5_000)])
})

it('says what is usual, and by how much it has grown', () => {
  const samples = [5, 1, 9, 7, 3].map((ready, index) => sample(index * 10_000, ready))
  expect(usualOf(samples, 'ready')).toBe(5)
  expect(usualOf(samples.slice(1), 'ready')).toBe(undefined)
  expect(growthOf(samples, 'ready')).toEqual({ by: -2, ms: 40_000 })
  expect(growthOf(samples.slice(3), 'ready')).toBe(undefined)
  expect([seenMs(samples), seenMs([sample(0), sample(90_000)]), seenMs([sample(0), sample(9e9)])]).toEqual([
    60_000,
    90_000,
    windowMs,
  ])
})

it('reads what was kept, and nothing else', () => {
  expect(samplesIn([sample(1), null, 3, { at: 'x' }, { ...sample(2), oldest: undefined }])).toEqual([
    sample(1),
  ])
  expect([samplesIn(undefined), samplesIn({}), samplesIn('x')]).toEqual([[], [], []])
  const queue = { ready: [{ value: 2 }, { value: 3 }], waiting: [], inFlight: 1, delayed: 4, oldestMs: null }
  expect(sampleOf(queue, 7)).toEqual({ at: 7, ready: 5, inFlight: 1, waiting: 0, delayed: 4, oldest: 0 })
})

it('names the kinds of which something is ready, then those that workers take', () => {
  const ready = (name: string, value: number) => ({
    name,
    value,
    isExact: true,
    oldest: '2026-01-01T00:00:00Z',
  })
  const workers = [{ kinds: ['mail', 'video'] }, { kinds: ['mail', 'audio'] }]
  expect(
    kindsOf({ ready: [ready('mail', 1), ready('llm', 9)], workers }).map(
      ({ name, ready: one, workers: by }) => [name, one.value, by],
    ),
  ).toEqual([
    ['llm', 9, 0],
    ['mail', 1, 2],
    ['audio', 0, 1],
    ['video', 0, 1],
  ])
  const seen = [{ seenAt: '2026-01-01T00:00:00Z' }, { seenAt: '2026-01-01T00:00:40Z' }]
  expect(silentOf(seen, Date.parse('2026-01-01T00:01:00Z'))).toEqual([seen[0]])
})

it('waits for a change until its version arrives', () => {
  const row = (key: string, version: string) => ({ key, version })
  const pending = new Map([
    ['a', { move: 'cancel', version: '1' }],
    ['b', { move: 'cancel', version: '1' }],
    ['gone', { move: 'retry', version: '1' }],
  ] as const)
  expect([...stillPending(pending, [row('a', '1'), row('b', '2')]).keys()]).toEqual(['a'])
  const statuses = ['PENDING', 'RUNNING', 'WAITING', 'FAILED', 'CANCELLED', 'COMPLETED', 'TIMED_OUT']
  const among = (may: typeof canCancel, isInQueue: boolean | null) =>
    statuses.filter((status) => may({ status, isInQueue }))
  expect(among(canCancel, true)).toEqual(['PENDING', 'RUNNING', 'WAITING'])
  expect(among(canRetry, true)).toEqual(['FAILED', 'CANCELLED'])
  for (const may of [canCancel, canRetry]) expect([...among(may, false), ...among(may, null)]).toEqual([])
  expect(['a', 'a b', 'a b c', 'a b c d', 'a b c d e'].map((ids) => namesText(ids.split(' ')))).toEqual([
    'a', 'a and b', 'a, b and c', 'a, b, c and 1 more', 'a, b, c and 2 more',
  ]) // prettier-ignore
})

it('draws a line within its frame', () => {
  assert(
    property(
      array(integer({ min: 0, max: 1_000_000 })),
      integer({ min: 1, max: 600_000 }),
      (values, spanMs) => {
        const points = values.map((value, index) => ({ at: index * 5_000, value }))
        const end = points.at(-1)?.at ?? 0
        for (const { x, y } of lineParts(points, { width: 208, height: 36, end, spanMs }).flat()) {
          expect(x >= 0 && x <= 208 && y >= 0 && y <= 36).toBe(true)
        }
      },
    ),
  )
})

it('leaves a gap where nobody looked', () => {
  const begun = (at: number): Sample => ({ ...sample(at, 4), begins: true })
  const samples = [begun(0), sample(10_000, 4), begun(60_000), sample(62_000, 8), sample(70_000, 8)].reduce(
    withSample,
    [] as readonly Sample[],
  )
  expect(samples.map(({ at, begins }) => [at, begins])).toEqual([
    [0, true], [10_000, undefined], [60_000, true], [70_000, undefined],
  ]) // prettier-ignore
  // Where one takes the place of another that began, it begins.
  const soon = [sample(0), begun(1_000), sample(2_000)].reduce(withSample, [] as readonly Sample[])
  expect(soon.map(({ at, begins }) => [at, begins])).toEqual([[0, undefined], [2_000, true]]) // prettier-ignore
  const points = samples.map(({ at, ready, begins }) => ({ at, value: ready, begins }))
  const frame = { width: 100, height: 10, end: 70_000, spanMs: 70_000 }
  const fresh = [{ x: 85.7, y: 5 }, { x: 100, y: 0 }] // prettier-ignore
  expect(lineParts(points, frame)).toEqual([[{ x: 0, y: 5 }, { x: 14.3, y: 5 }], fresh]) // prettier-ignore
  // Where the line begins later than a part of it, that is drawn from there on.
  expect(lineParts(points, { ...frame, spanMs: 65_000 })[0]).toEqual([{ x: 7.7, y: 5 }])
})
