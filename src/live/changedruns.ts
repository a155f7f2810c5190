import type { SeenRuns } from './sight.ts'
import type { Backend, Reading } from '../db/backend.ts'
import { runIdOf } from '../db/changes.ts'
import { tagsOf } from '../db/runs/details.ts'
import type { RunRow } from '../db/runs/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { asksForTags, matchesButForTags } from './runmatch.ts'

type Tags = ReadonlyMap<string, ReadonlySet<string>>

/** The tags of runs, by `runIdOf`, in one statement: of those runs for which one of its filters depends on them. */
export async function tagsOfRuns(
  backend: Backend,
  rows: readonly RunRow[],
  filtersOf: (row: RunRow) => Iterable<{ readonly filter: SeenRuns }>,
  reading: Reading,
): Promise<Tags> {
  const breaks = createBreaks()
  const wanted: RunRow[] = []
  for (const row of rows) {
    for (const { filter } of filtersOf(row)) {
      if (!asksForTags(filter) || !matchesButForTags(filter, row)) continue
      wanted.push(row)
      break
    }
    if (breaks.isDue()) await breaks.take()
  }
  if (wanted.length === 0) return new Map()
  const found = await tagsOf(backend, wanted, reading)
  const byRun = Map.groupBy(found, runIdOf)
  return new Map([...byRun].map(([id, tags]) => [id, new Set(tags.map(({ tag }) => tag))]))
}
