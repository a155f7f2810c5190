import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { orThrow } from '../db/recording/grouping.ts'
import { heartbeatRuns } from '../db/recording/metadata.ts'
import { removeBetween } from '../db/recording/removebetween.ts'
import type { Queue } from '../db/queue/queue.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { flows } from './fill.ts'
import { createLive, livePrefix } from './live.ts'
import { createSilences } from './silent.ts'
import { jobPrefix } from './starts.ts'
import { minute } from './times.ts'
import { createWork } from './work.ts'

/** Each open run is heard of once in so many turns. */
const beatTurns = 5
const dropEvery = minute

/** How long what was written while the demo moved is kept. */
const kept = [
  { prefix: livePrefix, ms: 25 * 60 * minute },
  { prefix: jobPrefix, ms: 60 * minute },
]

/**
 * Lets everything that is open go on by the time that has passed, and drops what is old. A failed turn may be repeated.
 * `open` are runs that only give signs of life.
 */
export function createMover(
  backend: Backend,
  queue: Queue,
  open: readonly RunKey[],
): (now: number) => Promise<void> {
  const live = createLive(backend)
  const parts = [live.turn, createSilences(backend), createWork(backend, queue)]
  let turns = 0
  let dropAt = 0
  return async (now) => {
    for (const part of parts) await part(now)
    turns += 1
    const beating = [...open, ...live.open()].filter((_, index) => (index + turns) % beatTurns === 0)
    const beats = beating.map((key) => ({ ...key, at: now }))
    if (beats.length > 0) orThrow(await heartbeatRuns(backend, beats, createMeter()))
    if (now < dropAt) return
    let isMore = false
    for (const { prefix, ms } of kept)
      isMore =
        (await removeBetween(backend, flows, { from: `${prefix}0`, to: `${prefix}${now - ms}` })) || isMore
    dropAt = isMore ? now : now + dropEvery
  }
}
