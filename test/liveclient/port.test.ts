import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connectPort } from '../../src/client/live/connectport.ts'
import { type Live, connectLive } from '../../src/client/live/live.ts'
import { goneMs, hereMs } from '../../src/client/live/portmessages.ts'
import { servePort } from '../../src/client/live/serveport.ts'
import { type Streaming, startStreaming } from '../setup/servers/streaming.ts'

let server: Streaming
let live: Live
const pages: (() => void)[] = []
beforeEach(async () => {
  server = await startStreaming()
  live = connectLive({ url: server.url })
})
afterEach(async () => {
  vi.useRealTimers()
  for (const close of pages.splice(0)) close()
  live.close()
  await server.close()
})

/** A page whose connection is elsewhere, and what it was told. */
function openPage() {
  const { port1, port2 } = new MessageChannel()
  servePort(live, port1)
  const page = connectPort(() => port2)
  pages.push(() => {
    page.close()
    port1.close()
  })
  const told: unknown[] = []
  const watch = (query: string) =>
    page.subscribe(
      { query },
      {
        next: (payload, tick) => told.push([query, payload.data, tick]),
        error: (errors) => told.push([query, errors]),
        complete: () => told.push([query, 'complete']),
        reset: () => told.push([query, 'reset']),
      },
    )
  return { page, told, watch }
}
const stream = async (index = 0) => {
  await expect.poll(() => server.streams.length).toBeGreaterThan(index)
  server.streams[index]!.say('open', { token: 't', epoch: 'e' })
  return server.streams[index]!
}

it('pages share one stream, and each is told its own', async () => {
  const [one, other] = [openPage(), openPage()]
  one.watch('subscription { a }')
  other.watch('subscription { b }')
  other.watch('subscription { c }')
  const { say, operations } = await stream()
  await expect.poll(() => operations.length + server.changes.flatMap(({ add }) => add).length).toBe(3)
  const sent = [...operations, ...server.changes.flatMap(({ add }) => add)]
  const idOf = (query: string) => sent.find((each) => each.query === query)!.id
  say('next', { id: idOf('subscription { a }'), payload: { data: 1 } }, 'e.1')
  say('next', { id: idOf('subscription { b }'), payload: { data: 2 } }, 'e.1')
  say('reset', { operations: [idOf('subscription { b }')] })
  say('complete', { id: idOf('subscription { b }') })
  say('error', { id: idOf('subscription { c }'), errors: [{ message: 'No.' }] })
  say('beat', { now: Date.now() + 3_600_000 })
  await expect
    .poll(() => other.told)
    .toEqual([
      ['subscription { b }', 2, 'e.1'],
      ['subscription { b }', 'reset'],
      ['subscription { b }', 'complete'],
      ['subscription { c }', [{ message: 'No.' }]],
    ])
  expect(one.told).toEqual([['subscription { a }', 1, 'e.1']])
  await expect.poll(() => one.page.state()).toEqual(live.state())
  expect(one.page.serverNow() - Date.now()).toBeGreaterThan(3_500_000)
  expect(server.streams).toHaveLength(1)
})

it('what a page no longer watches is dropped, also when it closes', async () => {
  const [one, other] = [openPage(), openPage()]
  const stop = one.watch('subscription { a }')
  other.watch('subscription { b }')
  const open = await stream()
  await expect.poll(() => open.operations.length + server.changes.flatMap(({ add }) => add).length).toBe(2)
  stop()
  await expect.poll(() => server.changes.flatMap(({ drop }) => drop).length).toBe(1)
  other.page.close()
  await expect.poll(() => open.isClosed).toBe(true)
})

it('a page that is gone is forgotten, and one that was only asleep watches again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const arrives = (check: () => boolean) => vi.waitUntil(check, { timeout: 60_000 })
  const { told, watch } = openPage()
  watch('subscription { a }')
  await arrives(() => server.streams.length === 1)
  const [open] = server.streams
  open!.say('next', { id: '1', payload: { data: 1 } })
  await arrives(() => told.length === 1)
  // All of it in one step: none of the page's messages arrives before the time is over.
  vi.advanceTimersByTime(goneMs + hereMs)
  await arrives(() => server.streams.length === 2)
  expect(open!.isClosed).toBe(true)
  server.streams[1]!.say('next', { id: '2', payload: { data: 2 } })
  await arrives(() => told.length === 3)
  expect(told).toEqual([
    ['subscription { a }', 1, undefined],
    ['subscription { a }', 'reset'],
    ['subscription { a }', 2, undefined],
  ])
})

it('a page whose worker is gone opens another one, and begins anew', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  const dead = new MessageChannel()
  const other = new MessageChannel()
  const ports = [dead.port2, other.port2]
  const page = connectPort(() => ports.shift()!)
  servePort(live, other.port1)
  pages.push(() => {
    page.close()
    for (const port of [dead.port1, other.port1]) port.close()
  })
  const told: unknown[] = []
  page.subscribe({ query: 'subscription { a }' }, { next: ({ data }) => told.push(data), reset: () => told.push('reset') }) // prettier-ignore
  // It says three times that it is there, and is not answered.
  vi.advanceTimersByTime(3 * hereMs)
  const { say, operations } = await stream()
  expect(operations.map(({ query }) => query)).toEqual(['subscription { a }'])
  say('next', { id: operations[0]!.id, payload: { data: 1 } }, 'e.1')
  await expect.poll(() => told).toEqual(['reset', 1])
  // That one answers, however often it is asked.
  for (let index = 0; index < 10; index += 1) {
    vi.advanceTimersByTime(hereMs)
    await expect.poll(() => page.state().phase).toBe('open')
    // The answer has come by then.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(ports).toEqual([])
})
