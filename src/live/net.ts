import type { Backend, Reading } from '../db/backend.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import { createExecutionNet } from './executionnet.ts'
import { createRunNet } from './runnet.ts'
import { type Found, type Watched, nothingFound } from './seen.ts'

/** Finds changes by comparing rows with what was seen of them: those that are in no range of changes. */
export interface Net {
  /** Whether `cast` finds all changes of what is watched from now on. */
  isReady(): boolean
  /** Makes it ready. */
  begin(reading: Reading): Promise<Found>
  /** Reads some of the watched executions, and when these are done the newest runs of some of the watched filters. */
  cast(reading: Reading): Promise<Found>
  /** Whether `cast` must be called again before all watched executions are read. */
  isCasting(): boolean
  /** Reads executions that are watched from now on. */
  lookUp(ids: readonly string[], reading: Reading): Promise<ExecutionRow[]>
  /** All watched executions, whether they changed or not. */
  allExecutions(reading: Reading): Promise<Found>
  /** Whether look-ups found changes that are not told yet. */
  owes(): boolean
  /** These changes, once. */
  takeOwed(): Found
  /** Nothing was seen. */
  forget(): void
  /** Takes what was seen otherwise. */
  note(found: Found): Promise<void>
}

export function createNet(backend: Backend, watched: Watched): Net {
  const executions = createExecutionNet(backend, watched)
  const runs = createRunNet(backend, watched)
  return {
    isReady: runs.isReady,
    begin: async (reading) => ({ ...nothingFound, ...(await runs.begin(reading)) }),
    async cast(reading) {
      const found = { ...nothingFound, ...(await executions.cast(reading)) }
      return executions.isCasting() ? found : { ...found, ...(await runs.cast(reading)) }
    },
    isCasting: executions.isCasting,
    lookUp: executions.lookUp,
    owes: executions.owes,
    takeOwed: () => ({ ...nothingFound, ...executions.takeOwed() }),
    allExecutions: async (reading) => ({ ...nothingFound, ...(await executions.all(reading)) }),
    forget() {
      executions.forget()
      runs.forget()
    },
    async note(found) {
      executions.note(found.executions, found.goneExecutions)
      await runs.note(found.runs, found.goneRuns)
    },
  }
}
