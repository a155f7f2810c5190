import type { Backend } from '../db/backend.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import type { RunRow } from '../db/runs/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { tagsOfRuns } from './changedruns.ts'
import type { RunEvent } from './events.ts'
import { type ExecutionWatch, type Told, watchersOf } from './executionwatch.ts'
import { type Follower, type FollowerOptions, followStore } from './follower.ts'
import { createLane } from './lane.ts'
import type { Load } from './load.ts'
import { type Batch, createBatch } from './operation.ts'
import type { Renderer } from './rendering.ts'
import { createRing } from './ring.ts'
import { type RunWatch, type WatchedFilter, eventOfAll } from './runwatch.ts'
import type { Found, Seen } from './seen.ts'
import { runIdOf } from '../db/changes.ts'
import type { Ticks } from './ticks.ts'
import { createWatched } from './watched.ts'

/** One store, as those who watch it see it. */
export interface LiveStore extends Pick<Follower, 'lookUp' | 'isAvailable'> {
  readonly backend: Backend
  /** Must be called when what is watched has changed. Resolves when all changes from then on will be told. */
  update(): Promise<void>
  /** Whether changes are told now. */
  isFollowed(): boolean
  /** The records that have changed since a tick, and in it. `undefined`: not all of them are known. */
  changedSince(kind: 'executions' | 'runs', tick: number): ReadonlySet<string> | undefined
  close(): Promise<void>
}

/** What all stores share. */
export interface LiveTools {
  readonly executions: ExecutionWatch
  readonly runs: RunWatch
  readonly ticks: Ticks
  readonly renderer: Renderer
  readonly load: Load
  readonly report: (error: unknown) => void
  readonly following?: FollowerOptions | undefined
}

/** How long a reading for changes may take. */
const patience = 5_000

export function createLiveStore(backend: Backend, tools: LiveTools): LiveStore {
  const { executions, runs, ticks, load } = tools
  const lane = { tools: { renderer: tools.renderer, ticks, delivered: load.delivered } }
  const [plain, nested] = [createLane(backend, lane.tools), createLane(backend, lane.tools)]
  const rings = { executions: createRing(), runs: createRing() }
  const watched = createWatched(backend, executions, runs, () => void follower.update())
  const follower: Follower = followStore(
    backend,
    watched,
    {
      seen: (seen) => void take(seen.now, (tick, batch) => tellSeen(seen, tick, batch)),
      away: () => void take(Date.now(), tellAway),
      back: () => {},
      failed: tools.report,
    },
    { ...tools.following, growth: load.growth },
  )
  /** Changes are told in the order in which they were seen. */
  let turns: Promise<void> = Promise.resolve()
  let waiting = 0

  function take(now: number, tell: (tick: number, batch: Batch) => void | Promise<void>): Promise<void> {
    const tick = ticks.begin()
    const isFirst = waiting++ === 0
    const go = async () => {
      try {
        const batch = createBatch(tick)
        await tell(tick, batch)
        void Promise.all(byLane(batch).map(([lane, part]) => lane.add(part, now))).then(() => ticks.end(tick))
      } catch (error) {
        ticks.end(tick)
        tools.report(error)
      } finally {
        waiting -= 1
      }
    }
    // The first begins at once: what changed is told in the turn in which it was seen.
    turns = isFirst ? go() : turns.then(go)
    return turns
  }
  /** Documents that need statements do not hold up the others. */
  function byLane({ items }: Batch) {
    const part = (isNested: boolean): Pick<Batch, 'items'> => ({
      items: new Map([...items].filter(([document]) => document.isNested === isNested)),
    })
    return [
      [plain, part(false)],
      [nested, part(true)],
    ] as const
  }

  async function tellSeen(seen: Seen, tick: number, batch: Batch) {
    const { afresh } = seen
    if (afresh) for (const ring of Object.values(rings)) ring.begin(tick)
    rings.executions.note(tick, seen.executions.map(({ id }) => id).concat(seen.goneExecutions))
    rings.runs.note(tick, seen.runs.map(runIdOf).concat(seen.goneRuns))
    await tellExecutions(seen, batch)
    if (afresh) tellAllRuns('SNAPSHOT', batch)
    else await tellRuns(seen, batch)
  }
  async function tellExecutions({ executions: rows, goneExecutions, afresh }: Seen, batch: Batch) {
    const breaks = createBreaks()
    const tell = (told: Iterable<Told>) => {
      for (const one of told) addTold(one, batch)
    }
    for (const row of rows) {
      tell(executions.changed(backend, row, afresh ? 'SNAPSHOT' : 'UPDATE'))
      if (breaks.isDue()) await breaks.take()
    }
    for (const id of goneExecutions) tell(executions.gone(backend, id, afresh))
  }
  async function tellRuns({ runs: rows, goneRuns, now }: Found & { now: number }, batch: Batch) {
    const filters = [...runs.in(backend)]
    if (filters.length === 0 || rows.length + goneRuns.length === 0) return
    const tags = await tagsOr(rows, filters, now)
    if (!tags) return tellAllRuns('SNAPSHOT', batch)
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
      if (!isAway(error)) tools.report(error)
      return undefined
    }
  }
  function tellAllRuns(kind: 'SNAPSHOT' | 'UNAVAILABLE', batch: Batch) {
    for (const watch of runs.in(backend)) {
      runs.forget(watch, backend)
      tellAll(watch, eventOfAll(kind, backend), batch)
    }
  }
  async function tellAway(_: number, batch: Batch) {
    const breaks = createBreaks()
    for (const told of executions.away(backend)) {
      addTold(told, batch)
      if (breaks.isDue()) await breaks.take()
    }
    tellAllRuns('UNAVAILABLE', batch)
  }

  return {
    backend,
    update: () => {
      const begins = watched.refresh()
      // What clients were told before is of a lower tick.
      for (const kind of begins) rings[kind].begin(ticks.skip())
      return follower.update()
    },
    lookUp: follower.lookUp,
    isAvailable: follower.isAvailable,
    isFollowed: () => watched.executionCount() > 0 || watched.runFilters().length > 0,
    changedSince: (kind, tick) => rings[kind].since(tick),
    async close() {
      watched.close()
      await follower.close()
      await turns
    },
  }
}

const noTags: ReadonlySet<string> = new Set()

function addTold({ target, event }: Told, batch: Batch) {
  for (const operation of watchersOf(target)) {
    // Its first state is not told yet: this is newer.
    if (operation.awaited.has(target.text)) operation.awaited.set(target.text, event)
    else batch.add(operation, target.text, event)
  }
}

function tellAll({ operations }: WatchedFilter, event: RunEvent, batch: Batch) {
  const record = event.id ?? ` ${event.backend}`
  for (const operation of operations) {
    if (operation.held) operation.held.set(record, event)
    else batch.add(operation, record, event)
  }
}
