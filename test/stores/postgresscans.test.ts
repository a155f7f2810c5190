import { expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import type { Pool } from '../../src/db/stores/postgres/pool.ts'
import { linesFor, reader } from '../../src/db/stores/postgres/reads.ts'
import { type Statement, longTexts, scan, statement } from '../../src/db/sql/statement.ts'

it.each([
  ['scans', 'quarter', [2, 2, 2, 3, 25]],
  ['longs', 'third', [2, 2, 3, 4, 33]],
] as const)(
  'as many %s run at once on postgres as a %s of its connections, at least two',
  (line, _, sizes) => {
    expect(
      [1, 8, 11, 12, 100].map((connections) => linesFor('postgres://host/db', connections)[line].use().size),
    ).toEqual(sizes)
  },
)

it.each([
  ['scans', scan],
  ['statements for long texts', longTexts],
])(
  '%s that wait for others leave the connections to look-ups, and are read in their turn',
  async (_, make) => {
    const begun: { name: string; end: () => void }[] = []
    const pool: Pick<Pool, 'use'> = {
      use: (_, work) => work({} as never),
    }
    const read = reader({
      name: 'main',
      pool,
      run: ((_: never, { name }: Statement<unknown>) =>
        new Promise((done) => begun.push({ name, end: () => done([]) }))) as never,
      lines: linesFor('postgres://host/db', 8),
    })
    const reading = { now: 0, meter: createMeter(), deadline: performance.now() + 240_000, client: 'one' }
    const scans = Array.from({ length: 5 }, () =>
      read(
        make('a.long', () => undefined),
        {},
        reading,
      ),
    )
    const lookUp = read(
      statement('a.lookUp', () => undefined),
      {},
      reading,
    )
    await new Promise((done) => setImmediate(done))
    expect(begun.map(({ name }) => name).toSorted()).toEqual(['a.long', 'a.long', 'a.lookUp'])
    begun.find(({ name }) => name === 'a.lookUp')!.end()
    await lookUp
    for (let place = 0; place < 6; place += 1) {
      await expect.poll(() => begun.length).toBeGreaterThan(place)
      begun[place]!.end()
    }
    expect(await Promise.all(scans)).toEqual([[], [], [], [], []])
    expect(begun).toHaveLength(6)
  },
)
