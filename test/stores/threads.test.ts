import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Backend, Reading } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { scan } from '../../src/db/sql/statement.ts'
import { parseBackend } from '../../src/db/url.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'

const tooExpensive = { code: 'QUERY_TOO_EXPENSIVE', backend: 'main' }

let place: Place
let backend: Backend
beforeEach(async () => {
  place = await newPlace('sqlite')
  backend = await openBackend(parseBackend(`main=${place.url}`))
  const store = openSql(place)
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 1000)`
  await store.run(
    `insert into runs (flow_id, number, started_at, version) ${numbers} select 'flow', n, n, 1 from numbers`,
  )
  await store.close()
})
afterEach(async () => {
  await backend.close()
  await place.remove()
})

const reading = (ms: number): Reading => ({
  now: Date.now(),
  meter: createMeter(),
  deadline: performance.now() + ms,
})

/** Looks at a thousand rows, or at a thousand times as many for each more `times`. */
const counting = (times: number) => {
  const from = sql.raw(Array.from({ length: times }, (_, n) => `runs as r${n}`).join(' cross join '))
  return scan<{ count: number }>(() => sql`select count(*) as count from ${from}`)
}
const short = counting(1)
/** Hours. */
const endless = counting(5)

describe('a read past its deadline', () => {
  it('is answered at once, and its thread is free for others', async () => {
    const late = Array.from({ length: 6 }, () => backend.read(endless, {}, reading(200)))
    for (const one of await Promise.allSettled(late))
      expect(one).toMatchObject({ status: 'rejected', reason: tooExpensive })
    expect(await backend.read(short, {}, reading(10_000))).toEqual([{ count: 1_000 }])
  })
})
