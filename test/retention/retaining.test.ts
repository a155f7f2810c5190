import { pino } from 'pino'
import { expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { parseBackend } from '../../src/db/url.ts'
import { createRetention } from '../../src/server/retaining.ts'
import { lay } from '../setup/seeds/retention.ts'
import { openSql } from '../setup/servers/sql.ts'
import { newPlace } from '../setup/servers/stores.ts'

type Line = Record<string, unknown>

it('logs what a pass removed, and a backend that does not answer, which holds up no other', async () => {
  const [down, up, empty] = await Promise.all(
    ['down', 'up', 'empty'].map(async (name) => {
      const place = await newPlace('sqlite')
      return { place, backend: await openBackend(parseBackend(`${name}=${place.url}`)) }
    }),
  )
  const sql = openSql(up!.place)
  await lay(sql, [
    { id: 'old', sortAt: 1 },
    { id: 'new', sortAt: Date.now() },
  ])
  await down!.backend.close()
  const lines: Line[] = []
  const rule = parseRetainRule('any:1d')
  const stores = [down!, up!, empty!].map(({ backend }) => ({ backend, rule }))
  const retention = await new Promise<ReturnType<typeof createRetention>>((done) => {
    const write = (line: string) => {
      lines.push(JSON.parse(line) as Line)
      if (lines.length === 2) done(begun)
    }
    const begun = createRetention(stores, pino({}, { write }))
    begun.begin()
  })
  await retention.stop()
  // Each store has a timer of its own.
  expect(lines.toSorted((a, b) => Number(b['level']) - Number(a['level']))).toMatchObject([
    {
      level: 40,
      backend: 'down',
      error: { code: 'BACKEND_UNAVAILABLE' },
      msg: 'retention failed and is retried in the next pass',
    },
    {
      level: 30,
      backend: 'up',
      parts: [{ part: 'any:1d', executions: 1 }],
      dags: 0,
      msg: 'retention removed old history',
    },
  ])
  await sql.close()
  for (const { backend } of [up!, empty!]) await backend.close()
  for (const { place } of [down!, up!, empty!]) await place.remove()
})
