import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { type Settled, orThrow } from '../db/recording/grouping.ts'
import { recordExecutions } from '../db/recording/record.ts'
import { recordRunMetadata } from '../db/recording/metadata.ts'
import { recordRuns } from '../db/recording/runs.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { agents } from './agents.ts'
import { closes } from './close.ts'
import { jobs } from './jobs.ts'
import { pipelines } from './pipelines.ts'
import { storiesOf } from './story.ts'

/** All records of the demo, as of `now`. */
export function history(now: number) {
  const stories = [...[...pipelines, ...agents].flatMap((plan) => storiesOf(plan, now)), ...closes(now)]
  return { stories, jobs: jobs(now) }
}

/** Fills a store with history and returns the open runs. Records of an earlier start stay unchanged. */
export async function fillDemo(backend: Backend, now: number, log: Logger): Promise<RunKey[]> {
  const began = performance.now()
  const { stories, jobs: queued } = history(now)
  const runs = stories.map(({ run }) => run)
  const known = await inBatches(runs, (batch) => recordRuns(backend, batch, createMeter()))
  // A run of the same number that is not the demo's is left unchanged.
  const ours = stories.filter((_, index) => known[index]!.kind !== 'conflict')
  const facts = ours.flatMap((story) => story.facts)
  await inBatches(facts, (batch) => recordRunMetadata(backend, batch, createMeter()))
  const executions = [...ours.flatMap((story) => story.executions), ...queued]
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
