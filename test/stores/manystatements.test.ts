import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { scan, shapes, statement } from '../../src/db/sql/statement.ts'
import { createConnection } from '../../src/db/stores/sqlite/connection.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'

it('a connection is closed after a thousand statements, and another one takes its place', () => {
  const opened: Database.Database[] = []
  let forgotten = 0
  const connection = createConnection(() => {
    opened.push(new Database(':memory:'))
    return opened.at(-1)!
  })
  connection.onReplaced(() => (forgotten += 1))
  for (let number = 0; number < 2_500; number++)
    expect(connection.prepare(`select ${number} as number`).get()).toEqual({ number })
  expect([opened.map(({ open }) => open), forgotten]).toEqual([[false, false, true], 2])
  connection.close()
  expect(opened.at(-1)!.open).toBe(false)
  expect(() => connection.prepare('select 1')).toThrow('The database connection is not open')
})

it('a family keeps the two hundred shapes that were used last', () => {
  const made: number[] = []
  const family = shapes((number: number) => {
    made.push(number)
    return { number }
  })
  for (let number = 0; number < 200; number++) family(number)
  expect(family(0)).toEqual({ number: 0 })
  // In the place of the one that was used longest ago.
  family(200)
  expect(made).toHaveLength(201)
  for (const number of [0, 2, 200, 1]) family(number)
  expect(made.slice(201)).toEqual([1])
})

describe.each(['sqlite', 'memory'])('more statements than a connection keeps, on %s,', (kind) => {
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

  it.each([
    { where: 'on the event loop', make: statement },
    { where: 'in threads', make: scan },
  ])('are each answered $where, and the first ones again', async ({ make }) => {
    const statements = Array.from({ length: 1_100 }, (_, number) =>
      make<{ number: number }>('test.many', () => sql.raw(`select ${number} as number`)),
    )
    for (const number of [...statements.keys(), 0, 1])
      expect(
        await backend.read(
          statements[number]!,
          {},
          { now: 0, meter: createMeter(), deadline: performance.now() + 60_000 },
        ),
      ).toEqual([{ number }])
  })
})
