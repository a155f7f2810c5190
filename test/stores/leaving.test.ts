import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Reading } from '../../src/db/backend.ts'
import { type Interest, createSharedInterest } from '../../src/db/interest.ts'
import { createMeter } from '../../src/db/meter.ts'
import { createStatusCache } from '../../src/graphql/loading/statuscache.ts'
import { openBackend } from '../../src/db/open.ts'
import { scan } from '../../src/db/sql/statement.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { listen } from '../setup/servers/served.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { newReadyPlace, postgresKinds } from '../setup/servers/stores.ts'

const underWay =
  "select query from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid() and query like '%executions%'"

/** A request to cancel a statement is a connection of its own. */
const isCancel = (greeting: Buffer) => greeting.length === 16 && greeting.readInt32BE(4) === 80_877_102

interface Leaving extends Interest {
  leave(): void
}

function newInterest(): Leaving {
  const calls = new Set<() => void>()
  let isOver = false
  return {
    isOver: () => isOver,
    onOver(call) {
      calls.add(call)
      return () => calls.delete(call)
    },
    leave() {
      isOver = true
      for (const call of calls) call()
    },
  }
}

const reading = (interest?: Interest): Reading => ({
  now: Date.now(),
  meter: createMeter(),
  deadline: performance.now() + 60_000,
  interest,
})

describe.each(postgresKinds)('on %s, what a client that goes away has asked', (kind) => {
  let proxy: Proxy
  let api: Api
  let served: Awaited<ReturnType<typeof listen>>
  let store: Sql
  let other: Sql
  beforeEach(async () => {
    proxy = await startProxy(inject('servers')[kind]!)
    api = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => `${proxy.through(url)}?pool=1`)
    served = await listen(api.app)
    await record(api, [begun('known')])
    store = openSql(api.places[0]!)
    other = openSql(api.places[0]!)
    await other.run('begin')
    await other.run('lock table executions in access exclusive mode')
  })
  afterEach(async () => {
    await other.run('rollback')
    await Promise.all([store.close(), other.close(), served.close()])
    await api.close()
    await proxy.close()
  })

  const ask = async (query: string, signal?: AbortSignal) => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    })
    return response.json()
  }
  const isUnderWay = () => expect.poll(() => store.run(underWay)).not.toEqual([])
  const isGone = () => expect.poll(() => store.run(underWay)).toEqual([])
  const history = '{ executionHistory { nodes { id } } }'

  it('is cancelled, and what others ask on the same connection is answered', async () => {
    for (let round = 0; round < 5; round += 1) {
      const leaving = new AbortController()
      const left = ask(history, leaving.signal).catch(({ name }: Error) => name)
      await isUnderWay()
      const others = Array.from({ length: 5 }, () => ask('{ runs { nodes { id } } }'))
      leaving.abort()
      expect(await left).toBe('AbortError')
      expect(await Promise.all(others)).toMatchObject(
        Array.from({ length: 5 }, () => ({ data: { runs: { nodes: [] } } })),
      )
      await isGone()
    }
    expect(proxy.greetings.filter(isCancel).length).toBeGreaterThan(0)
  })

  it('goes on while somebody else waits for the same statement', async () => {
    const [backend] = api.backends
    const cache = createStatusCache(1, [backend!])
    const look = (interest: Interest) => cache.executionsByIds(backend!, ['known'], reading(interest))
    const [leaves, stays] = [newInterest(), newInterest()]
    const both = [look(leaves), look(stays)]
    await isUnderWay()
    leaves.leave()
    await other.run('rollback')
    expect(await Promise.all(both)).toMatchObject([[{ id: 'known' }], [{ id: 'known' }]])
    await other.run('begin')
    await other.run('lock table executions in access exclusive mode')
    const [first, second] = [newInterest(), newInterest()]
    const neither = Promise.allSettled([look(first), look(second)])
    await isUnderWay()
    first.leave()
    second.leave()
    const gone = {
      status: 'rejected',
      reason: { message: expect.stringContaining('client went') as unknown },
    }
    expect(await neither).toMatchObject([gone, gone])
    await isGone()
  })
})

it('what nobody waits for on SQLite leaves its thread, or its line, at once', async () => {
  const place = await newReadyPlace('sqlite')
  const backend = await openBackend(parseBackend(`main=${place.url}`))
  // A read notices that it is unwanted by the rows of a table.
  const rows = openSql(place)
  await rows.run(
    `insert into runs (flow_id, number, started_at, version)
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 1000)
      select 'flow', n, n, 1 from numbers`,
  )
  await rows.close()
  const endless = scan<{ count: number }>('test.endless', () =>
    sql.raw('select count(*) as count from runs as a, runs as b, runs as c, runs as d'),
  )
  const short = scan<{ one: number }>('test.short', () => sql`select 1 as one`)
  const leaving = Array.from({ length: 20 }, newInterest)
  const reads = leaving.map((interest) => backend.read(endless, {}, reading(interest)))
  const ended = Promise.allSettled(reads)
  const waiting = backend.read(short, {}, reading())
  await new Promise((resolve) => setTimeout(resolve, 100))
  for (const { leave } of leaving) leave()
  for (const one of await ended)
    expect(one).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('client went') as unknown },
    })
  expect(await waiting).toEqual([{ one: 1 }])
  await expect(backend.read(short, {}, reading(leaving[0]))).rejects.toThrow('client went')
  await backend.close()
  await place.remove()
})

it('a shared interest is over when nobody waits any more', () => {
  const [one, two, three] = [newInterest(), newInterest(), newInterest()]
  const shared = createSharedInterest()
  let calls = 0
  shared.join(one)
  shared.join(two)
  shared.onOver(() => (calls += 1))
  one.leave()
  shared.join(one)
  expect([shared.isOver(), calls]).toEqual([false, 0])
  two.leave()
  expect([shared.isOver(), calls]).toEqual([true, 1])
  shared.join(three)
  shared.settle()
  three.leave()
  expect(calls).toBe(1)
  const forEver = createSharedInterest()
  forEver.join(undefined)
  forEver.join(newInterest())
  expect(forEver.isOver()).toBe(false)
})
