import { setTimeout as pause } from 'node:timers/promises'
import { vi } from 'vitest'

/** From now on, until `vi.useRealTimers()`, what waits in this process waits for `pass`. Dates are as they are. */
export const holdTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })

/** Dates wait, too: for what ends at a date. */
export const holdClocks = () =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })

const stepMs = 500

/** Lets so much time go by for what waits in this process. Answers of stores come between. */
export async function pass(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += stepMs) {
    await vi.advanceTimersByTimeAsync(stepMs)
    await pause(5)
  }
}
