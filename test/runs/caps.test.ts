import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, aloneSetups, apiOver, setups } from '../setup/servers/api.ts'
import {
  analyze,
  ending,
  insertMany,
  runColumns,
  withoutIndexes,
  withoutTriggers,
} from '../setup/seeds/manyruns.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const first = Date.UTC(2026, 0, 1)
const minute = 60_000
const cap = 10_000
const when = (from: number, to: number) =>
  `filter: { startedAfter: "${new Date(from).toISOString()}", startedBefore: "${new Date(to).toISOString()}" }`

interface Bucket {
  readonly counts: readonly { status: string; value: number; isExact: boolean }[]
}

async function fill(store: Sql) {
  const started = `${first} + n * ${minute}`
  const insert = (flow: string, ok: 1 | 0 | null, count: number, number = 'n') =>
    insertMany(
      store,
      runColumns,
      `${flow}, ${number}, null, ${started}, null, 1, ${ending(ok, started)}`,
      count,
    )
  await withoutIndexes(store, 'runs', async () => {
    await insert(`'exactly'`, 1, cap)
    await insert(`'one more'`, 1, cap + 1)
    await insert(`'silent'`, null, 6_000)
    await insert(`'silent'`, 0, 6_000, 'n + 10000')
    // As many flows as runs, each with its first. They are asked for by what is not counted by the hour.
    await withoutTriggers(store, () => insert(`'flow ' || n`, 1, 60_000, '1'))
    await insert(`'even'`, 0, sized(60_000, 20_001), 'n * 2')
  })
  await analyze(store)
}

/** Nobody writes to them: a store of each kind is filled once. */
const places = new Map<string, Place>()
afterAll(async () => void (await Promise.all([...places.values()].map((place) => place.remove()))))

async function openFilled(name: string, kind: string): Promise<Backend> {
  const known = places.get(kind)
  const place = known ?? (await newReadyPlace(kind))
  const backend = await openBackend(parseBackend(`${name}=${place.url}`))
  if (known) return backend
  const store = openSql(place)
  await fill(store)
  await store.close()
  places.set(kind, place)
  return backend
}

describe.each(sized(setups, aloneSetups))('counting many runs on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    const backends: Backend[] = []
    for (const [name, kind] of Object.entries(setup.kinds)) backends.push(await openFilled(name, kind))
    api = apiOver(backends)
  })
  afterAll(() => api.close())

  const countsOf = (flow: string) =>
    api.data(`{ statusCounts(filter: { flow: ["${flow}"] }) { counts { status value isExact } } }`)
  const counts = (
    running: number,
    completed: number,
    failed: number,
    isExact = { completed: true, failed: true },
  ) => ({
    statusCounts: {
      counts: [
        { status: 'RUNNING', value: running, isExact: true },
        { status: 'COMPLETED', value: completed, isExact: isExact.completed },
        { status: 'FAILED', value: failed, isExact: isExact.failed },
      ],
    },
  })

  it('is exact up to ten thousand of a status in each backend, and says where it stopped', async () => {
    expect(await countsOf('exactly')).toEqual(counts(0, cap * names.length, 0))
    expect(await countsOf('one more')).toEqual(
      counts(0, cap * names.length, 0, { completed: false, failed: true }),
    )
    // Two reasons to have failed, neither of which reaches the cap.
    expect(await countsOf('silent')).toEqual(
      counts(0, 0, cap * names.length, { completed: true, failed: false }),
    )
    expect(await countsOf('none')).toEqual(counts(0, 0, 0))
  })

  async function histogram(args: string) {
    const query = `{ runHistogram(${args}) { isExact buckets { counts { status value isExact } } } }`
    const { runHistogram } = await api.data<{ runHistogram: { isExact: boolean; buckets: Bucket[] } }>(query)
    const values = (status: string) =>
      runHistogram.buckets.map(({ counts }) => counts.find((one) => one.status === status)!.value)
    return { isExact: runHistogram.isExact, completed: values('COMPLETED'), failed: values('FAILED') }
  }

  it('by time is exact up to fifty thousand', async () => {
    const span = when(first, first + 20_000 * minute)
    const of = (value: number) => Array.from({ length: 10 }, () => value * names.length)
    const status = (name: string) => span.replace('}', `, status: [${name}] }`)
    expect(await histogram(`${status('FAILED')}, buckets: 10`)).toEqual({
      isExact: true,
      completed: of(0),
      failed: of(2000).map((value, index) => (index < 3 ? value + 4000 * names.length : value)),
    })
  })

  it.each(sized(['COMPLETED', 'FAILED'], ['COMPLETED']))(
    'by time is about right beyond, and says so: %s',
    async (status) => {
      const asked = `, status: [${status}], minDurationMs: 0 }`
      const span = when(first + 10_001 * minute, first + 60_001 * minute + 1).replace('}', asked)
      const wide = when(first, first + 60_000 * minute).replace('}', asked)
      const found = await histogram(`${wide}, buckets: 6`)
      const values = status === 'COMPLETED' ? found.completed : found.failed
      const begin = status === 'COMPLETED' ? 30_001 : 16_000
      expect(found.isExact).toBe(false)
      for (const [index, value] of values.entries()) {
        const expected = (index === 0 ? begin : 10_000) * names.length
        expect([value > expected * 0.95, value < expected * 1.05, value]).toEqual([true, true, value])
      }
      const exact = await histogram(`${span}, buckets: 1`)
      expect([exact.isExact, exact.completed[0]! + exact.failed[0]!]).toEqual([true, 49_999 * names.length])
    },
  )

  it('of users and tags stops at the newest ten thousand, and says so', async () => {
    const facets = (flow: string) =>
      api.data(`{ runFacets(filter: { flow: ["${flow}"] }) { users { value } tags { value } isExact } }`)
    const nothing = { users: [], tags: [] }
    expect(await facets('exactly')).toEqual({ runFacets: { ...nothing, isExact: true } })
    expect(await facets('one more')).toEqual({ runFacets: { ...nothing, isExact: false } })
  })
})
