import { configureGlobal } from 'fast-check'
import { afterAll, vi } from 'vitest'

// The same cases in each run of the suite: a rare failure is one of the change that brought it.
configureGlobal({ seed: 7 })

// The next file runs in the same process.
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
