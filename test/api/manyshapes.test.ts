import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { lookedAt, megabytesHeld } from '../setup/servers/held.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { type Place, kinds, newPlace, postgresKinds } from '../setup/servers/stores.ts'

const combinations = 750

/** One of the conditions, or none of them, by the digit of a number. */
function picked(number: number): Record<string, unknown> {
  const choices: readonly (readonly Record<string, unknown>[])[] = [
    [{ flow: ['a'] }, { flow: ['a', 'b'] }],
    [{ status: ['FAILED'] }, { status: ['RUNNING'] }, { status: ['COMPLETED', 'RUNNING'] }],
    [{ tagsAny: ['a'] }, { tagsAny: ['a', 'b'] }],
    [{ tagsAll: ['a'] }, { tagsAll: ['a', 'b'] }],
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

async function askMany(served: Served, from: number, to: number) {
  for (let number = from; number < to; number++) {
    const filter = picked(number)
    const { body } = await served.ask(lists, { runs: filter, executions: filter })
    expect(body).not.toHaveProperty('errors')
  }
}

describe.each(kinds)('of combinations of filters that clients make up, on %s,', (kind) => {
  let place: Place
  let proxy: Proxy | undefined
  let served: Served
  beforeAll(async () => {
    place = await newPlace(kind)
    proxy = postgresKinds.includes(kind) ? await startProxy(inject('servers')[kind]!) : undefined
    const url = proxy ? `${proxy.through(place.url)}?pool=1` : place.url
    served = await serve(['--backend', `main=${url}`], { env: lookedAt })
  })
  afterAll(async () => {
    await served.stop()
    await proxy?.close()
    await place.remove()
  })

  it('nothing but the latest stays in memory, and what is asked often stays prepared', async () => {
    const often = () => served.ask(hot, { ids: ['a', 'b'] })
    for (let time = 0; time < 5; time++) await often()
    await askMany(served, 0, combinations / 3)
    const before = await megabytesHeld(served)
    await askMany(served, combinations / 3, combinations)
    const grown = (await megabytesHeld(served)) - before
    expect(grown).toBeLessThan(60)

    if (!proxy) return
    await often()
    const prepared = proxy.preparedBy()
    // The connection that wrote the schema, the one that reads, and those that took its place.
    expect(Math.max(...prepared)).toBeLessThan(270)
    const known = proxy.prepared().length
    for (let time = 0; time < 5; time++) await often()
    expect(proxy.prepared()).toHaveLength(known)
  })

  it('those that are repeated do not fill the connections either', async () => {
    if (!proxy) return
    for (let number = 0; number < 180; number++)
      for (let time = 0; time < 4; time++) await askMany(served, number, number + 1)
    const prepared = proxy.preparedBy()
    expect(prepared.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(300)
    expect(Math.max(...prepared)).toBeLessThan(270)
  })
})
