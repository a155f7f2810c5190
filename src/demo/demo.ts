import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { heartbeatRuns } from '../db/recordmetadata.ts'
import type { RunKey } from '../db/runs.ts'
import { loggable } from '../loggable.ts'
import { fillDemo } from './fill.ts'
import { liveRun } from './liverun.ts'

export interface Demo {
  /** Writes the history that is not there yet. */
  fill(): Promise<void>
  /** From now on a run moves, until `stop`. No timer of it holds the process. */
  move(): void
  stop(): void
}

/** How often the other runs under way give a sign of life. */
const beatEvery = 60_000
const afterFailure = 10_000

export function createDemo(backend: Backend, log: Logger): Demo {
  const moveOn = liveRun(backend)
  let underWay: RunKey[] = []
  let beatenAt = 0
  const turns = repeating(async () => {
    const now = Date.now()
    await moveOn(now)
    if (now - beatenAt < beatEvery) return
    await beat(backend, underWay, now)
    beatenAt = now
  }, log)
  return {
    async fill() {
      underWay = await fillDemo(backend, Date.now(), log)
    },
    move: turns.next,
    stop: turns.stop,
  }
}

/** Does something every one to three seconds, and later when it failed, until it is stopped. */
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
      if (!stopped) log.warn({ error: loggable(error) }, 'The demo could not write')
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
