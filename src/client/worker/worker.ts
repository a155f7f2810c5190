import { keepClaiming } from './claiming.ts'
import { keepExtending } from './extending.ts'
import { createHands } from './hands.ts'
import { type WorkerOptions, settingsOf } from './options.ts'

export type { WorkerOptions } from './options.ts'
export type { Handler } from './outcome.ts'
export type { WorkerProblem } from './problem.ts'
export type { Action, WorkQueue } from './workqueue.ts'

export interface Worker {
  readonly name: string
  /** Begins to claim. */
  start(): void
  /**
   * Stops claiming, lets running actions go on for so many milliseconds, gives the rest back, and resolves when every
   * outcome is sent.
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>
}

const defaultGrace = 10_000

/** Works on the actions of a queue, with `handlers` by the kind of node. */
export function createWorker(options: WorkerOptions): Worker {
  const settings = settingsOf(options)
  const [stopping, drained] = [new AbortController(), new AbortController()]
  const hands = createHands(settings, stopping.signal)
  let loops: { readonly claiming: Promise<void>; readonly extending: Promise<void> } | undefined
  let stopped: Promise<void> | undefined

  const finish = async (graceMs: number) => {
    stopping.abort()
    hands.wake()
    await loops?.claiming
    await hands.finish(graceMs)
    drained.abort()
    await loops?.extending
  }
  return {
    name: settings.ask.worker,
    start() {
      if (stopped) throw new Error('The worker was stopped. Make a new one.')
      loops ??= {
        claiming: keepClaiming(settings, hands, stopping.signal),
        extending: keepExtending(settings, hands.inHand, drained.signal),
      }
    },
    stop: ({ graceMs = defaultGrace } = {}) => (stopped ??= finish(graceMs)),
  }
}
