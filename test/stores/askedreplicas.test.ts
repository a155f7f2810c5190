import { expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { apiOver } from '../setup/servers/api.ts'

it('replicas are asked where they stand only where that is selected', async () => {
  const store = await openBackend(parseBackend('main=memory:'))
  let asked = 0
  const replicas = {
    maxLagMs: 1_000,
    states: () => [{ host: 'copy:5432', lagMs: 5, reachable: true }],
    measure: async () => void (asked += 1),
  }
  const api = apiOver([{ ...store, replicas }])
  expect(await api.data('{ backends { name reachable } }')).toEqual({
    backends: [{ name: 'main', reachable: true }],
  })
  expect(asked).toBe(0)
  expect(await api.data('{ backends { replicas { host lagMs reachable } } }')).toEqual({
    backends: [{ replicas: replicas.states() }],
  })
  expect(asked).toBe(1)
  await api.close()
})
