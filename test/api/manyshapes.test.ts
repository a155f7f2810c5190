import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startApi } from '../setup/servers/api.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { type Place, kinds, newReadyPlace, postgresKinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** One of the conditions, or none of them, by the digit of a number: a statement of its own for each number. */
function picked(number: number): Record<string, unknown> {
  const choices: readonly (readonly Record<string, unknown>[])[] = [
    [{ flow: ['a'] }],
    [{ status: ['FAILED'] }, { status: ['RUNNING'] }, { status: ['COMPLETED', 'RUNNING'] }],
    [{ tagsAny: ['a'] }],
    [{ tagsAll: ['a'] }],
    [{ startedAfter: '2026-01-01T00:00:00Z' }],
    [{ startedBefore: '2026-02-01T00:00:00Z' }],
    [{ minDurationMs: 1 }],
    [{ maxDurationMs: 5 }],
  ]
  let left = number
  return Object.assign(
    {},
    ...choices.map((some) => {
      const digit = left % (some.length + 1)
      left = Math.floor(left / (some.length + 1))
      return digit === 0 ? {} : some[digit - 1]
    }),
  ) as Record<string, unknown>
}

const lists = `query ($runs: RunFilter, $executions: ExecutionFilter) {
  runs(filter: $runs) { nodes { id } }
  statusCounts(filter: $runs) { unavailable }
  executionHistory(filter: $executions) { nodes { id } }
}`
const hot = 'query ($ids: [ID!]!) { executions(ids: $ids) { id attempts { nodes { number } } } }'

type Ask = (query: string, variables: Record<string, unknown>) => Promise<object>

async function askMany(ask: Ask, from: number, to: number) {
  for (let number = from; number < to; number++) {
    const filter = picked(number)
    expect(await ask(lists, { runs: filter, executions: filter })).not.toHaveProperty('errors')
  }
}

async function askOften(ask: Ask) {
  for (let time = 0; time < 5; time++) await ask(hot, { ids: ['a', 'b'] })
}

describe.each(postgresKinds)('of combinations of filters that clients make up, on %s,', (kind) => {
  let place: Place
  let proxy: Proxy
  let served: Here
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    proxy = await startProxy(inject('servers')[kind]!)
    served = await serveHere(`${proxy.through(place.url)}?pool=1`)
  })
  afterAll(async () => {
    await served.close()
    await proxy.close()
    await place.remove()
  })

  /** The connection that wrote the schema, the one that reads, and those that took its place. */
  const mostPrepared = () => Math.max(...proxy.preparedBy())
  const ask: Ask = async (query, variables) => (await served.ask(query, variables)).body

  it('none is prepared that is asked once, and what is asked often stays prepared', async () => {
    await askOften(ask)
    const known = proxy.prepared().length
    expect(known).toBeGreaterThan(0)
    await askMany(ask, 0, sized(120, 40))
    expect(proxy.prepared()).toHaveLength(known)
    await askOften(ask)
    expect(proxy.prepared()).toHaveLength(known)
  })

  it('those that are repeated do not fill the connections either', async () => {
    for (let number = 0; number < sized(150, 110); number++)
      for (let time = 0; time < sized(4, 3); time++) await askMany(ask, number, number + 1)
    expect(proxy.prepared().length).toBeGreaterThan(270)
    expect(mostPrepared()).toBeLessThan(270)
  })
})

/** How many of them stay prepared, the tests of connections and of families of statements say. */
describe.each(kinds.filter((kind) => !postgresKinds.includes(kind)))(
  'of combinations of filters that clients make up, on %s,',
  (kind) => {
    afterEach(() => void vi.restoreAllMocks())

    it('each is answered, and what is asked often stays prepared', async () => {
      const api = await startApi({ title: kind, kinds: { main: kind } })
      await askOften(api.ask)
      await askMany(api.ask, 0, sized(150, 40))
      const prepare = vi.spyOn(Database.prototype, 'prepare')
      await askOften(api.ask)
      expect(prepare).not.toHaveBeenCalled()
      await api.close()
    })
  },
)
