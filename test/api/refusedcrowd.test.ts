import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { refuse } from '../../src/server/requests/refuse.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => void vi.useRealTimers())

const refusal = { status: 429, code: 'RATE_LIMITED', field: 'body', message: 'No room.' } as const

it('of a crowd of refused bodies 64 stay unread at most, the newest, each for two seconds', () => {
  const ended: number[] = []
  for (let number = 0; number < 70; number++) {
    const request = { headers: { 'content-length': '5' }, pause: () => {} }
    const response = {
      headersSent: false,
      destroyed: false,
      getHeader: () => undefined,
      writeHead: () => response,
      write: () => true,
      end: () => ended.push(number),
    }
    refuse(request as unknown as IncomingMessage, response as unknown as ServerResponse, refusal)
  }
  expect(ended).toEqual([0, 1, 2, 3, 4, 5])
  vi.advanceTimersByTime(2_000)
  expect(new Set(ended).size).toBe(70)
})
