import { expect, test } from 'vitest'
import { isFailed } from '../../src/client/standing.ts'
import { failedStatuses, neverRan, tabStatus, worstOf } from '../../src/dashboard/status/standing.ts'
import { statuses } from '../../src/dashboard/status/statuses.ts'

test('what timed out has failed, and what was cancelled has not', () => {
  expect(failedStatuses).toEqual(['FAILED', 'TIMED_OUT'])
  expect(statuses.filter(isFailed)).toEqual(['FAILED', 'TIMED_OUT'])
})

test('what is skipped, pending or cancelled never ran, and what is ready waits for nothing', () => {
  expect(statuses.filter(neverRan)).toEqual(['PENDING', 'CANCELLED', 'SKIPPED'])
})

test('the worst of many statuses is the first that failed; one that is not known counts as unknown', () => {
  expect(worstOf(['COMPLETED', 'TIMED_OUT', 'RUNNING'])).toBe('TIMED_OUT')
  expect(worstOf(['COMPLETED', 'OF_TOMORROW'])).toBe('UNKNOWN')
  expect(worstOf([])).toBeUndefined()
})

test('the icon of the tab of a list tells what failed or timed out, else what runs', () => {
  const counts = (values: Record<string, number>) =>
    Object.entries(values).map(([status, value]) => ({ status, value }))
  expect(tabStatus(counts({ FAILED: 0, TIMED_OUT: 2, RUNNING: 5 }))).toBe('TIMED_OUT')
  expect(tabStatus(counts({ FAILED: 1, TIMED_OUT: 2 }))).toBe('FAILED')
  expect(tabStatus(counts({ FAILED: 0, RUNNING: 5, CANCELLED: 3 }))).toBe('RUNNING')
  expect(tabStatus(counts({ COMPLETED: 9, CANCELLED: 3 }))).toBeUndefined()
})
