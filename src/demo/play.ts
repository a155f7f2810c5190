import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { orThrow } from '../db/recording/grouping.ts'
import { recordRunMetadata } from '../db/recording/metadata.ts'
import { recordExecutions } from '../db/recording/record.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'
import { recordRuns } from '../db/recording/runs.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { endStep, facts } from '../db/status/facts.ts'
import { asOf } from './asof.ts'
import type { Story } from './story.ts'

/** A run whose story is known to its end, and is written as far as it has come. */
export interface Play {
  /** Writes what has happened since the last time. A failed call may be repeated. Returns whether the story is over. */
  goOn(now: number): Promise<boolean>
  /** The run, once it is recorded. */
  key(): RunKey | undefined
}

export function play(backend: Backend, story: Story): Play {
  let key: RunKey | undefined
  const written = new Map<string, string>()
  const goOn = async (now: number) => {
    key ??= await begin(backend, story)
    const { number } = key
    const due = story.executions.flatMap((one) => {
      const record = asOf({ ...one, runNumber: number }, now)
      const state = record && stateOf(record)
      return state === undefined || written.get(one.id) === state ? [] : [{ record: record!, state }]
    })
    const records = due.map(({ record }) => record)
    if (records.length > 0) orThrow(await recordExecutions(backend, records, createMeter()))
    for (const { record, state } of due) written.set(record.id, state)
    if (now < endOf(story)) return false
    await end(backend, story, key)
    return true
  }
  return { goOn, key: () => key }
}

const stateOf = ({ attempts, nodeResults }: ExecutionRecord) =>
  JSON.stringify([
    attempts.map(({ finishedAt }) => finishedAt),
    nodeResults.map(({ finishedAt, status }) => [finishedAt, status]),
  ])

const endOf = ({ executions }: Story) =>
  Math.max(...executions.flatMap(({ attempts }) => attempts.map(({ finishedAt }) => finishedAt ?? 0)))

async function begin(backend: Backend, { run, facts: own }: Story): Promise<RunKey> {
  const record = { ...run, number: null, heartbeatAt: run.startedAt, verdict: null }
  const [made] = orThrow(await recordRuns(backend, [record], createMeter()))
  if (made?.kind !== 'stored' && made?.kind !== 'known') throw new Error('The run could not be recorded.')
  const key = { flow: made.key.flow, number: made.key.number }
  orThrow(
    await recordRunMetadata(
      backend,
      own.map((fact) => ({ ...fact, ...key })),
      createMeter(),
    ),
  )
  return key
}

/** Without a verdict of the run's own, its step `end` has given it. */
async function end(backend: Backend, { run: { verdict } }: Story, key: RunKey): Promise<void> {
  if (!verdict) return
  const said = { field: facts.verdict, value: String(verdict.ok), attempt: 1, ts: verdict.at }
  const fact = { ...key, ...said, step: endStep, clientKey: `demo/${facts.verdict}` }
  orThrow(await recordRunMetadata(backend, [fact], createMeter()))
}
