import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import type { ClaimedAction } from '../db/queue/claim.ts'
import type { ActionOutcome } from '../db/queue/completion.ts'
import type { Queue } from '../db/queue/queue.ts'
import { orThrow } from '../db/recording/grouping.ts'
import { cutPayload, defaultLimits } from '../db/recording/payload.ts'
import { type Dice, dice } from './dice.ts'
import { kinds } from './kinds.ts'
import { startsAtFirst, startOf } from './starts.ts'
import { maxAttempts, silentWorker, workers, worklist } from './worklist.ts'

interface Held extends ClaimedAction {
  readonly worker: string
  readonly until: number
}

const leaseMs = 300_000

/**
 * Workers of the queue. For each execution that ends, another one is started, so that as many wait as before.
 */
export function createWork(backend: Backend, queue: Queue): (now: number) => Promise<void> {
  const meter = createMeter()
  const d = dice('work')
  let begun = false
  let held: Held[] = []
  let owed: string[] = []
  const begin = async (now: number) => {
    orThrow(await queue.start(backend, startsAtFirst(now), meter))
    const [taken] = orThrow(await queue.claim(backend, [{ ...silentWorker, limit: 1, leaseMs }], meter))
    const back = taken!.actions.map((action) => ({
      ...leaseOf(action),
      outcome: { kind: 'RELEASED' } as const,
    }))
    if (back.length > 0) orThrow(await queue.complete(backend, back, meter))
    begun = true
  }
  const complete = async (now: number) => {
    const due = held.filter(({ until }) => until <= now)
    if (due.length === 0) return
    const said = due.map((action) => ({ action, outcome: outcomeOf(action, d) }))
    const completions = said.map(({ action, outcome }) => ({ ...leaseOf(action), outcome }))
    // A lease that was lost meanwhile is another's to complete.
    orThrow(await queue.complete(backend, completions, meter))
    held = held.filter(({ until }) => until > now)
    owed.push(...said.filter(isOver).map(({ action }) => action.flow))
  }
  const claim = async (now: number) => {
    const claims = workers.flatMap(({ worker, kinds: takes, places }) => {
      const limit = places - held.filter((one) => one.worker === worker).length
      return limit > 0 ? [{ worker, kinds: takes, limit, leaseMs }] : []
    })
    if (claims.length === 0) return
    const taken = orThrow(await queue.claim(backend, claims, meter))
    held.push(
      ...taken.flatMap(({ actions }, index) =>
        actions.map((action) => ({ ...action, worker: claims[index]!.worker, until: now + msOf(action, d) })),
      ),
    )
  }
  return async (now) => {
    if (!begun) await begin(now)
    await complete(now)
    await claim(now)
    if (owed.length === 0) return
    orThrow(
      await queue.start(
        backend,
        owed.map((flow, index) => startOf(flow, { now, index }, d)),
        meter,
      ),
    )
    owed = []
  }
}

const leaseOf = ({ executionId, nodeId, leaseToken }: ClaimedAction) => ({ executionId, nodeId, leaseToken })

/** `undefined` of an action that is not the demo's. */
const workOf = ({ kind, flow }: ClaimedAction) =>
  worklist.find((one) => one.kind === kind && one.flow === flow)

const msOf = (action: ClaimedAction, d: Dice) => d.spread((workOf(action)?.takes ?? 5) * 1_000, 0.4)

function outcomeOf(action: ClaimedAction, d: Dice): ActionOutcome {
  const work = workOf(action)
  if (!work) return { kind: 'RELEASED' }
  if (d.chance(work.failing)) return { kind: 'FAILED', error: d.pick(work.errors)(d), final: d.chance(0.5) }
  const value = kinds[work.as].outputs(d)
  return { kind: 'DONE', json: JSON.stringify(value), value: cutPayload(value, defaultLimits) }
}

interface Said {
  readonly action: ClaimedAction
  readonly outcome: ActionOutcome
}

const isOver = ({ action, outcome }: Said) =>
  outcome.kind === 'DONE' ||
  (outcome.kind === 'FAILED' && (outcome.final === true || action.attempt >= maxAttempts))
