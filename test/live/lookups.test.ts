import { expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import type { ExecutionRow } from '../../src/db/executions/rows.ts'
import { createMeter } from '../../src/db/meter.ts'
import { createExecutionNet } from '../../src/live/executionnet.ts'

const row = (version: number) => ({ id: 'e', version, durationMs: null }) as unknown as ExecutionRow
const reading = { now: 0, meter: createMeter(), deadline: Infinity }

/** A net over a store that answers each read when it is told to. */
function newNet() {
  const reads: ((rows: readonly ExecutionRow[]) => void)[] = []
  const read = () => new Promise((resolve) => reads.push(resolve))
  const watched = { executions: () => ['e'], executionCount: () => 1, runFilters: () => [] }
  return { net: createExecutionNet({ read } as unknown as Backend, watched), reads }
}

it.each([
  ['deleted', () => ({ changed: [], gone: ['e'] })],
  ['changed', () => ({ changed: [row(2)], gone: [] })],
])('what was %s while it was looked up is not told as it was before', async (_, then) => {
  const { net, reads } = newNet()
  const first = net.lookUp(['e'], reading)
  reads[0]!([row(1)])
  await first
  const [slow, cast] = [net.lookUp(['e'], reading), net.cast(reading)]
  const { changed, gone } = then()
  net.note(changed, gone)
  reads[1]!([row(1)])
  reads[2]!([row(1)])
  expect(await slow).toEqual([row(1)])
  expect(net.owes()).toBe(false)
  expect(await cast).toEqual({ executions: [], goneExecutions: [] })
  // What is read from now on counts again.
  const later = net.cast(reading)
  reads[3]!([row(3)])
  expect(await later).toEqual({ executions: [row(3)], goneExecutions: [] })
})
