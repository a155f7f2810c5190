import { expect, it } from 'vitest'
import { runIdOf } from '../../src/db/changes.ts'
import { createMeter } from '../../src/db/meter.ts'
import { followAt } from '../setup/ask/following.ts'
import { update } from '../setup/seeds/patches.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { startApi } from '../setup/servers/api.ts'
import { openStores } from '../setup/servers/sql.ts'
import { kinds, postgresKinds } from '../setup/servers/stores.ts'

it.each(kinds)(
  'what was touched is forgotten after ten minutes, some with each thousand, on %s',
  async (kind) => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const sql = openStores(api)[0]!
    const touch = (flows: readonly string[]) => {
      const runs = flows.map((flow) => runIdOf({ flow, number: 1 }))
      return api.backends[0]!.write(createMeter(), async (transaction) =>
        transaction.changed('runs', runs, 'gone'),
      )
    }
    const count = async () => Number((await sql.run('select count(*) as count from touched'))[0]!['count'])
    try {
      await touch(idsFrom('old ', 999))
      await sql.run(`update touched set at = at - 600001`)
      await touch(['young'])
      expect(await count()).toBe(1)
      await touch(idsFrom('old ', 3_000))
      await sql.run(`update touched set at = at - 600001`)
      expect(await count()).toBe(3_001)
      await touch(idsFrom('young ', 1_000))
      expect(await count()).toBe(3_001 + 1_000 - 2_000)
    } finally {
      await sql.close()
      await api.close()
    }
  },
)

it.each(kinds)(
  'executions that are touched together are noted a hundred a row, and all found, on %s',
  async (kind) => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const sql = openStores(api)[0]!
    const backend = api.backends[0]!
    const rows = () => sql.run('select key, number, keys from touched order by changed, number')
    try {
      const follower = await followAt(backend)
      const strange = [`"quoted", 'twice' \\`, 'línea\n二 😀', '[1]', '']
      const ids = [...idsFrom('many ', 246), ...strange]
      await backend.write(createMeter(), async (transaction) => {
        transaction.changed('executions', ids, 'details')
        transaction.changed('executions', ids.slice(0, 10), 'gone')
      })
      expect((await follower.ids()).executions).toEqual(ids.toSorted())
      expect((await rows()).map(({ keys }) => (JSON.parse(String(keys)) as string[]).length)).toEqual([
        100, 100, 50,
      ])
      await backend.write(createMeter(), async (transaction) =>
        transaction.changed('executions', ['alone'], 'details'),
      )
      expect((await follower.ids()).executions).toEqual(['alone'])
      expect((await rows()).at(-1)).toMatchObject({ key: 'alone', keys: null })
      await backend.write(createMeter(), async (transaction) =>
        transaction.changed('executions', ['half \ud83d', 'whole'], 'gone'),
      )
      expect((await follower.ids()).executions).toEqual(['half \ufffd', 'whole'])
    } finally {
      await sql.close()
      await api.close()
    }
  },
)

it.each(postgresKinds)('what patches note is forgotten likewise, on %s', async (kind) => {
  const api = await startApi({ title: kind, kinds: { main: kind } })
  const sql = openStores(api)[0]!
  const ids = idsFrom('beats ', 500)
  const beat = (ms: number) =>
    update(
      api,
      ids.map((id) => ({ id, heartbeatAt: at(ms) })),
    )
  const count = async () => Number((await sql.run('select count(*) as count from touched'))[0]!['count'])
  try {
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    await beat(1)
    await sql.run(`update touched set at = at - 600001`)
    expect(await count()).toBe(500)
    await beat(2)
    expect(await count()).toBe(500)
  } finally {
    await sql.close()
    await api.close()
  }
})
