import type { Sent } from './records.ts'

/** An instant so many seconds before now, as the pages look at what is recent. */
export const ago = (seconds: number): string => new Date(Date.now() - 1_000 * seconds).toISOString()

/** An execution of the flow `Train` that began so many seconds ago. */
export const running = (id: string, seconds: number, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  attempts: [{ number: 1, startedAt: ago(seconds) }],
  ...more,
})

export const ended = (id: string, seconds: number, error?: string): Sent =>
  running(id, seconds, {
    attempts: [
      {
        number: 1,
        startedAt: ago(seconds),
        finishedAt: ago(seconds - 4),
        verdict: error === undefined ? 'OK' : 'FAILED',
        error,
      },
    ],
  })
