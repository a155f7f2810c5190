import type { Client } from './client.ts'
import { type Stream, openStream } from './stream.ts'
import { createPause, delayAfter } from './waiting.ts'

/** A stream that lived for so long was a good one. */
const goodMs = 5_000

/** Keeps a stream open while something is watched. */
export function createConnection(client: Client) {
  const { operations, state } = client
  const pause = createPause()
  let stream: Stream | undefined
  let isRunning = false
  let isEnding = false

  const run = async () => {
    let failures = 0
    while (operations.all.size > 0) {
      state.set({ phase: 'connecting' })
      const began = Date.now()
      isEnding = false
      stream = openStream(client)
      const leaveAloneMs = await stream.ended
      stream = undefined
      // What ended for want of anything to watch has not failed.
      if (isEnding || operations.all.size === 0) continue
      failures = Date.now() - began < goodMs ? failures + 1 : 1
      const delay = Math.max(delayAfter(failures), leaveAloneMs)
      state.set({ phase: 'waiting', retryAt: Date.now() + delay })
      await pause.wait(delay)
    }
    isRunning = false
    client.position = undefined
    state.set({ phase: 'idle' })
  }
  return {
    /** Must be called after what is watched has changed. */
    update() {
      if (operations.all.size === 0) {
        isEnding = true
        stream?.end()
        pause.wake()
      } else if (isRunning) stream?.update()
      else {
        isRunning = true
        void run()
      }
    },
    /** Tries at once, if it waits. */
    hurry: () => pause.wake(),
  }
}
