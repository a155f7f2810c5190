import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Backend, Reading } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { longTexts, statement } from '../../src/db/sql/statement.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const rows = sized(60, 30)
const length = 1_000_000
const long = longTexts<{ n: number; text: string }>(
  'test.long',
  () => sql`
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.raw(String(rows))})
    select n, replace(hex(zeroblob(${sql.placeholder('bytes')} / 2)), '0', 'x') as text from numbers`,
)
const short = statement<{ n: number }>('test.short', () => sql`select 1 as n`)

const reading = (deadline = performance.now() + 60_000): Reading => ({
  now: 0,
  meter: createMeter(),
  deadline,
})
const values = { bytes: length }

describe.each(sized(['sqlite', 'memory'], ['sqlite']))('rows with long texts, in %s,', (kind) => {
  let place: Place
  let backend: Backend
  beforeEach(async () => {
    place = await newReadyPlace(kind)
    backend = await openBackend(parseBackend(`main=${place.url}`))
  })
  afterEach(async () => {
    await backend.close()
    await place.remove()
  })

  it('are read in turns with others, also with the same statement, and count as one statement', async () => {
    const ended: string[] = []
    const read = async (name: string, own: Reading) => {
      const found = await backend.read(long, values, own)
      ended.push(name)
      expect(found.map(({ n, text }) => [n, text.length])).toEqual(
        Array.from({ length: rows }, (_, n) => [n + 1, length]),
      )
    }
    const [first, second] = [reading(), reading()]
    const both = [read('first', first), read('second', second)]
    for (let time = 0; time < 3; time++) {
      expect(await backend.read(short, {}, reading())).toEqual([{ n: 1 }])
      ended.push('short')
    }
    await Promise.all(both)
    expect(ended.slice(0, 3)).toEqual(['short', 'short', 'short'])
    expect([first, second].map(({ meter }) => meter.costs())).toEqual(
      [1, 2].map(() => [expect.objectContaining({ statements: 1, rows })]),
    )
  })

  it('are not read on after the deadline, and the statement can be used again', async () => {
    const late = backend.read(long, values, reading(performance.now() + 1))
    await expect(late).rejects.toThrow('exceeded the time limit')
    const never = reading(performance.now() - 1)
    await expect(backend.read(long, values, never)).rejects.toThrow('exceeded the time limit')
    expect(never.meter.costs()).toEqual([])
    expect(await backend.read(long, { bytes: 2 }, reading())).toHaveLength(rows)
  })
})
