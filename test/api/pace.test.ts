import { expect, it } from 'vitest'
import { createPace } from '../../src/server/requests/pace.ts'

const chunk = 64 * 1024

type Body = Parameters<ReturnType<typeof createPace>['took']>[0]

/** A body whose chunks come one after another while it is not paused. */
function bodyOf(chunks: number, take: (body: Body) => void) {
  return new Promise<void>((resolve) => {
    let left = chunks
    const state = { isPaused: false }
    const body = {
      pause: () => void (state.isPaused = true),
      resume() {
        state.isPaused = false
        process.nextTick(flow)
      },
    }
    const flow = () => {
      while (!state.isPaused && left > 0) {
        left -= 1
        take(body)
      }
      if (left === 0) resolve()
    }
    flow()
  })
}

it('takes a bounded part of all long bodies in a round of the event loop, and each of them comes to its end', async () => {
  const pace = createPace()
  let [inRound, most, rounds, isOver] = [0, 0, 0, false]
  const nextRound = () => {
    most = Math.max(most, inRound)
    inRound = 0
    rounds += 1
    if (!isOver) setImmediate(nextRound)
  }
  setImmediate(nextRound)
  const bodies = Array.from({ length: 100 }, () =>
    bodyOf(32, (body) => {
      inRound += chunk
      pace.took(body, chunk)
    }),
  )
  await Promise.all(bodies)
  isOver = true
  // The first chunks of all bodies come before the first round ends, as if all sockets were readable at once.
  expect(most).toBeLessThanOrEqual(116 * chunk)
  expect(rounds).toBeGreaterThan((100 * 32) / (16 + 16))
})
