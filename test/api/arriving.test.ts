import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createArrivals } from '../../src/server/requests/arriving.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

const [pause, resume] = [vi.fn(), vi.fn()]
const requestOf = (remoteAddress: string, destroyed = false) =>
  ({ socket: { remoteAddress, destroyed, pause, resume } }) as unknown as IncomingMessage

const rounds = async (count: number) => {
  for (let round = 0; round < count; round++) await new Promise(setImmediate)
}

it('begins a bounded part of the requests that come at once in a round of the event loop', async () => {
  const begin = createArrivals()
  let [inRound, most, done] = [0, 0, 0]
  const nextRound = () => {
    most = Math.max(most, inRound)
    inRound = 0
    if (done < 300) setImmediate(nextRound)
  }
  setImmediate(nextRound)
  for (let number = 0; number < 300; number++)
    begin(requestOf('a'), () => {
      vi.advanceTimersByTime(1)
      inRound += 1
      done += 1
    })
  expect(done).toBe(6)
  await vi.waitFor(() => expect(done).toBe(300))
  expect(most).toBeLessThanOrEqual(12)
})

it('a client that sends hundreds of requests keeps no other one waiting for them', async () => {
  const begin = createArrivals()
  const order: string[] = []
  const send = (client: string, count: number) => {
    for (let number = 0; number < count; number++)
      begin(requestOf(client), () => {
        // What a request does after a callback of its own counts, too.
        process.nextTick(() => vi.advanceTimersByTime(1))
        order.push(client)
      })
  }
  begin(requestOf('a'), () => void vi.advanceTimersByTime(6))
  send('a', 300)
  send('b', 2)
  await vi.waitFor(() => expect(order).toHaveLength(302))
  expect(order.lastIndexOf('b')).toBeLessThan(5)
})

it('requests that come one after another begin at once', async () => {
  const begin = createArrivals()
  let done = 0
  for (let number = 0; number < 10; number++) {
    begin(requestOf('a'), () => {
      vi.advanceTimersByTime(20)
      done += 1
    })
    expect(done).toBe(number + 1)
    await rounds(2)
  }
})

it('what waits is not begun when its client has gone', async () => {
  const begin = createArrivals()
  const begun: string[] = []
  begin(requestOf('a'), () => void vi.advanceTimersByTime(6))
  begin(requestOf('a', true), () => begun.push('gone'))
  begin(requestOf('a'), () => begun.push('there'))
  await vi.waitFor(() => expect(begun).toEqual(['there']))
})

it('a socket is read on when none of its requests waits any more', async () => {
  const begin = createArrivals()
  pause.mockClear()
  resume.mockClear()
  const [busy, late] = [requestOf('a'), requestOf('a')]
  begin(busy, () => void vi.advanceTimersByTime(6))
  let done = 0
  for (let number = 0; number < 3; number++)
    begin(late, () => {
      done += 1
      expect(resume).toHaveBeenCalledTimes(done === 3 ? 1 : 0)
    })
  expect([pause.mock.calls.length, resume.mock.calls.length]).toEqual([1, 0])
  await vi.waitFor(() => expect(done).toBe(3))
})

it('of a crowd, those that find thousands waiting begin at once', () => {
  const begin = createArrivals()
  let done = 0
  begin(requestOf('a'), () => void vi.advanceTimersByTime(6))
  for (let number = 0; number < 5_000; number++) begin(requestOf('a'), () => void done++)
  expect(done).toBe(5_000 - 4_096)
})
