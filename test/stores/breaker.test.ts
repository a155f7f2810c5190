import { expect, inject, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { startApi } from '../setup/servers/api.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { openSql } from '../setup/servers/sql.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'

const batch = 'query ($ids: [ID!]!) { executions(ids: $ids) { key } }'
const down = { code: 'BACKEND_UNAVAILABLE', backend: 'main', path: ['executions', 0] }

it('a store that is known to hang is asked by one probe, and no request waits for its deadline', async () => {
  const proxy = await startProxy(inject('servers')['postgres']!)
  const setup = { title: '', kinds: { main: 'postgres' } }
  const api = await startApi(setup, { readMs: 2_000 }, (url) => proxy.through(url))
  await record(api, [begun('a')])
  const sql = openSql(api.places[0]!)
  proxy.hang()
  expect(errors(await api.ask(batch, { ids: ['a'] }))).toEqual([down])

  // One after another: without a breaker 200 reads and 50 writes would take 900 s.
  for (const id of idsFrom('e', 200)) expect(errors(await api.ask(batch, { ids: [id] }))).toEqual([down])
  for (const id of idsFrom('e', 50))
    expect(await results(api, [begun(id)])).toMatchObject([
      { ok: false, problem: { code: 'BACKEND_UNAVAILABLE', message: 'Backend "main" did not answer.' } },
    ])

  await proxy.restore()
  await expect
    .poll(async () => (await api.ask(batch, { ids: ['a'] })).data)
    .toEqual({
      executions: [{ key: 'main:a' }],
    })
  // None of the refused writes was sent.
  expect(await sql.run('select execution_id from executions')).toEqual([{ execution_id: 'a' }])
  expect(await results(api, [begun('b')])).toMatchObject([{ ok: true }])
  await sql.close()
  await api.close()
  await proxy.close()
})
