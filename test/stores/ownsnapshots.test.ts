import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { longTexts } from '../../src/db/sql/statement.ts'
import { update } from '../setup/seeds/patches.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { sized } from '../setup/whole.ts'

const rows = sized(5_000, 1_500)
/** Reads the only execution as many times, with 4 kB each time. */
const long = longTexts<{ text: string }>(
  'test.long',
  () => sql`
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.raw(String(rows))})
    select hex(zeroblob(2000)) as text
    from executions
    cross join numbers
  `,
)

describe.each(sized(['sqlite', 'memory'], ['sqlite']))(
  'while long texts of %s are read a few at a time',
  (kind) => {
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
            expect((await api.backends[0]!.read(long, {}, reading)).length).toBe(rows)
          }
        }
        const readers = Array.from({ length: count }, readOn)
        const seen = []
        for (let note = 0; note < sized(8, 4); note += 1) {
          const tag = `${count}-${note}`
          const [updated] = await update(api, [{ id: 'small', addTags: [tag] }])
          const found = await api.data<{ execution: { tags: string[] } }>(
            '{ execution(id: "small") { tags } }',
          )
          seen.push([updated!.ok, found.execution.tags.includes(tag)])
        }
        end.abort()
        await Promise.all(readers)
        expect(seen).toEqual(seen.map(() => [true, true]))
      },
    )
  },
)
