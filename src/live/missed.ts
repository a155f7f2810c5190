import type { Backend, Reading } from '../db/backend.ts'
import { runIdOf, runKeyIn } from '../db/changes.ts'
import { createMeter } from '../db/meter.ts'
import { runsByKeys } from '../db/runs/rows.ts'
import { tagsOfRuns } from './changedruns.ts'
import type { RunEvent } from './events.ts'
import { idsOf } from './firststates.ts'
import type { Operation } from './operation.ts'
import { matchesRun, mayHaveMatched } from './runmatch.ts'
import { eventOf } from './runwatch.ts'
import type { LiveStore } from './store.ts'

/** Most runs of one statement. */
const mostRuns = 5_000
const readMs = 5_000

/** What has changed since a tick, by store and kind. */
export type Missed = ReadonlyMap<LiveStore, Readonly<Record<'executions' | 'runs', ReadonlySet<string>>>>

/** `undefined`: not all of it is known. */
export function missedSince(
  tick: number,
  stores: readonly LiveStore[],
  operations: readonly Operation[],
): Missed | undefined {
  const missed = new Map<LiveStore, Record<'executions' | 'runs', ReadonlySet<string>>>()
  const kinds = (['executions', 'runs'] as const).filter((kind) =>
    operations.some(({ topic }) => topic.on === kind),
  )
  for (const store of stores) {
    const changes = { executions: new Set<string>(), runs: new Set<string>() } as Record<
      'executions' | 'runs',
      ReadonlySet<string>
    >
    for (const kind of kinds) {
      const changed = store.isAvailable() ? store.changedSince(kind, tick) : undefined
      if (!changed) return undefined
      changes[kind] = changed
    }
    missed.set(store, changes)
  }
  return missed
}

/** An operation no longer awaits what has not changed. What is gone was deleted, as far as it knew it. */
export function awaitOnlyMissed({ awaited, ...operation }: Operation, missed: Missed): void {
  const hasChanged = (backend: Backend, id: string) =>
    missed.entries().some(([store, { executions }]) => store.backend === backend && executions.has(id))
  for (const { text, id, backends } of idsOf(operation)) {
    const place = backends.find((backend) => hasChanged(backend, id))
    const event = awaited.get(text)
    if (!place) awaited.delete(text)
    else if (event?.kind === 'UNKNOWN') awaited.set(text, { ...event, kind: 'DELETE', backend: place.name })
  }
}

/** What an operation is told of runs that have changed. */
export async function missedRuns(operation: Operation, missed: Missed): Promise<RunEvent[]> {
  const { topic } = operation
  if (topic.on !== 'runs' || topic.isEmpty) return []
  const events: RunEvent[] = []
  for (const [{ backend }, { runs }] of missed) {
    if (!topic.backends.includes(backend)) continue
    const ids = [...runs]
    for (let first = 0; first < ids.length; first += mostRuns)
      events.push(...(await missedOf(topic, backend, ids.slice(first, first + mostRuns))))
  }
  return events
}

async function missedOf(
  { filter }: Extract<Operation['topic'], { on: 'runs' }>,
  backend: Backend,
  ids: readonly string[],
): Promise<RunEvent[]> {
  const reading: Reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + readMs }
  const rows = await runsByKeys(backend, ids.map(runKeyIn), reading)
  const tags = await tagsOfRuns(backend, rows, () => [{ filter }], reading)
  const found = new Map(rows.map((row) => [runIdOf(row), row]))
  return ids.flatMap((id): RunEvent[] => {
    const row = found.get(id)
    if (!row) return [{ kind: 'DELETE', id: `${backend.name}:${id}`, backend: backend.name, run: null }]
    if (matchesRun(filter, { row, tags: tags.get(id) ?? new Set() })) return [eventOf('UPDATE', backend, row)]
    return mayHaveMatched(filter, row) ? [eventOf('LEAVE', backend, row)] : []
  })
}
