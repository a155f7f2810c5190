import type { Backend } from '../db/backend.ts'
import { runIdOf } from '../db/changes.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import type { RunRow } from '../db/runs/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { tagsOfRuns } from './changedruns.ts'
import type { RunEvent } from './events.ts'
import type { Batch } from './operation.ts'
import { type WatchedFilter, eventOfAll } from './runwatch.ts'
import type { Seen } from './seen.ts'
import type { LiveTools } from './tellingturns.ts'

/** How long a reading for changes may take. */
const patience = 5_000

const noTags: ReadonlySet<string> = new Set()

/** Tells those who watch runs of one store. */
export function createRunTelling(backend: Backend, { runs, report }: LiveTools) {
  async function changed(
    { runs: rows, goneRuns, now }: Pick<Seen, 'runs' | 'goneRuns' | 'now'>,
    batch: Batch,
  ) {
    const filters = [...runs.in(backend)]
    if (filters.length === 0 || rows.length + goneRuns.length === 0) return
    const tags = await tagsOr(rows, filters, now)
    if (!tags) return all('SNAPSHOT', batch)
    const breaks = createBreaks()
    for (const watch of filters) {
      for (const row of rows) {
        const event = runs.changed(watch, backend, { row, tags: tags.get(runIdOf(row)) ?? noTags })
        if (event) tellAll(watch, event, batch)
        if (breaks.isDue()) await breaks.take()
      }
      for (const id of goneRuns) {
        const event = runs.gone(watch, backend, id)
        if (event) tellAll(watch, event, batch)
      }
    }
  }
  /** Nothing if they cannot be read: the runs must be queried then. */
  async function tagsOr(rows: readonly RunRow[], filters: readonly WatchedFilter[], now: number) {
    const reading = { now, meter: createMeter(), deadline: performance.now() + patience }
    try {
      return await tagsOfRuns(backend, rows, filters, reading)
    } catch (error) {
      if (!isAway(error)) report(error)
      return undefined
    }
  }
  function all(kind: 'SNAPSHOT' | 'UNAVAILABLE', batch: Batch) {
    for (const watch of runs.in(backend)) {
      runs.forget(watch, backend)
      tellAll(watch, eventOfAll(kind, backend), batch)
    }
  }

  return { changed, all }
}

function tellAll({ operations }: WatchedFilter, event: RunEvent, batch: Batch) {
  const record = event.id ?? ` ${event.backend}`
  for (const operation of operations) {
    if (operation.held) operation.held.set(record, event)
    else batch.add(operation, record, event)
  }
}
