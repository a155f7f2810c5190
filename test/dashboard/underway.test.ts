import { expect, it } from 'vitest'
import { isFinal } from '../../src/dashboard/data/codeof.ts'
import { beginRequest, isStopped, stopReads } from '../../src/dashboard/data/underway.ts'

it('stops what is waited for, and neither changes nor what has ended or has just begun', () => {
  const [read, ended, change] = [
    beginRequest(true, 60_000),
    beginRequest(true, 60_000),
    beginRequest(false, 60_000),
  ]
  ended.end()
  stopReads(60_000)
  expect(read.signal.aborted).toBe(false)
  stopReads(0)
  expect([read, ended, change].map(({ signal }) => signal.aborted)).toEqual([true, false, false])
  const { reason } = read.signal as { reason: Error }
  expect([isStopped(reason), isFinal(reason)]).toEqual([true, true])
  expect(isStopped(new Error('Something else'))).toBe(false)
  read.end()
  change.end()
})

it('ends a request that nobody answers', async () => {
  const request = beginRequest(true, 1)
  await expect.poll(() => request.signal.aborted).toBe(true)
  expect(isStopped(request.signal.reason as Error)).toBe(false)
  request.end()
})
