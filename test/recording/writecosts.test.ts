import { expect, inject, it } from 'vitest'
import { startApi } from '../setup/servers/api.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { begun, record, send } from '../setup/seeds/records.ts'
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
