import { pino } from 'pino'
import { describe, expect, inject, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createApp } from '../../src/server/app.ts'
import { errors } from '../setup/ask/answers.ts'
import { type Answer, post, startApi } from '../setup/servers/api.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const mutation = `mutation ($id: ID!) { updateExecutions(input: { executions: [{ id: $id, addTags: ["t"] }] }) {
  results { id ok problem { code message } }
} }`

describe.each(postgresKinds)('writes of one kind on %s', (kind) => {
  it('all fail at once while the store is down: it is not tried again with a part of them', async () => {
    const proxy = await startProxy(inject('servers')[kind]!)
    const api = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => proxy.through(url))
    const ids = idsFrom('e-', 64)
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    let transactions = 0
    const backend: Backend = {
      ...api.backends[0]!,
      write(meter, work) {
        transactions += 1
        return api.backends[0]!.write(meter, work)
      },
    }
    const app = createApp([backend], { log: pino({ level: 'silent' }) })
    const send = async () => {
      const answers = await Promise.all(
        ids.map(
          async (id) => (await post(app, { query: mutation, variables: { id } })).json() as Promise<Answer>,
        ),
      )
      return answers.flatMap(
        ({ data }) => (data as { updateExecutions: { results: object[] } }).updateExecutions.results,
      )
    }
    await proxy.cut()
    expect(await send()).toEqual(
      ids.map((id) => ({
        id,
        ok: false,
        problem: { code: 'BACKEND_UNAVAILABLE', message: 'Backend "main" did not answer.' },
      })),
    )
    // One for each call at most: halving a group would take twice as many.
    expect(transactions).toBeLessThanOrEqual(ids.length)
    const cleared = await api.ask(
      'mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }',
    )
    expect([cleared.data, errors(cleared)]).toEqual([
      { clearExecutions: null },
      [{ path: ['clearExecutions'], code: 'BACKEND_UNAVAILABLE', backend: 'main' }],
    ])
    await proxy.restore()
    // Until a probe has found it back, which takes longer on a busy machine, writes are refused.
    await expect.poll(send).toEqual(ids.map((id) => ({ id, ok: true, problem: null })))
    await api.close()
    await proxy.close()
  })
})
