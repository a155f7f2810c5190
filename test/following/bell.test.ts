import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { followAt } from '../setup/ask/following.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { accelerate, newMetaflow } from '../setup/servers/metaflow.ts'
import { startProcesses } from '../setup/servers/processes.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, postgresKinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** From now on, counts the rings of a store. */
function count(backend: Backend) {
  const rings = { plain: 0, net: 0 }
  const end = backend.follow!((also) => void (rings[also ?? 'plain'] += 1))
  return { rings, end }
}

describe.each(kinds)('a store that is followed, on %s,', (kind) => {
  let api: Api
  beforeAll(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterAll(() => api.close())

  it('rings for own writes until nobody follows', async () => {
    const [one, other] = [count(api.backends[0]!), count(api.backends[0]!)]
    await record(api, [begun('a')])
    expect([one.rings.plain > 0, other.rings.plain > 0]).toEqual([true, true])
    one.end()
    const before = one.rings.plain
    await record(api, [begun('b')])
    expect([one.rings.plain, one.rings.net, other.rings.net]).toEqual([before, 0, 0])
    other.end()
  })
})

describe.each(sized(kinds, ['sqlite']))('a store that another process writes to, on %s,', (kind) => {
  it('rings, and what changed is found by a position', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const others = await startProcesses(api.places[0]!, 2)
    const { rings, end } = count(api.backends[0]!)
    const ids = idsFrom('e', 30)
    await record(
      api,
      ids.map((id) => begun(id, 0, { outputs: 0 })),
    )
    const follower = await followAt(api.backends[0]!, 0)
    const view = new Map<string, number>()
    const seen: string[] = []
    const look = async () => {
      for (const { id, version } of (await follower.next(0)).executions.rows) {
        view.set(id, version)
        seen.push(`${id} ${version}`)
      }
    }
    const before = rings.plain
    const state = { isOver: false }
    const writing = others
      .run([
        { do: 'increment', id: 'e1', times: 8 },
        { do: 'increment', id: 'e1', times: 8 },
      ])
      .finally(() => (state.isOver = true))
    while (!state.isOver) await look()
    await writing
    await expect.poll(() => rings.plain > before).toBe(true)
    await look()
    expect(view).toEqual(new Map([['e1', 17]]))
    expect(seen.length).toBe(new Set(seen).size)
    end()
    await others.close()
    await api.close()
  })
})

it('a file rings the net when a program writes that does not count', async () => {
  const api = await startApi({ title: 'sqlite', kinds: { main: 'sqlite' } })
  const sql = openSql(api.places[0]!)
  await record(api, [begun('a')])
  const { rings, end } = count(api.backends[0]!)
  await sql.run(`update executions set step = 'by hand'`)
  await expect.poll(() => rings.net).toBe(1)
  end()
  await sql.close()
  await api.close()
})

it.each(postgresKinds)('a store without LISTEN rings by the clock, on %s', async (kind) => {
  const api = await startApi({ title: kind, kinds: { main: kind } }, {}, (url) => `${url}?prepare=false`)
  const { rings, end } = count(api.backends[0]!)
  await expect.poll(() => rings.plain).toBeGreaterThan(1)
  end()
  await api.close()
})

it('Metaflow rings by the triggers of its service, and not without them', async () => {
  const place = await newMetaflow('metaflow')
  const sql = openSql(place)
  await accelerate(place)
  const without = await openBackend(parseBackend(`mf=${place.url}`))
  expect([without.follow, without.changes]).toEqual([undefined, undefined])
  await sql.run(
    `create function tell() returns trigger language plpgsql as $$ begin perform pg_notify('notify', '{}'); return null; end $$`,
  )
  for (const table of ['runs_v3', 'tasks_v3', 'metadata_v3'])
    await sql.run(
      `create trigger notify_ui_05092024_${table} after insert on ${table} for each row execute function tell()`,
    )
  const told = await openBackend(parseBackend(`mf=${place.url}`))
  const api = apiOver([told, without], [place])
  const { rings, end } = count(told)
  // Once when it listens.
  await expect.poll(() => rings.plain).toBe(1)
  await sql.run(
    `insert into flows_v3 (flow_id, user_name, ts_epoch, tags, system_tags) values ('F', 'u', 1, '[]', '[]')`,
  )
  await sql.run(
    `insert into runs_v3 (flow_id, run_number, user_name, ts_epoch, tags, system_tags) values ('F', 1, 'u', 1, '[]', '[]')`,
  )
  await expect.poll(() => rings.plain).toBe(2)
  end()
  await sql.close()
  await api.close()
})
