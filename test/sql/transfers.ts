import { expect } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { type ImportLine, entryIn } from '../../src/db/transfer/check.ts'
import { exportLines } from '../../src/db/transfer/export.ts'
import { importEntries } from '../../src/db/transfer/import.ts'
import { type Snapshot, countExecutions } from '../../src/db/transfer/read.ts'

/** What an export of a store would write, read by the store's own connections. */
export async function exported(backend: Backend): Promise<readonly string[]> {
  const reading = () => ({ now: Date.now(), meter: createMeter(), deadline: performance.now() + 60_000 })
  const snapshot: Snapshot = {
    read: (statement, values) => backend.read(statement, values, reading()),
    close: async () => {},
  }
  const [counted] = await snapshot.read(countExecutions, {})
  const [, ...lines] = await Array.fromAsync(exportLines(snapshot, undefined, () => {}))
  expect(lines.length).toBeGreaterThan(counted!.count)
  return lines
}

/** Imports those lines, twice. */
export async function imported(backend: Backend, lines: readonly string[]): Promise<void> {
  const entries = lines.map(entryIn).filter((line): line is ImportLine => typeof line !== 'string')
  for (let time = 1; time <= 2; time += 1)
    for (const [kind, some] of Map.groupBy(entries, (entry) => entry.kind))
      await importEntries(backend, kind, some)
}
