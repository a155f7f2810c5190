import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Backend, Reading } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { scan } from '../../src/db/sql/statement.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Answer } from '../setup/servers/api.ts'
import { errors } from '../setup/ask/answers.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { openSql } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'

/** In milliseconds, on a machine that is busy. */
const patience = 120_000
const rows = 600
const tooExpensive = { code: 'QUERY_TOO_EXPENSIVE', backend: 'main' }

let place: Place
let backend: Backend
beforeEach(async () => {
  place = await newReadyPlace('sqlite')
  backend = await openBackend(parseBackend(`main=${place.url}`))
  const store = openSql(place)
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${rows})`
  await store.run(
    `insert into runs (flow_id, number, started_at, version) ${numbers} select 'flow', n, n, 1 from numbers`,
  )
  await store.close()
})
afterEach(async () => {
  await backend.close()
  await place.remove()
})

const reading = (ms: number, client?: string): Reading => ({
  now: Date.now(),
  meter: createMeter(),
  deadline: performance.now() + ms,
  client,
})

/** Looks at all rows, or at so many times as many for each more `times`. */
const counting = (times: number) => {
  const from = sql.raw(Array.from({ length: times }, (_, n) => `runs as r${n}`).join(' cross join '))
  return scan<{ count: number }>('test.count', () => sql`select count(*) as count from ${from}`)
}
const short = counting(1)
const long = counting(2)
/** Days. */
const endless = counting(5)

describe('a read past its deadline', () => {
  it('is answered at once, and its thread is free for others', async () => {
    const late = Array.from({ length: 6 }, () => backend.read(endless, {}, reading(200)))
    for (const one of await Promise.allSettled(late))
      expect(one).toMatchObject({ status: 'rejected', reason: tooExpensive })
    expect(await backend.read(short, {}, reading(patience))).toEqual([{ count: rows }])
  })

  it('ends when its store is closed', async () => {
    const read = backend.read(endless, {}, reading(patience)).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await backend.close()
    expect(await read).toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
  })

  it('is answered at once while it still waits for a thread, and never begins', async () => {
    const ended: string[] = []
    const busy = [reading(patience), reading(patience)] as const
    const keepBusy = async (one: Reading) => {
      const error = await backend.read(endless, {}, one).catch((reason: unknown) => reason)
      ended.push((error as { code: string }).code)
    }
    const first = keepBusy(busy[0])
    // Answered by the second thread, once that has started.
    await backend.read(short, {}, reading(patience))
    const second = keepBusy(busy[1])
    const waiting = reading(100)
    await expect(backend.read(endless, {}, waiting)).rejects.toMatchObject(tooExpensive)
    expect([ended, waiting.meter.costs()]).toEqual([[], []])
    await backend.close()
    await Promise.all([first, second])
    expect(ended).toEqual(['BACKEND_UNAVAILABLE', 'BACKEND_UNAVAILABLE'])
    for (const { meter } of busy) expect(meter.costs()).toMatchObject([{ name: 'main', statements: 1 }])
  })
})

it('a client whose reads wait by the hundred is told to come later, and another is not', async () => {
  await backend.read(short, {}, reading(patience))
  const many = Array.from({ length: 600 }, () => backend.read(endless, {}, reading(1_000, 'many')))
  const other = backend.read(short, {}, reading(patience, 'other'))
  const codes = (await Promise.allSettled(many)).map((one) =>
    one.status === 'rejected' ? (one.reason as { code: string }).code : 'answered',
  )
  const busy = codes.filter((code) => code === 'RATE_LIMITED').length
  expect(new Set(codes)).toEqual(new Set(['QUERY_TOO_EXPENSIVE', 'RATE_LIMITED']))
  // Those that wait, and up to two that a thread has begun with.
  expect(codes.length - busy).toBeGreaterThanOrEqual(500)
  expect(codes.length - busy).toBeLessThanOrEqual(502)
  expect(await other).toEqual([{ count: rows }])
})

describe('those that wait for a thread take turns', () => {
  /** Reads as each of those that ask, in this order, and says in which order they are answered. */
  async function answered(asking: readonly (readonly [who: string, reading: Reading])[]): Promise<string[]> {
    // Both threads are there: one that is being started would hold what it has been given.
    await Promise.all([long, long].map((one) => backend.read(one, {}, reading(patience))))
    const order: string[] = []
    await Promise.all(
      asking.map(async ([who, one]) => {
        await backend.read(long, {}, one)
        order.push(who)
      }),
    )
    return order
  }

  /** Whether the last one is answered among the first. A busy machine may hold its thread up, but not each time. */
  async function isSoon(asking: () => Parameters<typeof answered>[0]): Promise<boolean> {
    for (let round = 0; round < 5; round += 1) {
      const order = await answered(asking())
      if (order.indexOf('one') < 8) return true
    }
    return false
  }

  it('by request: the many reads of one do not delay the only one of another', async () => {
    const asking = () => {
      const many = reading(patience)
      const first = Array.from({ length: 12 }, () => ['many', many] as const)
      return [...first, ['one', reading(patience)] as const]
    }
    expect(await isSoon(asking)).toBe(true)
  })

  it('by client: the many requests of one do not delay the only one of another', async () => {
    const asking = () => [
      ...Array.from({ length: 12 }, () => ['many', reading(patience, '10.0.0.1')] as const),
      ['one', reading(patience, '10.0.0.2')] as const,
    ]
    expect(await isSoon(asking)).toBe(true)
  })
})

describe.each(sized(['sqlite', 'memory'], ['sqlite']))(
  'a reading thread of %s that ends by itself',
  (kind) => {
    let own: Place
    let served: Served
    beforeAll(async () => {
      const preload = `--import ${new URL('../setup/servers/crashing.ts', import.meta.url).href}`
      own = await newReadyPlace(kind)
      served = await serve(['--backend', `main=${own.url}`], { env: { NODE_OPTIONS: preload } })
    })
    afterAll(async () => {
      await served.stop()
      await own.remove()
    })

    const search = async (text: string) => {
      const query = 'query ($text: String) { flows(filter: { namePrefix: $text }) { nodes { name } } }'
      return (await served.ask(query, { text })).body as Answer
    }
    const found = { data: { flows: { nodes: [] } } }
    const crashes = () =>
      linesOf(served.output.stdout).filter(({ msg }) => msg === 'a reading thread crashed and is replaced')
    const logged = async (count: number) => {
      while (crashes().length < count) await new Promise((resolve) => setTimeout(resolve, 20))
    }

    it('fails what it reads by name, is replaced for those that wait, and leaves a line in the log', async () => {
      const [crashed, ...others] = await Promise.all([
        search('end now'),
        ...Array.from({ length: 6 }, (_, n) => search(`another-${n}`)),
      ])
      expect(crashed.data).toEqual({ flows: null })
      expect(errors(crashed)).toEqual([
        expect.objectContaining({ code: 'BACKEND_UNAVAILABLE', backend: 'main', path: ['flows'] }),
      ])
      // On a machine that is busy, a thread may take longer to start than a query may wait.
      for (const answer of others) expect(JSON.stringify(answer)).not.toContain('BACKEND_UNAVAILABLE')
      await vi.waitFor(async () => expect(await search('another')).toMatchObject(found), patience)
      await logged(1)
      expect(crashes()).toHaveLength(1)
      expect(crashes()[0]).toMatchObject({ backend: 'main', kind, error: { code: 'SQLITE_IOERR' } })
    })

    it('while it has nothing to read is replaced, and nobody notices', async () => {
      const before = crashes().length
      for (let round = 1; round <= sized(3, 1); round++) {
        await vi.waitFor(async () => expect(await search('fail later')).toMatchObject(found), patience)
        await logged(before + round)
      }
      await vi.waitFor(async () => expect(await search('another')).toMatchObject(found), patience)
      expect(served.output.stdout).not.toContain('the-payload-of-a-client')
    })
  },
)
