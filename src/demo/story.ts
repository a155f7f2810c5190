import type { RunMetadata } from '../db/recording/metadata.ts'
import type { RunRecord } from '../db/recording/runs.ts'
import type { Ending, Span } from './attempts.ts'
import { type Dice, dice } from './dice.ts'
import { slug } from './execution.ts'
import { layOut } from './layout.ts'
import type { Plan } from './plan.ts'
import { minute, timesOf } from './times.ts'
import { endStep } from '../db/status/facts.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'

/** A run with everything that belongs to it. */
export interface Story {
  readonly run: RunRecord & { readonly number: number }
  readonly facts: readonly RunMetadata[]
  readonly executions: readonly ExecutionRecord[]
  readonly ending: Ending
}

/** The runs of a flow, by number. The ending of each depends on its number alone, its times on the clock. */
export function storiesOf(plan: Plan, now: number): Story[] {
  const times = timesOf(
    plan.rhythm,
    { count: plan.runs, least: 2 * plan.minutes * minute, now },
    dice(plan.flow),
  )
  return times.map((time, index) => storyOf(plan, index + 1, time, now))
}

function storyOf(plan: Plan, number: number, time: number, now: number): Story {
  const d = dice(`${plan.flow}/${number}`)
  const ending = endingOf(plan, number, d)
  const span = spanOf({ ending, time, ms: d.spread(plan.minutes * minute), isSlow: plan.isSlow }, now)
  const { flow, steps, script: scriptPath } = plan
  const place = { id: `demo-${slug(flow)}-${number}`, flow, runNumber: number, parentId: null, scriptPath }
  // A run that never began has no executions: a step would be a heartbeat.
  const executions = ending === 'NEVER' ? [] : layOut(steps, { span, ending }, place, d)
  return {
    run: { ...runOf(plan, number, d), ...lifeOf(executions, ending, span) },
    facts: factsOf(flow, number, span, d),
    executions,
    ending,
  }
}

function endingOf({ runs, latest, failing }: Plan, number: number, d: Dice): Ending {
  const roll = d.next()
  const set = latest[number - 1 - (runs - latest.length)]
  if (set) return set
  if (roll < failing) return 'FAILED'
  if (roll < failing + 0.03) return 'SILENT'
  return roll < failing + 0.05 ? 'NEVER' : 'OK'
}

interface Course {
  readonly ending: Ending
  readonly time: number
  readonly ms: number
  readonly isSlow: true | undefined
}

function spanOf({ ending, time, ms, isSlow }: Course, now: number): Span {
  if (ending === 'OPEN' || ending === 'RETRYING')
    return { from: now - Math.ceil(ms * (isSlow ? 5 : 0.6)), to: now - 3_000 }
  // Long enough ago for the silence to count.
  const from = Math.min(time, now - ms - 10 * minute)
  return { from, to: from + ms }
}

/** The times and the verdict of a run. Without a verdict if its step `end` gives it. */
function lifeOf(executions: readonly ExecutionRecord[], ending: Ending, { from, to }: Span) {
  const last = executions.at(-1)
  const tries = last?.step === endStep || ending === 'SILENT' ? [] : (executions[0]?.attempts ?? [])
  const final = tries.length > 0 && ending !== 'OPEN'
  return {
    startedAt: from,
    heartbeatAt: ending === 'NEVER' ? null : to,
    attempt: final ? { number: ending === 'RETRYING' ? 2 : 1, at: ending === 'RETRYING' ? to : from } : null,
    verdict: final ? { ok: ending === 'OK', at: ending === 'RETRYING' ? to - 1_000 : to } : null,
  }
}

const adjectives = ['brisk', 'calm', 'eager', 'golden', 'mellow', 'quiet', 'swift', 'wry']
const animals = ['heron', 'ibex', 'lynx', 'otter', 'puffin', 'raven', 'tapir', 'wren']

function runOf({ flow, tags, users, rhythm }: Plan, number: number, d: Dice) {
  const user = d.pick(users)
  return {
    flow,
    number,
    user,
    clientKey: `demo-${slug(flow)}-${number}`,
    name: d.chance(0.2) ? `${d.pick(adjectives)}-${d.pick(animals)}-${number}` : null,
    tags: [...tags, ...(d.chance(0.1) ? ['canary'] : []), ...(d.chance(0.05) ? ['keep'] : [])],
    systemTags: [
      `user:${user}`,
      `trigger:${rhythm === 'office' ? 'manual' : 'schedule'}`,
      d.pick(['runtime:kubernetes', 'runtime:kubernetes', 'runtime:local']),
    ],
  }
}

function factsOf(flow: string, number: number, { from: ts }: Span, d: Dice): RunMetadata[] {
  const fact = (field: string, value: string) => ({
    flow,
    number,
    step: 'start',
    attempt: 1,
    field,
    value,
    ts,
    clientKey: `demo/${field}`,
  })
  return [fact('git-commit', d.hex(40)), fact('cluster', d.pick(['eu-west', 'us-east']))]
}
