import { expect, it } from 'vitest'
import { rangeOf } from '../../src/dashboard/address/range.ts'
import { flowsText, freshOf, joined, partsOf, showOf, totalsOf } from '../../src/dashboard/failures/parts.ts'
import { briefSummary } from '../../src/dashboard/status/brief.ts'

const now = Date.parse('2026-11-29T12:00:30Z')
const group = (id: string, more: { isNew?: boolean; isRising?: boolean; count?: number } = {}) => ({
  id,
  count: 1,
  isNew: false,
  isRising: false,
  firstSeen: '2026-11-29T11:00:00Z',
  ...more,
})

it('puts what is new or rising first, and keeps the order within both parts', () => {
  const groups = [group('a'), group('b', { isNew: true }), group('c', { isRising: true }), group('d')]
  const ids = (show: string) =>
    partsOf(groups, showOf(show)).map((part) => [part.title, ...part.groups.map(({ id }) => id)])
  expect(ids('all')).toEqual([
    ['New or rising', 'b', 'c'],
    ['Known', 'a', 'd'],
  ])
  expect(ids('new')).toEqual([['New or rising', 'b']])
  expect(ids('rising')).toEqual([['New or rising', 'c']])
  expect(ids('something')).toEqual(ids('all'))
  expect(totalsOf(groups)).toEqual({ failures: 4, fresh: 1, rising: 1 })
})

it('calls new what first failed within a day, even in a longer time', () => {
  const old = { ...group('a', { isNew: true }), firstSeen: '2026-11-20T11:00:00Z' }
  expect(freshOf([old, group('b', { isNew: true })], now).map(({ isNew }) => isNew)).toEqual([false, true])
})

it('joins pages, each group once', () => {
  expect(joined([[group('a', { count: 3 })], [group('b'), group('a')]])).toEqual([
    group('a', { count: 3 }),
    group('b'),
  ])
})

it('names the flows with the most failures', () => {
  const flows = ['a', 'b', 'c', 'd'].map((flow, index) => ({ flow, count: 9 - index }))
  expect(flowsText(flows)).toBe('a 9, b 8, c 7, and more')
  expect(flowsText(flows.slice(0, 2))).toBe('a 9, b 8')
})

it('reads the time of an address to the minute', () => {
  const minute = Date.parse('2026-11-29T12:00:00Z')
  expect(rangeOf({}, now)).toEqual({
    from: minute - 86_400_000,
    to: undefined,
    name: 'Last 24 h',
    parts: 24,
    partName: 'hour',
  })
  expect(rangeOf({ from: '-2h' }, now)).toMatchObject({
    from: minute - 7_200_000,
    name: 'Last 2h',
    parts: 24,
  })
  expect(rangeOf({ from: 'nonsense', to: '2026-11-01T00:00:00Z' }, now)).toMatchObject({
    from: Date.parse('2026-11-01T00:00:00Z'),
    to: Date.parse('2026-11-01T00:00:00Z'),
    name: undefined,
  })
})

it('says a failure shortly where its flow stands beside it', () => {
  expect(briefSummary('Node render of flow EmailQueue failed: SMTP 550')).toBe('render: SMTP 550')
  expect(briefSummary('Step train failed after 3 attempts: CUDA')).toBe('train: CUDA')
  expect(briefSummary('Node book-FR of step close failed: no rows')).toBe('book-FR: no rows')
  expect(briefSummary('Last heartbeat 26 min ago')).toBe('Last heartbeat 26 min ago')
})
