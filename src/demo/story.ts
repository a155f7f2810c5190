import type { RunMetadata } from '../db/recording/metadata.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'
import type { RunRecord } from '../db/recording/runs.ts'
import type { Ending } from './attempts.ts'
import { type Dice, dice } from './dice.ts'
import { slug } from './execution.ts'
import { type Incident, incidents } from './incidents.ts'
import { type Course, layOut } from './layout.ts'
import { lifeOf, spanOf } from './life.ts'
import type { Plan } from './plan.ts'
import { factsOf, runOf } from './run.ts'
import { minute, timesOf, timesOfDay } from './times.ts'

/** A run with everything that belongs to it. */
export interface Story {
  readonly run: RunRecord & { readonly number: number }
  readonly facts: readonly RunMetadata[]
  readonly executions: readonly ExecutionRecord[]
  readonly ending: Ending
}

/** When a run starts, and what is set of how it ends. */
interface Begun {
  readonly time: number
  readonly ending?: Ending | undefined
  readonly incident?: Incident | undefined
}

/** The runs of a flow, numbered by time. How each ends depends on its flow and number, its times on the clock. */
export function storiesOf(plan: Plan, now: number): Story[] {
  const d = dice(plan.flow)
  const least = 2 * plan.minutes * minute
  const times = timesOf(plan.rhythm, { count: plan.runs, least, now }, d)
  const all = [...times, ...timesOfDay(plan.day ?? 0, least, now, d)].toSorted((a, b) => a - b)
  const begun = all.map((time, index) => ({
    time,
    ending: plan.latest[index - all.length + plan.latest.length],
  }))
  return [...begun, ...broken(plan.flow, now, d)]
    .toSorted((a, b) => a.time - b.time)
    .map((one, index) => {
      const number = index + 1
      const id = `demo-${slug(plan.flow)}-${number}`
      return storyOf(plan, { ...one, number, id }, now)
    })
}

/** The runs that incidents made fail, all of them over by now. */
const broken = (flow: string, now: number, d: Dice): Begun[] =>
  incidents
    .filter((incident) => incident.flow === flow)
    .flatMap((incident) => {
      const { count, since, minutes } = incident
      const span = since - 3 * minutes * minute
      const timeOf = (index: number) => now - since + Math.floor(((index + d.next()) * span) / count)
      return Array.from({ length: count }, (_, index) => ({ time: timeOf(index), incident }))
    })

interface Named {
  readonly number: number
  /** Also what its draws depend on, unless there is a seed. */
  readonly id: string
  readonly seed?: string
}

/** A run of a plan that starts at a time, however much of it lies ahead. */
export function storyOf(plan: Plan, begun: Begun & Named, now: number): Story {
  const { number, id, incident } = begun
  const d = dice(begun.seed ?? id)
  const rolled = endingOf(plan, d)
  const ending = incident ? 'FAILED' : (begun.ending ?? rolled)
  const ms = incident
    ? d.spread(incident.minutes * minute, 0.2)
    : d.spread(plan.minutes * minute, plan.isSlow ? 0.15 : 0.5)
  const span = spanOf({ ending, time: begun.time, ms, isSlow: plan.isSlow }, now)
  const { flow, steps, script: scriptPath } = plan
  const place = { id, flow, runNumber: number, parentId: null, scriptPath }
  const course: Course = { span, ending, incident }
  // A run that never began has no executions: a step would be a heartbeat.
  const executions = ending === 'NEVER' ? [] : layOut(steps, course, place, d)
  return {
    run: { ...runOf(plan, number, id, d), ...lifeOf(executions, ending, span) },
    facts: factsOf({ flow, number, at: span.from, isNew: incident !== undefined }, d),
    executions,
    ending,
  }
}

function endingOf({ failing }: Plan, d: Dice): Ending {
  const roll = d.next()
  if (roll < failing) return 'FAILED'
  if (roll < failing + 0.01) return 'SILENT'
  return roll < failing + 0.015 ? 'NEVER' : 'OK'
}
