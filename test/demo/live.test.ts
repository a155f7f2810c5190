import type { Logger } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { defaultLimits } from '../../src/db/recording/payload.ts'
import {
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from '../../src/db/queue/queue.ts'
import { openBackend } from '../../src/db/open.ts'
import { runsByKeys } from '../../src/db/runs/rows.ts'
import { parseBackend } from '../../src/db/url.ts'
import { openClose } from '../../src/demo/close.ts'
import { createDemo } from '../../src/demo/demo.ts'
import { reading } from '../setup/seeds/everything.ts'
import { said, serve } from '../setup/servers/process.ts'
import { newPlace } from '../setup/servers/stores.ts'

describe('a demo whose store fails', () => {
  afterEach(() => vi.useRealTimers())

  it('warns, goes on, and says nothing once it is stopped', async () => {
    // `setImmediate` stays: stores and answers wait for it beyond this test.
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const place = await newPlace('sqlite')
    const backend = await openBackend(parseBackend(`main=${place.url}`))
    let down = true
    const write: Backend['write'] = (...args) =>
      down ? Promise.reject(new TypeError('what a record held')) : backend.write(...args)
    const log = { info: vi.fn(), warn: vi.fn<(fields: object, text: string) => void>() }
    const queue = createQueue({
      limits: defaultLimits,
      outputBytes: defaultOutputBytes,
      inputBytes: defaultInputBytes,
      cap: defaultOpenExecutions,
    })
    const demo = createDemo({ ...backend, write }, queue, log as unknown as Logger)
    demo.move()
    await vi.waitFor(() => expect(log.warn).toHaveBeenCalled(), { timeout: 20_000 })
    const error = expect.objectContaining({
      name: 'TypeError',
      where: expect.any(Array) as string[],
    }) as object
    expect(log.warn.mock.calls).toEqual([[{ error }, 'The demo could not write']])
    expect(JSON.stringify(log.warn.mock.calls)).not.toContain('what a record held')
    down = false
    // It fills the store first, which takes as long as it takes: the timers go on meanwhile.
    await vi.waitFor(
      async () => {
        const rows = await runsByKeys(backend, [openClose], reading())
        expect(rows.length).toBe(1)
      },
      { timeout: 240_000, interval: 500 },
    )
    demo.stop()
    down = true
    await vi.advanceTimersByTimeAsync(60_000)
    expect(log.warn).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
    await backend.close()
    await place.remove()
  })
})

it('serve --demo in memory keeps to a smaller bound, running ones first', async () => {
  const server = await serve(['--demo', '--backend', 'main=memory:'])
  const { body } = await server.ask('{ backends { kind max evicted } executionHistory { nodes { id } } }')
  const { data }: { data: Record<string, unknown> } = body
  const [, executions] = await said(server, /The demo has (\d+) runs and (\d+) executions/)
  expect(data['backends']).toEqual([{ kind: 'memory', max: 1000, evicted: expect.any(Number) }])
  const [{ evicted }] = data['backends'] as [{ evicted: number }]
  expect(evicted).toBeGreaterThanOrEqual(Number(executions) - 1000)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})
