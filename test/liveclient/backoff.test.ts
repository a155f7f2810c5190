import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Live, connectLive } from '../../src/client/live/live.ts'
import { eventText } from '../setup/servers/streaming.ts'

/** What the next requests are answered. After the last one, no server answers any. */
let answers: ((signal: AbortSignal) => Promise<Response>)[]
/** When requests were sent. */
let sent: number[]
let live: Live
beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  answers = []
  sent = []
  live = connectLive({ url: 'http://server/graphql/stream', fetch: send })
})
afterEach(() => {
  live.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const send: typeof fetch = (_, init) => {
  sent.push(Date.now())
  return answers.shift()?.(init!.signal!) ?? Promise.reject(new TypeError('fetch failed'))
}
const refused = (status: number, headers: Record<string, string> = {}) =>
  Promise.resolve(Response.json({ errors: [{ message: 'Later.' }] }, { status, headers }))

/** A stream in which the test says what comes. */
function stream() {
  let say = (_text: string) => {}
  let end = () => {}
  let fail = (_reason: unknown) => {}
  const body = new ReadableStream({
    start(controller) {
      say = (text) => controller.enqueue(new TextEncoder().encode(text))
      end = () => controller.close()
      fail = (reason) => controller.error(reason)
    },
  })
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  answers.push((signal) => {
    signal.addEventListener('abort', () => fail(signal.reason))
    return Promise.resolve(response)
  })
  return { open: () => say(eventText('open', { token: 't', epoch: 'e' })), say, end }
}
const watch = () => live.subscribe({ query: 'subscription { a }' }, { next: () => {} })
const gaps = () => sent.slice(1).map((time, index) => time - sent[index]!)

it('tries again after 0.5, 1, 2, 4 … 15 s, and says when', async () => {
  watch()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state()).toEqual({ phase: 'waiting', since: 0, retryAt: 500, clockAhead: 0 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(gaps()).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
})

it('clients do not all come back at once', async () => {
  vi.mocked(Math.random).mockReturnValueOnce(0).mockReturnValueOnce(0.999)
  watch()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(gaps()).toEqual([250, 1_499])
})

it('waits for as long as a server that is full wants it to', async () => {
  answers.push(() => refused(429, { 'retry-after': '20' }))
  watch()
  await vi.advanceTimersByTimeAsync(21_000)
  expect(gaps()).toEqual([20_000, 1_000])
})

it('a stream that was good begins the delays anew, one that ended at once does not', async () => {
  const [brief, good] = [stream(), stream()]
  answers.unshift(() => refused(503))
  watch()
  await vi.advanceTimersByTimeAsync(500)
  brief.open()
  brief.end()
  await vi.advanceTimersByTimeAsync(1_000)
  good.open()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(live.state()).toMatchObject({ phase: 'open', since: 1_500 })
  good.end()
  await vi.advanceTimersByTimeAsync(500)
  expect(gaps()).toEqual([500, 1_000, 10_500])
})

it('a server that is silent for 40 s is left, one that beats is not', async () => {
  const { open, say } = stream()
  watch()
  await vi.advanceTimersByTimeAsync(0)
  open()
  for (let time = 0; time < 4; time++) {
    await vi.advanceTimersByTimeAsync(39_000)
    say(eventText('beat', { now: Date.now() + 5_000 }))
  }
  await vi.advanceTimersByTimeAsync(39_000)
  expect(live.state()).toEqual({ phase: 'open', since: 0, retryAt: undefined, clockAhead: 5_000 })
  expect(live.serverNow()).toBe(Date.now() + 5_000)
  await vi.advanceTimersByTimeAsync(1_500)
  expect(sent).toHaveLength(2)
})

it('a request that is never answered is given up', async () => {
  answers.push(
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  )
  watch()
  await vi.advanceTimersByTimeAsync(39_000)
  expect(live.state().phase).toBe('connecting')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(sent.length).toBeGreaterThan(1)
})

it('tries at once when the network is back, or the page is shown', async () => {
  live.close()
  const [page, window] = [Object.assign(new EventTarget(), { visibilityState: 'hidden' }), new EventTarget()]
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  live = connectLive({ url: 'http://server/graphql/stream', fetch: send })
  watch()
  await vi.advanceTimersByTimeAsync(100)
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(100)
  page.dispatchEvent(new Event('visibilitychange'))
  page.visibilityState = 'visible'
  await vi.advanceTimersByTimeAsync(100)
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(100)
  expect(gaps()).toEqual([100, 200])
  live.close()
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toHaveLength(3)
})

it('tells each state, until it is told not to', async () => {
  const phases: string[] = []
  const { open, end } = stream()
  const off = live.onState(({ phase }) => phases.push(phase))
  const stop = watch()
  await vi.advanceTimersByTimeAsync(0)
  open()
  await vi.advanceTimersByTimeAsync(6_000)
  end()
  await vi.advanceTimersByTimeAsync(100)
  stop()
  await vi.advanceTimersByTimeAsync(0)
  off()
  watch()
  await vi.advanceTimersByTimeAsync(0)
  expect(phases).toEqual(['connecting', 'open', 'waiting', 'idle'])
})
