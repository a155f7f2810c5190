import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Transaction } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { statement } from '../../src/db/sql/statement.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const note = statement(
  'test.note',
  () => sql`insert into workers (worker_id, kinds, seen_at) values ('lost', '[]', 0)`,
)
const noted = statement<{ id: string }>('test.noted', () => sql`select worker_id as id from workers`)
const sleep = statement<{ n: number }>('test.sleep', () => sql`select 1 as n from pg_sleep(1)`)

/** When the server goes away within a transaction. */
const moments: Readonly<
  Record<string, (transaction: Transaction, lose: () => Promise<void>) => Promise<void>>
> = {
  'while a statement runs': async (transaction, lose) => {
    await transaction.run(note, {})
    await Promise.all([transaction.run(sleep, {}), setTimeout(100).then(lose)])
  },
  'between two statements': async (transaction, lose) => {
    await transaction.run(note, {})
    await lose()
    await transaction.run(noted, {})
  },
  'before the commit': async (transaction, lose) => {
    await transaction.run(note, {})
    await lose()
  },
}

describe.each(postgresKinds)('a write that loses %s', (kind) => {
  let api: Api
  let proxy: Proxy
  beforeAll(async () => {
    proxy = await startProxy(inject('servers')[kind]!)
    // One connection, so that the next write would meet what was left on it.
    const route = (url: string) => `${proxy.through(url)}?write-pool=1`
    api = await startApi({ title: kind, kinds: { main: kind } }, {}, route)
  })
  afterEach(() => proxy.restore())
  afterAll(async () => {
    await api.close()
    await proxy.close()
  })

  it.each(Object.keys(moments))('%s has written nothing, and the next one finds it back', async (moment) => {
    const [backend] = api.backends
    const lose = async () => {
      await proxy.cut()
      // The end of the connection has arrived.
      await setTimeout(50)
    }
    const write = backend!.write(createMeter(), (transaction) => moments[moment]!(transaction, lose))
    await expect(write).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
    await proxy.restore()
    for (let turn = 0; turn < 3; turn++)
      expect(await backend!.write(createMeter(), (transaction) => transaction.run(noted, {}))).toEqual([])
  })
})
