import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { longTexts } from '../../src/db/sql/statement.ts'
import { update } from '../setup/seeds/patches.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'

/** Reads the only execution 5,000 times, with 4 kB each time. */
const long = longTexts<{ text: string }>(
  'test.long',
  () => sql`
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 5000)
    select hex(zeroblob(2000)) as text
    from executions
    cross join numbers
  `,
)

describe.each(['sqlite', 'memory'])('while long texts of %s are read a few at a time', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    await record(api, [begun('small')])
  })
  afterAll(() => api.close())

  it.each([1, 6])(
    'what was acknowledged meanwhile is seen by each look-up, beside %d of them',
    async (count) => {
      const end = new AbortController()
      const readOn = async () => {
        while (!end.signal.aborted) {
          const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + 120_000 }
          expect((await api.backends[0]!.read(long, {}, reading)).length).toBe(5_000)
        }
      }
      const readers = Array.from({ length: count }, readOn)
      const seen = []
      for (let note = 0; note < 8; note += 1) {
        const tag = `${count}-${note}`
        const [updated] = await update(api, [{ id: 'small', addTags: [tag] }])
        const found = await api.data<{ execution: { tags: string[] } }>('{ execution(id: "small") { tags } }')
        seen.push([updated!.ok, found.execution.tags.includes(tag)])
      }
      end.abort()
      await Promise.all(readers)
      expect(seen).toEqual(seen.map(() => [true, true]))
    },
  )
})
