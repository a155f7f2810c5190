import type { Backend } from '../db/backend.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { type Dice, dice } from './dice.ts'
import { slug } from './execution.ts'
import { incidents } from './incidents.ts'
import type { Plan } from './plan.ts'
import { plans } from './plans.ts'
import { type Play, play } from './play.ts'
import { storyOf } from './story.ts'
import { minute } from './times.ts'

/** What has been written while the demo moved has ids and keys that begin like this, followed by the time. */
export const livePrefix = 'demo-live-'

/** Of the flows that are busy all day, those whose end one can wait for. */
const busy = plans.filter(({ day, minutes }) => day !== undefined && minutes <= 10)
const sum = busy.reduce((all, { day }) => all + day!, 0)

/** As many start while one looks as started in the last 24 hours. */
const between = (24 * 60 * minute) / sum
/** Some run already when one begins to look. */
const backlog = 4 * minute
/** The share of new runs that an incident makes fail. */
const brokenShare = 0.25

export interface Live {
  /** Lets runs begin, go on and end. */
  turn(now: number): Promise<void>
  /** The runs that are open. */
  open(): RunKey[]
}

export function createLive(backend: Backend): Live {
  const d = dice('live')
  let nextAt: number | undefined
  let plays: Play[] = []
  return {
    async turn(now) {
      nextAt ??= now - backlog
      // After a long sleep, nobody has missed the runs of that time.
      nextAt = Math.max(nextAt, now - backlog)
      while (nextAt <= now) {
        plays.push(play(backend, nextStory(nextAt, d)))
        nextAt += Math.ceil(between * (0.4 + 1.2 * d.next()))
      }
      const over = new Set<Play>()
      for (const one of plays) if (await one.goOn(now)) over.add(one)
      plays = plays.filter((one) => !over.has(one))
    },
    open: () => plays.flatMap((one) => one.key() ?? []),
  }
}

function nextStory(time: number, d: Dice) {
  const incident = d.chance(brokenShare) ? weighted(incidents, ({ count }) => count, d) : undefined
  const plan = incident
    ? plans.find(({ flow }) => flow === incident.flow)!
    : weighted<Plan>(busy, ({ day }) => day!, d)
  const id = `${livePrefix}${time}-${slug(plan.flow)}`
  const ending = incident || d.chance(plan.failing) ? 'FAILED' : 'OK'
  // The names of runs come from the seed: those of another start of the demo are there already.
  return storyOf(plan, { time, number: 0, id, seed: id, ending, incident }, Infinity)
}

function weighted<T>(list: readonly T[], weightOf: (one: T) => number, d: Dice): T {
  let left = d.next() * list.reduce((all, one) => all + weightOf(one), 0)
  return list.find((one) => (left -= weightOf(one)) < 0) ?? list[0]!
}
