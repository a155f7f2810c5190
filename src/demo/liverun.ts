import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { orThrow } from '../db/recording/grouping.ts'
import { recordExecutions } from '../db/recording/record.ts'
import { heartbeatRuns, recordRunMetadata } from '../db/recording/metadata.ts'
import { recordRuns } from '../db/recording/runs.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { attemptsTo } from './attempts.ts'
import { dice } from './dice.ts'
import { execution, slug } from './execution.ts'
import { type KindName, kinds } from './kinds.ts'
import { facts, endStep } from '../db/status/facts.ts'

const liveFlow = 'LiveIngest'

interface Part {
  readonly name: string
  readonly step: string
  readonly kind: KindName
}

const files = Array.from({ length: 24 }, (_, index) => index + 1)

const part = (step: string, kind: KindName, file?: number): Part => ({
  name: file === undefined ? step : `${step}-${file}`,
  step,
  kind,
})

const parts: readonly Part[] = [
  part('discover', 'load'),
  ...files.flatMap((file) => [
    part('fetch', 'load', file),
    part('parse', 'transform', file),
    part('store', 'write', file),
  ]),
  part(endStep, 'check'),
]

/** The progress of the run: the part that is running or comes next. */
interface State {
  readonly key: RunKey
  readonly place: number
  readonly beganAt: number | null
}

/**
 * A run that takes one small step per call: it begins or finishes a part, and after the last one starts again. A failed
 * call changes nothing here and may be repeated: every write has an id or a client key.
 */
export function liveRun(backend: Backend): (now: number) => Promise<void> {
  let state: State | undefined
  let clientKey: string | undefined
  return async (now) => {
    if (state?.beganAt != null) state = await finish(backend, state, state.beganAt, now)
    else if (state) state = await begin(backend, state, now)
    else {
      clientKey ??= `demo-live-${now}`
      state = { key: await start(backend, clientKey, now), place: 0, beganAt: null }
      clientKey = undefined
    }
  }
}

async function start(backend: Backend, clientKey: string, now: number): Promise<RunKey> {
  const run = { flow: liveFlow, number: null, name: null, user: 'scheduler', clientKey }
  const times = { startedAt: now, heartbeatAt: now, attempt: null, verdict: null }
  const tags = { tags: ['live', 'etl'], systemTags: ['user:scheduler', 'trigger:schedule'] }
  const [made] = orThrow(await recordRuns(backend, [{ ...run, ...times, ...tags }], createMeter()))
  if (made?.kind === 'stored' || made?.kind === 'known')
    return { flow: made.key.flow, number: made.key.number }
  throw new Error('The run could not be recorded.')
}

const idOf = ({ key, place }: State) => `demo-${slug(liveFlow)}-${key.number}-${parts[place]!.name}`

/**
 * A part that begins is recorded as a heartbeat of its run and a fact. Its execution is recorded when it is finished.
 */
async function begin(backend: Backend, state: State, now: number): Promise<State> {
  const { key, place } = state
  const began = { field: facts.began, value: '1', attempt: 1, ts: now }
  const clientKey = `${idOf(state)}/1/${facts.began}`
  const fact = { ...key, ...began, step: parts[place]!.step, clientKey }
  orThrow(await recordRunMetadata(backend, [fact], createMeter()))
  orThrow(await heartbeatRuns(backend, [{ ...key, at: now }], createMeter()))
  return { ...state, beganAt: now }
}

async function finish(backend: Backend, state: State, from: number, now: number): Promise<State | undefined> {
  const { key, place } = state
  const id = idOf(state)
  const { step, kind } = parts[place]!
  const d = dice(id)
  const record = execution({
    id,
    flow: key.flow,
    runNumber: key.number,
    step,
    scriptPath: 'etl/live.py',
    attempts: attemptsTo('OK', { from, to: now }, kind, d),
    inputs: kinds[kind].inputs(d),
    outputs: kinds[kind].outputs(d),
  })
  orThrow(await recordExecutions(backend, [record], createMeter()))
  const next = place + 1
  return next === parts.length ? undefined : { key, place: next, beganAt: null }
}
