import type { Backend } from '../db/backend.ts'
import { runIdOf, runKeyIn } from '../db/changes.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import type { RunRow } from '../db/runs/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { tagsOfRuns } from './changedruns.ts'
import type { RunEvent } from './events.ts'
import type { Batch } from './operation.ts'
import { type FilterIndex, indexFilters } from './runfilters.ts'
import { type WatchedFilter, eventOfAll } from './runwatch.ts'
import type { Seen } from './seen.ts'
import type { LiveTools } from './tellingturns.ts'

/** How long a reading for changes may take. */
const patience = 5_000

/** Filters that name no flow, times runs that changed. With more, those who watch them query their runs again. */
const mostPairs = 1_000_000

const noTags: ReadonlySet<string> = new Set()

/** Tells those who watch runs of one store. */
export function createRunTelling(backend: Backend, { runs, report }: Pick<LiveTools, 'runs' | 'report'>) {
  let newest: { readonly version: number; readonly index: FilterIndex } | undefined
  /** Of the filters as they are now. */
  async function indexNow(): Promise<FilterIndex> {
    const version = runs.version()
    if (newest?.version !== version) newest = { version, index: await indexFilters(runs.in(backend)) }
    return newest.index
  }
  async function changed(
    { runs: rows, goneRuns, now }: Pick<Seen, 'runs' | 'goneRuns' | 'now'>,
    batch: Batch,
  ) {
    if (rows.length + goneRuns.length === 0) return
    const whole = await indexNow()
    const isTooMuch = whole.ofAnyFlow.length * (rows.length + goneRuns.length) > mostPairs
    if (isTooMuch) for (const watch of whole.ofAnyFlow) snapshot(watch, 'SNAPSHOT', batch)
    const index = isTooMuch ? whole.withFlows : whole
    const tags = await tagsOr(rows, index, now)
    if (!tags) return all('SNAPSHOT', batch)
    const breaks = createBreaks()
    for (const row of rows)
      for (const watch of index.of(row.flow)) {
        const event = runs.changed(watch, backend, { row, tags: tags.get(runIdOf(row)) ?? noTags })
        if (event) tellAll(watch, event, batch)
        if (breaks.isDue()) await breaks.take()
      }
    for (const id of goneRuns)
      for (const watch of index.of(runKeyIn(id).flow)) {
        const event = runs.gone(watch, backend, id)
        if (event) tellAll(watch, event, batch)
        if (breaks.isDue()) await breaks.take()
      }
  }
  /** Nothing if they cannot be read: the runs must be queried then. */
  async function tagsOr(rows: readonly RunRow[], index: Pick<FilterIndex, 'of'>, now: number) {
    const reading = { now, meter: createMeter(), deadline: performance.now() + patience }
    try {
      return await tagsOfRuns(backend, rows, ({ flow }) => index.of(flow), reading)
    } catch (error) {
      if (!isAway(error)) report(error)
      return undefined
    }
  }
  function all(kind: 'SNAPSHOT' | 'UNAVAILABLE', batch: Batch) {
    for (const watch of runs.in(backend)) snapshot(watch, kind, batch)
  }
  function snapshot(watch: WatchedFilter, kind: 'SNAPSHOT' | 'UNAVAILABLE', batch: Batch) {
    runs.forget(watch, backend)
    tellAll(watch, eventOfAll(kind, backend), batch)
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
