import type { Backend, Reading } from '../db/backend.ts'
import type { Changed, Since } from '../db/following/changed.ts'
import { changedExecutions } from '../db/following/executions.ts'
import { changedRuns } from '../db/following/runs.ts'
import { type Found, type Watched, nothingFound } from './seen.ts'

/** What the stores' own range of changes holds since the last reading. */
interface Ranged {
  readonly found: Found
  /** More changed than is listed. */
  readonly isTooMany: boolean
  /** When the next status changes by the clock alone. */
  readonly dueAt: number | undefined
}

export interface Ranges {
  /** Whether the next reading finds all changes from now on, of all kinds that are watched. */
  isReady(): boolean
  /** The next reading begins anew. */
  forget(): void
  /** One statement for each kind that is watched. Of a kind that was not, it reads only where changes begin. */
  read(reading: Reading): Promise<Ranged>
}

/** Follows the changes of one store, each exactly once. A reading that fails is repeated from the same position. */
export function createRanges(backend: Backend, watched: Watched): Ranges {
  const executions = createRange(backend, changedExecutions)
  const runs = createRange(backend, changedRuns)
  const watchesExecutions = () => watched.executionCount() > 0
  const watchesRuns = () => watched.runFilters().length > 0
  return {
    forget() {
      executions.forget()
      runs.forget()
    },
    isReady: () => (executions.isReady() || !watchesExecutions()) && (runs.isReady() || !watchesRuns()),
    async read(reading) {
      const [ofExecutions, ofRuns] = await Promise.all([
        watchesExecutions() ? executions.read(reading) : executions.forget(),
        watchesRuns() ? runs.read(reading) : runs.forget(),
      ])
      const due = [ofExecutions?.dueAt, ofRuns?.dueAt].filter((at) => at !== undefined)
      return {
        found: {
          ...nothingFound,
          ...(ofExecutions && { executions: ofExecutions.rows, goneExecutions: ofExecutions.gone }),
          ...(ofRuns && { runs: ofRuns.rows, goneRuns: ofRuns.gone }),
        },
        isTooMany: ofExecutions?.isTooMany === true || ofRuns?.isTooMany === true,
        dueAt: due.length > 0 ? Math.min(...due) : undefined,
      }
    },
  }
}

/** The changes of one kind of record. */
function createRange<Row>(
  backend: Backend,
  changedSince: (backend: Backend, since: Since, reading: Reading) => Promise<Changed<Row>>,
) {
  let since: Since | undefined
  let beginnings = 0
  return {
    isReady: () => since !== undefined,
    async read(reading: Reading): Promise<Changed<Row>> {
      const own = beginnings
      const changed = await changedSince(
        backend,
        since ?? { position: undefined, clock: reading.now },
        reading,
      )
      // What is forgotten meanwhile stays so.
      if (own === beginnings) since = { position: changed.position, clock: reading.now }
      return changed
    },
    forget() {
      since = undefined
      beginnings += 1
    },
  }
}
