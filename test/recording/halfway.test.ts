import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statement } from '../../src/db/sql/statement.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { reading } from '../setup/seeds/everything.ts'
import { postgresVersions } from '../setup/servers/stores.ts'

const failing = statement<{ n: number }>(
  'test.failing',
  () => sql`select 1 / (3 - n) as n from generate_series(1, 9) as n`,
)
const whole = statement<{ n: number }>('test.whole', () => sql`select n from generate_series(1, 3) as n`)
const none = statement<{ n: number }>('test.none', () => sql`select n from generate_series(1, 0) as n`)

describe.each(postgresVersions)('a statement that fails halfway on %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    // One connection, so that the next statement meets what was left on it.
    api = await startApi({ title: kind, kinds: { main: kind } }, {}, (url) => `${url}?pool=1`)
  })
  afterAll(() => api.close())

  it('leaves nothing to the next one on its connection', async () => {
    const [backend] = api.backends
    for (let turn = 0; turn < 3; turn++) {
      await expect(backend!.read(failing, {}, reading())).rejects.toThrow('division by zero')
      expect([...(await backend!.read(turn === 1 ? none : whole, {}, reading()))]).toEqual(
        turn === 1 ? [] : [{ n: 1 }, { n: 2 }, { n: 3 }],
      )
    }
  })
})
