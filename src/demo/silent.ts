import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { orThrow } from '../db/recording/grouping.ts'
import { recordRunMetadata } from '../db/recording/metadata.ts'
import { recordRuns } from '../db/recording/runs.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'
import { recordExecutions } from '../db/recording/record.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { endStep, facts } from '../db/status/facts.ts'
import { dice } from './dice.ts'
import { execution } from './execution.ts'
import { kinds } from './kinds.ts'
import { livePrefix } from './live.ts'
import { minute } from './times.ts'

/** After this long without a heartbeat, a run counts as failed. */
const limit = 6 * minute
const places = 3
const each = limit / places
/** The last moment at which a run gives a sign of life after all. */
const late = limit - 8_000
/** One of so many never does. */
const lostOf = 5

const flow = 'OrderExport'

interface Silence {
  readonly since: number
  readonly clientKey: string
  key?: RunKey
}

/**
 * Runs that were heard of once, at equal distances, so that one of them always counts down to the limit. Most are heard of
 * again at the last moment and end well, the others lapse. Another takes the place at once.
 */
export function createSilences(backend: Backend): (now: number) => Promise<void> {
  let silences: Silence[] | undefined
  let count = 0
  return async (now) => {
    silences ??= Array.from({ length: places }, (_, index) => silence(now - limit + each * (index + 0.5)))
    for (const [index, one] of silences.entries()) {
      one.key ??= await begin(backend, one)
      const isLost = count % lostOf === lostOf - 1
      if (now < one.since + (isLost ? limit : late)) continue
      await (isLost ? giveUp(backend, one, one.key) : recover(backend, one, one.key, now))
      count += 1
      silences[index] = silence(now)
    }
  }
}

const silence = (since: number): Silence => ({
  since: Math.floor(since),
  clientKey: `${livePrefix}${Math.floor(since)}-silent`,
})

async function begin(backend: Backend, one: Silence): Promise<RunKey> {
  const { since, clientKey } = one
  const run = { flow, number: null, name: null, user: 'scheduler', clientKey }
  const times = { startedAt: since - minute, heartbeatAt: since, attempt: null, verdict: null }
  const tags = { tags: ['prod', 'etl'], systemTags: ['user:scheduler', 'trigger:schedule'] }
  const [made] = orThrow(await recordRuns(backend, [{ ...run, ...times, ...tags }], createMeter()))
  if (made?.kind !== 'stored' && made?.kind !== 'known') throw new Error('The run could not be recorded.')
  const key = { flow: made.key.flow, number: made.key.number }
  orThrow(await recordExecutions(backend, [stepOf(one, key)], createMeter()))
  return key
}

/** The step in which the run is silent, or which ended. */
function stepOf({ since, clientKey }: Silence, { number: runNumber }: RunKey, end?: End): ExecutionRecord {
  const d = dice(clientKey)
  const { at: finishedAt = null, verdict = null } = end ?? {}
  return execution({
    id: `${clientKey}-extract`,
    flow,
    runNumber,
    step: 'extract',
    scriptPath: 'etl/export.py',
    onConflict: 'REPLACE',
    attempts: [{ number: 1, startedAt: since, finishedAt, verdict, error: null }],
    heartbeatAt: since,
    inputs: kinds.load.inputs(d),
    outputs: verdict === 'OK' ? kinds.load.outputs(d) : null,
  })
}

interface End {
  readonly at: number
  readonly verdict: 'OK' | 'CANCELLED'
}

async function recover(backend: Backend, one: Silence, key: RunKey, at: number): Promise<void> {
  orThrow(await recordExecutions(backend, [stepOf(one, key, { at, verdict: 'OK' })], createMeter()))
  const said = { field: facts.verdict, value: 'true', attempt: 1, ts: at }
  const fact = { ...key, ...said, step: endStep, clientKey: `demo/${facts.verdict}` }
  orThrow(await recordRunMetadata(backend, [fact], createMeter()))
}

/** Its step is given up, as of when it was last heard of: a later end would be a sign of life. */
async function giveUp(backend: Backend, one: Silence, key: RunKey): Promise<void> {
  const given = stepOf(one, key, { at: one.since + 1, verdict: 'CANCELLED' })
  orThrow(await recordExecutions(backend, [given], createMeter()))
}
