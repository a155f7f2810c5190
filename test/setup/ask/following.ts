import type { Backend, Reading } from '../../../src/db/backend.ts'
import type { Changed, Since } from '../../../src/db/following/changed.ts'
import { changedExecutions } from '../../../src/db/following/executions.ts'
import { changedRuns } from '../../../src/db/following/runs.ts'
import type { ExecutionRow } from '../../../src/db/executions/rows.ts'
import type { RunRow } from '../../../src/db/runs/rows.ts'
import { runIdOf } from '../../../src/db/changes.ts'
import { createMeter } from '../../../src/db/meter.ts'

/** A reading at this moment that has time. */
const readingAt = (now: number): Reading => ({
  now,
  meter: createMeter(),
  deadline: performance.now() + 60_000,
})

/** Reads what changes in a store from now on. */
export async function followAt(backend: Backend, clock = Date.now()) {
  const begin: Since = { position: undefined, clock }
  const first = {
    executions: await changedExecutions(backend, begin, readingAt(clock)),
    runs: await changedRuns(backend, begin, readingAt(clock)),
  }
  const at = {
    executions: { position: first.executions.position, clock },
    runs: { position: first.runs.position, clock },
  }
  async function next(now: number): Promise<{ executions: Changed<ExecutionRow>; runs: Changed<RunRow> }> {
    const executions = await changedExecutions(backend, at.executions, readingAt(now))
    const runs = await changedRuns(backend, at.runs, readingAt(now))
    at.executions = { position: executions.position, clock: now }
    at.runs = { position: runs.position, clock: now }
    return { executions, runs }
  }
  return {
    first,
    next,
    /** The ids of what changed since the last call, deleted or not. By a clock that stands still, if none is given. */
    async ids(now = clock) {
      const { executions, runs } = await next(now)
      return {
        executions: [...executions.rows.map(({ id }) => id), ...executions.gone].toSorted(),
        runs: [...runs.rows.map(runIdOf), ...runs.gone].toSorted(),
      }
    },
  }
}
