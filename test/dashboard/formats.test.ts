import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { directionsRead, directionsShown } from '../../src/dashboard/format/directions.ts'
import { clock, duration, running } from '../../src/dashboard/format/durations.ts'
import { bytes, count, countOf, counted, times } from '../../src/dashboard/format/numbers.ts'
import { timeText, zoneName } from '../../src/dashboard/format/times.ts'
import { type Judged, leftMs, reasonText } from '../../src/dashboard/status/reasons.ts'

it('writes durations as people read them', () => {
  expect([820, 4_200, 43_000, 187_000, 7_500_000, 273_600_000, -200].map(duration)).toEqual([
    '820 ms', '4.2 s', '43 s', '3:07', '2 h 05', '3 d 4 h', '−200 ms',
  ]) // prettier-ignore
  expect([999, 9_949, 9_951, 59_400, 59_600, 3_599_400, 3_599_600, 86_399_000].map(duration)).toEqual([
    '999 ms', '9.9 s', '10 s', '59 s', '1:00', '59:59', '1 h 00', '23 h 59',
  ]) // prettier-ignore
  expect([42_000, 400, 65_000].map(clock)).toEqual(['0:42', '0:00', '1:05'])
  expect([999, 59_999, 60_000].map(running)).toEqual(['0 s', '59 s', '1:00'])
})

it('never writes a duration that is longer than a later one reads', () => {
  fc.assert(
    fc.property(fc.nat(400 * 86_400_000), (ms) => {
      expect(duration(ms)).toMatch(
        /^(\d{1,3} ms|\d\.\d s|\d\d s|\d{1,2}:\d\d|\d{1,2} h \d\d|\d{1,3} d \d{1,2} h)$/,
      )
    }),
  )
})

it('writes numbers, floors and bytes', () => {
  expect([0, 1_865, 99_999, 123_456].map(count)).toEqual(['0', '1,865', '99,999', '123k'])
  expect(countOf({ value: 10_000, isExact: false })).toBe('10,000+')
  expect([counted(1, 'run'), counted(2, 'run'), counted(0, 'query', 'queries')]).toEqual([
    '1 run',
    '2 runs',
    '0 queries',
  ])
  expect([0, 999, 1_000, 1_400_000, 999_600, 32_000_000_000].map(bytes)).toEqual([
    '0 B', '999 B', '1.0 kB', '1.4 MB', '1.0 MB', '32.0 GB',
  ]) // prettier-ignore
  expect([1.52, 3, 12.4].map(times)).toEqual(['1.5x', '3.0x', '12x'])
})

it('writes a time as short as it can be read', () => {
  const now = Date.parse('2026-11-26T23:30:00Z')
  const at = (text: string) => timeText(Date.parse(text), now, 'utc')
  expect(at('2026-11-26T14:03:22Z')).toBe('14:03:22')
  expect(at('2026-11-25T14:03:22Z')).toBe('Nov 25 14:03')
  expect(at('2025-12-31T23:59:59Z')).toBe('2025-12-31')
  expect(zoneName('utc')).toBe('UTC')
  const shifted = (minutes: number) => zoneName('local', { getTimezoneOffset: () => -minutes } as Date)
  expect([shifted(60), shifted(-210), shifted(0)]).toEqual(['UTC+1', 'UTC−3:30', 'UTC'])
})

it('says why a status is what it is', () => {
  const now = Date.parse('2026-11-26T14:00:00Z')
  const ago = (ms: number) => new Date(now - ms).toISOString()
  const told = (one: Partial<Judged>) =>
    reasonText({ status: 'RUNNING', statusReason: 'HEARTBEAT_FRESH', ...one }, now)
  expect(told({ heartbeatAt: ago(8_400) })).toBe('heartbeat 8 s ago')
  expect(told({ heartbeatAt: ago(318_000) })).toBe('silent for 5:18, reads as failed in 0:42')
  expect(told({ heartbeatAt: ago(8_000), heartbeatTimeoutMs: 10_000 })).toBe(
    'silent for 0:08, reads as failed in 0:02',
  )
  expect(told({ statusReason: 'HEARTBEAT_STALE', heartbeatAt: ago(432_000) })).toBe(
    'silent for 7:12 (limit 6:00)',
  )
  expect(told({ statusReason: 'ATTEMPT_FAILED', attempt: 2, error: ' KeyError: x\nat y' })).toBe(
    'KeyError: x',
  )
  const trace = 'Traceback (most recent call last):\n  File "a.py", line 1\n    x()\nKeyError: x\n'
  expect(told({ statusReason: 'ATTEMPT_FAILED', error: trace })).toBe('KeyError: x')
  expect(told({ statusReason: 'ATTEMPT_FAILED', error: 'Traceback (most recent call last):' })).toBe(
    'Traceback (most recent call last):',
  )
  expect(told({ statusReason: 'ATTEMPT_FAILED', failure: { summary: 'Step a failed' } })).toBe(
    'Step a failed',
  )
  expect(told({ statusReason: 'SOMETHING_NEW' })).toBe('something new')
  expect(leftMs({ status: 'RUNNING', statusReason: 'HEARTBEAT_FRESH', heartbeatAt: ago(318_000) }, now)).toBe(
    42_000,
  )
  expect(leftMs({ status: 'RUNNING', statusReason: 'HEARTBEAT_FRESH', heartbeatAt: ago(8_000) }, now)).toBe(
    undefined,
  )
})

it('shows characters that change the direction of a text, and leaves all others', () => {
  expect(directionsShown('\u202Egnp.exe')).toBe('‹U+202E›gnp.exe')
  const text = 'a\u2066b\u2069\u200E\u061C\u202E'
  expect(directionsShown(text)).toBe('a‹U+2066›b‹U+2069›\u200E\u061C‹U+202E›')
  expect(directionsRead(directionsShown(text))).toBe(text)
  expect(directionsRead('‹U+200E›‹U+0041›')).toBe('‹U+200E›‹U+0041›')
  expect(directionsShown('مراجعة 👩‍👩‍👧 été')).toBe('مراجعة 👩‍👩‍👧 été')
})
