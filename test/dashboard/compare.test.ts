import { assert, double, jsonValue, property } from 'fast-check'
import { expect, it } from 'vitest'
import { byKind } from '../../src/dashboard/attention/kinds.ts'
import { downAfter, statementsPerSecond } from '../../src/dashboard/backends/seen.ts'
import { durationDelta, ratioText, valueDelta } from '../../src/dashboard/compare/delta.ts'
import { isPart, rowsOf, summaryOf } from '../../src/dashboard/compare/differences.ts'
import { equalParts } from '../../src/dashboard/compare/equal.ts'
import { factRows } from '../../src/dashboard/compare/facts.ts'
import { cutMiddle } from '../../src/dashboard/compare/names.ts'
import { inOrder, shareOf, tookMs } from '../../src/dashboard/compare/scale.ts'
import { mayBeRun, runOf } from '../../src/dashboard/compare/sides.ts'

it('says by how much B took longer, and how many times only where it stands out', () => {
  expect(durationDelta(60_000, 180_000)).toEqual({ ratio: '3x', by: '+2:00', isLoud: true })
  expect(durationDelta(60_000, 66_000)).toEqual({ ratio: undefined, by: '+6.0 s', isLoud: false })
  expect(durationDelta(60_000, 60_000)).toEqual({ ratio: undefined, by: 'equal', isLoud: false })
  expect(durationDelta(0, 60_000)).toEqual({ ratio: undefined, by: '+1:00', isLoud: false })
  expect(durationDelta(null, 1)).toBe(undefined)
  expect([1.254, 0.333, 8, 12.4, 2.34].map(ratioText)).toEqual(['1.25x', '0.33x', '8x', '12x', '2.3x'])
})

it('compares values that are numbers of the same unit', () => {
  expect(valueDelta('17.9 GiB', '39.4 GiB')).toEqual({ ratio: '2.2x', by: '+21.5 GiB', isLoud: true })
  expect(valueDelta('41806', '42110')).toEqual({ ratio: undefined, by: '+304', isLoud: false })
  expect(valueDelta('-1', '1')).toEqual({ ratio: undefined, by: '+2', isLoud: true })
  expect(valueDelta('10 ms', '10 s')).toBe(undefined)
  expect(valueDelta('"256"', '2048')).toBe(undefined)
  expect(valueDelta('41d0b7a', '9f3c1e2')).toBe(undefined)
  assert(
    property(double(), double(), (a, b) => {
      expect(valueDelta(String(a), String(b))?.by ?? '+1').toMatch(/^[+−][\d.,]+$/)
    }),
  )
})

it('lists differences by where they are', () => {
  const value = { preview: '1', bytes: 1, truncated: false }
  const compared = {
    differences: [
      { kind: 'CHANGED', path: '$.a[3].b', left: value, right: value },
      { kind: 'ADDED', path: '$', left: null, right: value },
    ],
    hasMore: false,
    isExact: true,
  }
  const rows = rowsOf('train.inputs', compared)
  expect(rows.map(({ name }) => name)).toEqual(['train.inputs.a[3].b', 'train.inputs'])
  expect([summaryOf(rows), summaryOf([]), rowsOf('x', null)]).toEqual(['1 changed, 1 added', 'equal', []])
  expect([isPart([null, compared]), isPart([{ ...compared, isExact: false }])]).toEqual([false, true])
})

it('compares the last value of each fact, without those that the status shows', () => {
  const fact = (field: string, value: string, step?: string) => ({ field, value, ...(step && { step }) })
  const left = [fact('loss', '1'), fact('loss', '2'), fact('host', 'a', 'load'), fact('attempt_ok', 'true')]
  expect(factRows(left, [fact('loss', '2'), fact('host', 'b', 'load'), fact('new', 'x')])).toEqual([
    { name: 'load.host', left: 'a', right: 'b', isEqual: false },
    { name: 'new', left: undefined, right: 'x', isEqual: false },
    { name: 'loss', left: '2', right: '2', isEqual: true },
  ])
})

it('draws steps on one scale, those of A alone last', () => {
  const side = (startedAt: string | null, durationMs: number | null = 1, status = 'COMPLETED') => ({
    status,
    startedAt,
    durationMs,
  })
  const steps = [
    { name: 'b', left: null, right: side('2026-01-02') },
    { name: 'z', left: side('2026-01-04'), right: null },
    { name: 'y', left: side('2026-01-03'), right: null },
    { name: 'a', left: side('2026-01-01'), right: side('2026-01-03') },
    { name: 'never', left: side(null), right: null },
  ]
  expect(inOrder(steps).map(({ name }) => name)).toEqual(['b', 'a', 'y', 'z', 'never'])
  const now = Date.parse('2026-01-01T00:00:10Z')
  expect(tookMs(side('2026-01-01T00:00:00Z', null, 'RUNNING'), now)).toBe(10_000)
  expect([tookMs(null, now), tookMs(side(null, null, 'PENDING'), now), tookMs(side(null, 5), now)]).toEqual([
    undefined,
    undefined,
    5,
  ])
  expect([shareOf(undefined, 10), shareOf(5, 0), shareOf(5, 10), shareOf(0, 10), shareOf(-5, 10)]).toEqual([
    0, 0, 0.5, 0.005, 0.005,
  ])
})

it('tells ids of runs from others, and cuts long names in the middle', () => {
  expect(runOf('main:Train/Big/12')).toEqual({ backend: 'main', flow: 'Train/Big', number: 12 })
  expect([mayBeRun('main:Train/12'), mayBeRun('main:exec-1'), mayBeRun('Train/12')]).toEqual([
    true,
    false,
    false,
  ])
  expect(cutMiddle('short')).toBe('short')
  expect(cutMiddle('🚀'.repeat(100))).toBe(`${'🚀'.repeat(20)}…${'🚀'.repeat(30)}`)
})

it('puts what wants attention by kind, also kinds of a later version', () => {
  const items = ['RUNNING_LONG', 'NEW_KIND', 'HEARTBEAT_DUE', 'RUNNING_LONG'].map((kind, id) => ({
    kind,
    id,
  }))
  expect(byKind(items).map(({ title, items: those }) => [title, those.map(({ id }) => id)])).toEqual([
    ['Silent, and soon failed', [2]],
    ['Much slower than usual', [0, 3]],
    ['new kind', [1]],
  ])
})

it('remembers since when a backend is down', () => {
  const seen = (reachable: boolean) => [
    { name: 'a', reachable: true },
    { name: 'b', reachable },
  ]
  const first = downAfter(new Map(), seen(false), { at: 1, isFirst: true })
  expect(first).toEqual(new Map([['b', { at: 1, isAtLeast: true }]]))
  const later = downAfter(first, seen(false), { at: 2, isFirst: false })
  expect(later).toEqual(first)
  const back = downAfter(later, seen(true), { at: 3, isFirst: false })
  expect(back).toEqual(new Map())
  expect(downAfter(back, seen(false), { at: 4, isFirst: false })).toEqual(
    new Map([['b', { at: 4, isAtLeast: false }]]),
  )
})

it('counts the statements that a page costs a backend', () => {
  const asked = [0, 4_000].map((at) => ({
    at,
    backends: [
      { name: 'a', statements: 3 },
      { name: 'b', statements: 1 },
    ],
  }))
  expect(statementsPerSecond(asked, 'a', 6_000)).toBe(1)
  expect(statementsPerSecond(asked, 'nobody', 6_000)).toBe(0)
  expect(statementsPerSecond(asked, 'a', 1_000)).toBe(undefined)
  expect(statementsPerSecond([], 'a', 1_000)).toBe(undefined)
})

it('names the parts that are equal', () => {
  const whole = (left: unknown, right: unknown) => ({ left: { json: left }, right: { json: right } })
  const left = { 'same': 1, 'odd key': [1, { x: null }], 'other': 1, 'empty': {}, 'kind': [] }
  const right = { 'same': 1, 'odd key': [1, { x: null }, 2], 'other': 2, 'empty': {}, 'kind': {}, 'more': 1 }
  expect(equalParts('inputs', whole(left, right))).toEqual([
    { name: 'inputs.same', text: '1' },
    { name: 'inputs["odd key"][0]', text: '1' },
    { name: 'inputs["odd key"][1].x', text: 'null' },
    { name: 'inputs.empty', text: '{}' },
  ])
  expect([equalParts('x', null), equalParts('x', { left: null, right: { json: 1 } })]).toEqual([[], []])
  const leaves = (value: unknown): number =>
    typeof value === 'object' && value !== null && Object.keys(value).length > 0
      ? Object.values(value).reduce((sum: number, one) => sum + leaves(one), 0)
      : 1
  assert(
    property(jsonValue(), (value) => {
      const parts = equalParts('x', whole(value, JSON.parse(JSON.stringify(value))))
      expect(parts.length).toBe(leaves(JSON.parse(JSON.stringify(value))))
      expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length)
    }),
  )
})
