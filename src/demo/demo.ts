import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import { heartbeatRuns } from '../db/recording/metadata.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { loggable } from '../db/watching/loggable.ts'
import { fillDemo } from './fill.ts'
import { liveRun } from './liverun.ts'

export interface Demo {
  /** Writes the missing history. If the store is not up, `move` does so first. */
  fill(): Promise<void>
  /** Moves a run on until `stop`. Its timers do not keep the process alive. */
  move(): void
  stop(): void
}

/** How often the other open runs send a heartbeat. */
const beatEvery = 60_000
const afterFailure = 10_000

export function createDemo(backend: Backend, log: Logger): Demo {
  const moveOn = liveRun(backend)
  let underWay: RunKey[] | undefined
  let beatenAt = 0
  const fill = async () => (underWay ??= await fillDemo(backend, Date.now(), log))
  const turns = repeating(async () => {
    const now = Date.now()
    const runs = await fill()
    await moveOn(now)
    if (now - beatenAt < beatEvery) return
    await beat(backend, runs, now)
    beatenAt = now
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

/** Repeats a turn every one to three seconds, later after a failure, until stopped. */
function repeating(turn: () => Promise<void>, log: Logger) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    if (!stopped) void take()
  }
  async function take() {
    let wait = 1_000 + Math.random() * 2_000
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

const beat = (backend: Backend, runs: readonly RunKey[], at: number) =>
  heartbeatRuns(
    backend,
    runs.map((key) => ({ ...key, at })),
    createMeter(),
  )
