import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Live, connectLive } from '../../src/client/live/live.ts'
import { type Streaming, eventText, startStreaming } from '../setup/servers/streaming.ts'

let server: Streaming
let live: Live
beforeEach(async () => {
  server = await startStreaming()
  live = connectLive({ url: server.url, headers: { authorization: 'Bearer secret' } })
})
afterEach(async () => {
  live.close()
  await server.close()
})

/** Watches, and notes all that is told. */
function watch(query: string, variables?: Record<string, unknown>) {
  const told: unknown[] = []
  const stop = live.subscribe(
    { query, ...(variables && { variables }) },
    {
      next: (payload, tick) => told.push([payload.data, tick]),
      error: (errors) => told.push(errors.map(({ message }) => message)),
      complete: () => told.push('complete'),
      reset: () => told.push('reset'),
    },
  )
  return { told, stop }
}
const stream = async (index = 0) => {
  await expect.poll(() => server.streams.length).toBeGreaterThan(index)
  return server.streams[index]!
}
const opened = async (index = 0, token = 't') => {
  const one = await stream(index)
  one.say('open', { token, epoch: 'e' })
  return one
}
const payload = (id: string, value: unknown) => ({ id, payload: { data: { value } } })

it('what is subscribed in one turn goes by one request, and each is told its own', async () => {
  const [one, other] = [watch('subscription { a }', { ids: ['x'] }), watch('subscription { b }')]
  const { headers, operations, say } = await opened()
  expect(headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer secret' })
  expect(headers).not.toHaveProperty('last-event-id')
  expect(operations).toEqual([
    { id: '1', query: 'subscription { a }', variables: { ids: ['x'] } },
    { id: '2', query: 'subscription { b }' },
  ])
  say('next', payload('2', 'for b'), 'e.1')
  say('next', payload('1', 'for a'), 'e.1')
  say('next', payload('9', 'for nobody'), 'e.1')
  say('surprise', 'of a later version')
  say('complete', { id: '2' })
  await expect.poll(() => other.told).toEqual([[{ value: 'for b' }, 'e.1'], 'complete'])
  expect(one.told).toEqual([[{ value: 'for a' }, 'e.1']])
  expect(server.streams).toHaveLength(1)
})

it('events are understood however their bytes are cut', async () => {
  const { told } = watch('subscription { a }')
  const { write } = await opened()
  for (const byte of Buffer.from(eventText('next', payload('1', 'ö 🦊 ö'), 'e.7').replaceAll('\n', '\r\n')))
    write(Uint8Array.of(byte))
  await expect.poll(() => told).toEqual([[{ value: 'ö 🦊 ö' }, 'e.7']])
})

it('operations come and go while it is open, those of one turn by one request', async () => {
  const one = watch('subscription { a }')
  await opened(0, 'a token/')
  await expect.poll(() => live.state().phase).toBe('open')
  watch('subscription { b }')
  watch('subscription { c }')
  one.stop()
  await expect
    .poll(() => server.changes)
    .toEqual([
      {
        path: '/a%20token%2F',
        add: [
          { id: '2', query: 'subscription { b }' },
          { id: '3', query: 'subscription { c }' },
        ],
        drop: ['1'],
      },
    ])
  const brief = watch('subscription { d }')
  brief.stop()
  const last = watch('subscription { e }')
  await expect.poll(() => server.changes.length).toBe(2)
  expect(server.changes[1]).toMatchObject({ add: [{ id: '5' }], drop: [] })
  server.streams[0]!.say('next', payload('5', 'e'), 'e.3')
  await expect.poll(() => last.told).toEqual([[{ value: 'e' }, 'e.3']])
  expect(server.streams).toHaveLength(1)
})

it('without anything to watch there is no connection', async () => {
  const one = watch('subscription { a }')
  const first = await opened()
  one.stop()
  await expect.poll(() => first.isClosed).toBe(true)
  expect(live.state().phase).toBe('idle')
  watch('subscription { b }')
  expect((await opened(1)).operations).toEqual([{ id: '2', query: 'subscription { b }' }])
})

it('a refused operation is told why, and the others live', async () => {
  const [one, other] = [watch('subscription { a }'), watch('subscription { b }')]
  const { say } = await opened()
  say('error', { id: '1', errors: [{ message: 'Too many ids.' }] })
  say('next', payload('2', 'b'), 'e.1')
  await expect.poll(() => other.told).toEqual([[{ value: 'b' }, 'e.1']])
  expect(one.told).toEqual([['Too many ids.']])
  // It is no longer the server's, and need not be dropped.
  one.stop()
  watch('subscription { c }')
  await expect.poll(() => server.changes).toMatchObject([{ add: [{ id: '3' }], drop: [] }])
})

it('a request that is refused for good is not sent again', async () => {
  server.refusals.push({ status: 400, body: { errors: [{ message: 'No.' }] } })
  const one = watch('subscription { a }')
  await expect.poll(() => one.told).toEqual([['No.']])
  expect(live.state().phase).toBe('idle')
  watch('subscription { b }')
  await opened()
  await expect.poll(() => live.state().phase).toBe('open')
  server.refusals.push({ status: 400, body: 'no errors in it' })
  const added = watch('subscription { c }')
  await expect.poll(() => added.told).toEqual([['The server answered 400.']])
  expect(server.streams).toHaveLength(1)
})

it('a cut connection is opened again, and goes on where a beat had shown that all had come', async () => {
  const one = watch('subscription { a }')
  const first = await opened()
  first.say('next', payload('1', 1), 'e.1')
  first.say('next', payload('1', 2), 'e.2')
  first.say('beat', { now: Date.now() + 3_600_000 })
  first.say('next', payload('1', 3), 'e.3')
  await expect.poll(() => one.told.length).toBe(3)
  expect(live.serverNow() - Date.now()).toBeGreaterThan(3_500_000)
  const other = watch('subscription { b }')
  await expect.poll(() => server.changes.length).toBe(1)
  first.say('next', payload('2', 1), 'e.4')
  await expect.poll(() => other.told.length).toBe(1)
  first.cut()

  // The other may not have had its whole snapshot yet, so it takes another.
  const second = await opened(1, 'u')
  expect(second.headers['last-event-id']).toBe('e.2')
  expect(second.operations).toEqual([{ id: '1', query: 'subscription { a }' }])
  await expect.poll(() => server.changes).toMatchObject([{}, { path: '/u', add: [{ id: '2' }], drop: [] }])
  second.say('next', payload('1', 3), 'e.3')
  await expect
    .poll(() => one.told.slice(2))
    .toEqual([
      [{ value: 3 }, 'e.3'],
      [{ value: 3 }, 'e.3'],
    ])
  expect(other.told).toEqual([[{ value: 1 }, 'e.4'], 'reset'])
})

it('without a beat everything begins with a snapshot, and so it does when the server says so', async () => {
  const one = watch('subscription { a }')
  const first = await opened()
  first.say('next', payload('1', 1), 'e.1')
  await expect.poll(() => one.told.length).toBe(1)
  first.cut()
  const second = await opened(1)
  expect(second.headers).not.toHaveProperty('last-event-id')
  expect(one.told[1]).toBe('reset')
  second.say('next', payload('1', 2), 'e.2')
  second.say('beat', { now: 0 })
  second.say('reset', { operations: null })
  second.say('next', payload('1', 3), 'f.1')
  await expect.poll(() => one.told.slice(2)).toEqual([[{ value: 2 }, 'e.2'], 'reset', [{ value: 3 }, 'f.1']])
  second.end()
  expect((await opened(2)).headers).not.toHaveProperty('last-event-id')
})

it('a token of another server, or data that cannot be read, is answered by a new stream', async () => {
  watch('subscription { a }')
  await opened()
  await expect.poll(() => live.state().phase).toBe('open')
  server.refusals.push({ status: 404, body: { errors: [{ message: 'Not found.' }] } })
  const other = watch('subscription { b }')
  const second = await opened(1)
  expect(second.operations.map(({ id }) => id)).toEqual(['1', '2'])
  second.write('event: next\ndata: {"id":\n\n')
  expect((await stream(2)).operations).toHaveLength(2)
  expect(other.told).toEqual([])
})

it('a handler that throws ends nothing', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  live.subscribe(
    { query: 'subscription { a }' },
    {
      next: () => {
        throw new Error('a mistake of the page')
      },
    },
  )
  const other = watch('subscription { b }')
  const { say } = await opened()
  say('next', payload('1', 1), 'e.1')
  say('next', payload('2', 1), 'e.1')
  await expect.poll(() => other.told.length).toBe(1)
  expect(server.streams).toHaveLength(1)
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.any(String), new Error('a mistake of the page'))
  log.mockRestore()
})

it('a closed connection takes no more', () => {
  live.close()
  expect(() => watch('subscription { a }')).toThrow('The connection was closed. Make a new one.')
})
