import { describe, expect, it } from 'vitest'
import { orThrow } from '../../src/db/recording/grouping.ts'
import { createMeter } from '../../src/db/meter.ts'
import { recordRuns } from '../../src/db/recording/runs.ts'
import { startApi } from '../setup/servers/api.ts'
import { kindsAndMemory } from '../setup/servers/stores.ts'

const run = (number: number, name: string | null, clientKey: string | null = null) => ({
  flow: 'F',
  number,
  name,
  clientKey,
  user: null,
  startedAt: 0,
  heartbeatAt: null,
  tags: [],
  systemTags: [],
  attempt: null,
  verdict: null,
})

describe.each(kindsAndMemory)('recording runs on %s', (kind) => {
  it('keeps apart what was refused and what took the same number', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const record = async (...runs: ReturnType<typeof run>[]) =>
      orThrow(await recordRuns(api.backends[0]!, runs, createMeter())).map((one) =>
        one.kind === 'conflict' ? `conflict over ${one.over}` : `${one.kind} ${one.key.number}`,
      )
    expect(await record(run(1, 'taken'))).toEqual(['stored 1'])
    expect(await record(run(2, 'taken'), run(2, 'free'))).toEqual(['conflict over name', 'stored 2'])
    expect(await record(run(3, null, 'k'), run(4, null, 'k'), run(3, null))).toEqual([
      ...['stored 3', 'known 3', 'conflict over number'],
    ])
    await api.close()
  })
})
