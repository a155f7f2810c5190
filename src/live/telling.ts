import type { Backend } from '../db/backend.ts'
import { runIdOf } from '../db/changes.ts'
import { createBreaks } from '../db/turn.ts'
import { isAway } from '../db/failure.ts'
import { executionsByIds } from '../db/executions/rows.ts'
import { createMeter } from '../db/meter.ts'
import { type ExecutionWatch, type Told, watchersOf } from './executionwatch.ts'
import type { Batch } from './operation.ts'
import type { Ring } from './ring.ts'
import { createRunTelling } from './runtelling.ts'
import type { Seen } from './seen.ts'
import type { LiveTools } from './tellingturns.ts'

/** Puts what has happened in one store into batches, for those who watch it. */
export interface Telling {
  seen(seen: Seen, tick: number, batch: Batch): Promise<void>
  /** The store does not answer. */
  away(batch: Batch): Promise<void>
}

/** How long a look for executions of other backends may take. */
const patience = 2_000

export function createTelling(
  backend: Backend,
  tools: LiveTools,
  rings: Readonly<Record<'executions' | 'runs', Ring>>,
): Telling {
  const { executions } = tools
  const runs = createRunTelling(backend, tools)

  async function seen({ afresh, ...found }: Seen, tick: number, batch: Batch) {
    if (afresh) for (const ring of Object.values(rings)) ring.begin(tick)
    rings.executions.note(tick, found.executions.map(({ id }) => id).concat(found.goneExecutions))
    rings.runs.note(tick, found.runs.map(runIdOf).concat(found.goneRuns))
    await tellExecutions({ ...found, afresh }, batch)
    if (afresh) runs.all('SNAPSHOT', batch)
    else await runs.changed(found, batch)
  }
  async function tellExecutions({ executions: rows, goneExecutions, afresh }: Seen, batch: Batch) {
    const breaks = createBreaks()
    const gone: Told[] = []
    const tell = (told: Iterable<Told>) => {
      for (const one of told) {
        if (one.event.execution === null) gone.push(one)
        addTold(one, batch)
      }
    }
    for (const row of rows) {
      tell(executions.changed(backend, row, afresh ? 'SNAPSHOT' : 'UPDATE'))
      if (breaks.isDue()) await breaks.take()
    }
    for (const id of goneExecutions) tell(executions.gone(backend, id, afresh))
    if (gone.length > 0) tell(await foundElsewhere(gone, executions, tools.report))
  }
  async function away(batch: Batch) {
    const breaks = createBreaks()
    for (const told of executions.away(backend)) {
      addTold(told, batch)
      if (breaks.isDue()) await breaks.take()
    }
    runs.all('UNAVAILABLE', batch)
  }

  return { seen, away }
}

function addTold({ target, event }: Told, batch: Batch) {
  for (const operation of watchersOf(target)) {
    // Its first state is not told yet: this is newer.
    if (operation.awaited.has(target.text)) operation.awaited.set(target.text, event)
    else batch.add(operation, target.text, event)
  }
}

/** Another backend may know an id whose execution is gone. */
async function foundElsewhere(
  gone: readonly Told[],
  { changed }: ExecutionWatch,
  report: LiveTools['report'],
) {
  const targets = gone.flatMap(({ target }) => (target.backends.length > 1 ? [target] : []))
  const told: Told[] = []
  const wanted = new Set(targets)
  for (const backend of new Set(targets.flatMap(({ backends }) => backends))) {
    const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + patience }
    const some = targets.filter(({ backends }) => backends.includes(backend))
    const ids = [...new Set(some.map(({ id }) => id))]
    const rows = await executionsByIds(backend, ids, reading).catch((error: unknown) => {
      if (!isAway(error)) report(error)
      return []
    })
    for (const row of rows)
      for (const one of changed(backend, row, 'UPDATE')) if (wanted.has(one.target)) told.push(one)
  }
  return told
}
