import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { type Settled, orThrow } from '../db/recording/grouping.ts'
import { removeBetween } from '../db/recording/removebetween.ts'
import { recordExecutions } from '../db/recording/record.ts'
import { recordRunMetadata } from '../db/recording/metadata.ts'
import { recordRuns } from '../db/recording/runs.ts'
import { type RunKey, runsByKeys } from '../db/runs/rows.ts'
import { closeFlow, closes, openClose } from './close.ts'
import { jobFlows, jobs } from './jobs.ts'
import { pastFailures } from './past.ts'
import { plans } from './plans.ts'
import { storiesOf } from './story.ts'
import { minute } from './times.ts'
import { worklist } from './worklist.ts'

/** All records of the demo, as of `now`. */
export function history(now: number) {
  const stories = [...plans.flatMap((plan) => storiesOf(plan, now)), ...closes(now)]
  return { stories, jobs: jobs(now) }
}

/** The flows of the demo. Nothing of others is ever dropped. */
export const flows: readonly string[] = [
  ...new Set([...plans, ...worklist].map(({ flow }) => flow)),
  ...jobFlows,
  closeFlow,
]

/** Everything that the demo has ever written begins like this, and is of one of its flows. */
const everything = { from: 'demo-', to: 'demo.' }

/** A history that has not moved for this long is written anew: its last 24 hours would be empty. */
const stale = 30 * minute

/** Fills a store with history and returns the open runs. Records of an earlier start that is not stale stay unchanged. */
export async function fillDemo(backend: Backend, now: number, log: Logger): Promise<RunKey[]> {
  const began = performance.now()
  if (await isStale(backend, now)) while (await removeBetween(backend, flows, everything));
  const { stories, jobs: queued } = history(now)
  const runs = stories.map(({ run }) => run)
  const known = await inBatches(runs, (batch) => recordRuns(backend, batch, createMeter()))
  // A run of the same number that is not the demo's is left unchanged.
  const ours = stories.filter((_, index) => known[index]!.kind !== 'conflict')
  const facts = ours.flatMap((story) => story.facts)
  await inBatches(facts, (batch) => recordRunMetadata(backend, batch, createMeter()))
  const executions = [...ours.flatMap((story) => story.executions), ...queued, ...pastFailures(now)]
  const stored = await inBatches(executions, (batch) => recordExecutions(backend, batch, createMeter()))
  const added = {
    runs: known.filter(({ kind }) => kind === 'stored').length,
    executions: stored.filter((outcome) => outcome === 'STORED').length,
  }
  const ms = Math.round(performance.now() - began)
  const all = `${ours.length} runs and ${executions.length} executions`
  log.info({ backend: backend.name, added, ms }, `The demo has ${all}`)
  return ours.filter(({ ending }) => ending === 'OPEN').map(({ run: { flow, number } }) => ({ flow, number }))
}

/** Whether the run that is always open was last heard of long ago. */
async function isStale(backend: Backend, now: number): Promise<boolean> {
  const reading = { now, meter: createMeter(), deadline: performance.now() + 10_000 }
  const [open] = await runsByKeys(backend, [openClose], reading)
  return open !== undefined && (open.heartbeatAt ?? 0) < now - stale
}

const batchSize = 500

async function inBatches<T, R>(
  items: readonly T[],
  write: (batch: T[]) => Promise<readonly Settled<R>[]>,
): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < items.length; from += batchSize)
    results.push(...orThrow(await write(items.slice(from, from + batchSize))))
  return results
}
