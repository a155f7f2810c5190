import { expect, inject, it } from 'vitest'
import { startApi } from '../setup/servers/api.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { begun, record, results, send } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const delay = 40

it.each(postgresKinds)('the time of a write on %s holds its beginning and its commit', async (kind) => {
  const proxy = await startProxy(inject('servers')[kind]!)
  const through = (url: string) => `${proxy.through(url)}?write-pool=1`
  const api = await startApi({ title: '', kinds: { main: kind } }, {}, through)
  // From now on its statements are prepared: each is one message and one answer.
  await record(api, [begun('a')])
  proxy.delay = delay
  const answer = await send(api, [begun('b')])
  const [cost] = answer.extensions!.backends
  // Each answer of the server is late by so much, those of begin and commit too. Timers round down.
  expect(cost!.ms).toBeGreaterThanOrEqual(cost!.statements * (delay - 1))
  await api.close()
  await proxy.close()
})

it.each(postgresKinds)(
  'a write on %s that finds no free connection says that it never began',
  async (kind) => {
    const api = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => `${url}?write-pool=1`)
    const other = openSql(api.places[0]!)
    await other.run('begin')
    await other.run('lock table payloads in access exclusive mode')
    const held = results(api, [begun('held', 0, { inputs: 1 })])
    const sql = openSql(api.places[0]!)
    const waits =
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    while ((await sql.run(waits)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    const deleted = await api.data(
      'mutation { deleteExecutions(input: { ids: ["other"] }) { results { ok problem { code message } } } }',
    )
    expect(deleted).toEqual({
      deleteExecutions: {
        results: [
          {
            ok: false,
            problem: {
              code: 'TIMEOUT',
              message:
                'Backend "main" was busy with other writes for 5000 ms. Nothing of this one was stored: send it again.',
            },
          },
        ],
      },
    })
    await other.run('rollback')
    await held
    await Promise.all([sql.close(), other.close()])
    await api.close()
  },
)
