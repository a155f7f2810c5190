import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { runIdOf } from '../../src/db/changes.ts'
import { tagsOf } from '../../src/db/runs/details.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { listRuns } from '../../src/db/runs/list.ts'
import { matchesButForTags, matchesRun, mayHaveMatched } from '../../src/live/runmatch.ts'
import { startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'

const now = Date.UTC(2026, 0, 2)
const instants = [-400_000, -350_000, -5_000, 0, 100].map((ms) => now + ms)
const flows = ['A', 'B', 'a', 'Ä/1']
const tags = ['x', 'y', 'z', 'x,y']
const names = ['run-1', 'Run-1', '😀1', '😀']

const instant = fc.constantFrom(...instants)
const some = <Value>(values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 })
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 1 })

const filters: fc.Arbitrary<RunFilter> = fc
  .record(
    {
      flows: some(flows),
      statuses: some(['RUNNING', 'COMPLETED', 'FAILED'] as const),
      users: some(['u', 'v', 'w']),
      anyTags: some(tags),
      allTags: some(tags),
      startedFrom: instant,
      startedTo: instant,
      heartbeatFrom: instant,
      heartbeatTo: instant,
      durationFrom: fc.constantFrom(0, 5_000, 50_000),
      durationTo: fc.constantFrom(0, 5_000, 400_000),
      refPrefix: fc.constantFrom('', '1', '12', 'r', 'R', '😀', 'run-1x'),
    },
    { requiredKeys: [] },
  )
  // A filter of few conditions matches often enough.
  .map((filter) => Object.fromEntries(Object.entries(filter).slice(0, 3)) as RunFilter)

const shuffled = filters.chain((filter) =>
  fc.shuffledSubarray(Object.entries(filter)).map((entries) => Object.fromEntries(entries) as RunFilter),
)

const runs = fc.array(
  fc.record({
    flow: fc.constantFrom(...flows),
    name: maybe(fc.constantFrom(...names)),
    user: maybe(fc.constantFrom('u', 'v')),
    startedAt: instant,
    heartbeatAt: maybe(instant),
    tags: fc.subarray(tags),
    systemTags: fc.subarray(['y', 's']),
    verdict: maybe(fc.boolean()),
  }),
  { minLength: 30, maxLength: 60 },
)

const recording = `mutation Runs($runs: [RunInput!]!) {
  recordRuns(input: { runs: $runs }) { results { problem { message field } } }
}`

describe.each(kinds)('a filter on rows of %s', (kind) => {
  it('matches what the same filter finds in the store', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const [backend] = api.backends
    const given = fc.sample(runs, 1)[0]!
    const { recordRuns } = await api.data<{
      recordRuns: { results: { problem: unknown }[] }
    }>(recording, {
      runs: given.map(({ verdict, startedAt, heartbeatAt, name, ...run }, index) => ({
        ...run,
        ...(verdict !== undefined && {
          verdict: { ok: verdict, at: new Date(startedAt + 5_000).toISOString() },
        }),
        ...(name !== undefined && { name: `${name}${index}` }),
        startedAt: new Date(startedAt).toISOString(),
        ...(heartbeatAt !== undefined && { heartbeatAt: new Date(heartbeatAt).toISOString() }),
      })),
    })
    expect(recordRuns.results.flatMap(({ problem }) => problem ?? [])).toEqual([])
    const reading = () => ({ now, meter: createMeter(), deadline: performance.now() + 60_000 })
    const page = { limit: 1_000, from: undefined, backward: false }
    const order = { field: 'STARTED', descending: true } as const
    const find = (filter: RunFilter) => listRuns(backend!, { filter, order }, page, reading())
    const rows = await find({})
    const byRun = Map.groupBy(await tagsOf(backend!, rows, reading()), runIdOf)
    const tagsOfRow = (id: string) => new Set((byRun.get(id) ?? []).map(({ tag }) => tag))
    let matched = 0
    await fc.assert(
      fc.asyncProperty(shuffled, async (filter) => {
        const found = (await find(filter)).map(runIdOf).toSorted()
        const matching = rows.filter((row) => matchesRun(filter, { row, tags: tagsOfRow(runIdOf(row)) }))
        matched += matching.length
        expect(matching.map(runIdOf).toSorted()).toEqual(found)
        expect(matching.every((row) => matchesButForTags(filter, row) && mayHaveMatched(filter, row))).toBe(
          true,
        )
      }),
      { numRuns: 150 },
    )
    expect(rows.length).toBeGreaterThan(10)
    expect(matched).toBeGreaterThan(50)
    await api.close()
  })
})
