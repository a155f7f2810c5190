import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { isAway } from '../db/failure.ts'
import type { Queue } from '../db/queue/queue.ts'
import { loggable } from '../db/watching/loggable.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { fillDemo } from './fill.ts'
import { createMover } from './mover.ts'

export interface Demo {
  /** Writes the missing history. If the store is not up, `move` does so first. */
  fill(): Promise<void>
  /** Moves what is open on until `stop`. Its timers do not keep the process alive. */
  move(): void
  stop(): void
}

const each = 1_000
const afterFailure = 10_000

/** A demo in a store. Its workers share the queue of the server, whose figures count them. */
export function createDemo(backend: Backend, queue: Queue, log: Logger): Demo {
  let moveOn: ReturnType<typeof createMover> | undefined
  let filled: Promise<RunKey[]> | undefined
  const fill = () =>
    (filled ??= fillDemo(backend, Date.now(), log).catch((error: unknown) => {
      filled = undefined
      throw error
    }))
  const turns = repeating(async () => {
    moveOn ??= createMover(backend, queue, await fill())
    await moveOn(Date.now())
  }, log)
  return {
    async fill() {
      try {
        await fill()
      } catch (error) {
        if (!isAway(error)) throw error
      }
    },
    move: turns.next,
    stop: turns.stop,
  }
}

/** Repeats a turn every second, later after a failure, until stopped. */
function repeating(turn: () => Promise<void>, log: Logger) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    if (!stopped) void take()
  }
  async function take() {
    let wait = each
    try {
      await turn()
    } catch (error) {
      wait = afterFailure
      // A store that is away is logged elsewhere.
      if (!stopped && !isAway(error)) log.warn({ error: loggable(error) }, 'The demo could not write')
    }
    if (!stopped) timer = setTimeout(next, wait).unref()
  }
  const stop = () => {
    stopped = true
    clearTimeout(timer)
  }
  return { next, stop }
}
