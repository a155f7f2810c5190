import { afterEach, describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { retain } from '../../src/db/retention/pass.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { claim, start } from '../setup/ask/queue.ts'
import { dagOf, newKind } from '../setup/ask/waiting.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'

let api: Api
afterEach(() => api.close())

const startCached = async (kind: string, url?: string) => {
  api = await startApi(
    { title: kind, kinds: { main: kind } },
    { statusCacheMs: 3_600_000 },
    (given) => url ?? given,
  )
}

async function statuses(ids: readonly string[]): Promise<(string | null)[]> {
  const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { status } }'
  const data: { executions: ({ status: string } | null)[] } = await api.data(query, { ids })
  return data.executions.map((one) => one && one.status)
}

describe.each(kinds)('a cached look-up, on %s,', (kind) => {
  it('is forgotten when retention deletes the execution', async () => {
    await startCached(kind)
    const attempt = { number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'OK' }
    await record(api, [{ id: 'old', flow: 'F', attempts: [attempt] }])
    expect(await statuses(['old'])).toEqual(['COMPLETED'])
    const [backend] = api.backends
    await retain({
      backend: backend!,
      rule: parseRetainRule('any:1d'),
      now: Date.now(),
      meter: createMeter(),
    })
    expect(await statuses(['old'])).toEqual([null])
  })

  it('is forgotten when a claim begins the execution but takes none of its actions', async () => {
    await startCached(kind)
    const [mine, other] = [newKind(), newKind()]
    const started = [
      ...(await start(api, [{ flow: 'Work', priority: 1 }], dagOf(other))),
      ...(await start(api, [{ flow: 'Work' }], dagOf(mine))),
    ]
    const ids = started.map(({ id }) => id!)
    expect(await statuses(ids)).toEqual(['PENDING', 'PENDING'])
    expect(await claim(api, { kinds: [mine] })).toHaveLength(1)
    expect(await statuses(ids)).toEqual(['RUNNING', 'RUNNING'])
  })
})

it('a cached look-up is forgotten when the execution is evicted', async () => {
  await startCached('memory', 'memory:?max=2')
  const ids = idsFrom('e-', 3)
  await record(api, [begun(ids[0]!), begun(ids[1]!)])
  expect(await statuses(ids)).toEqual(['RUNNING', 'RUNNING', null])
  await record(api, [begun(ids[2]!)])
  expect((await statuses(ids)).filter((status) => status === null)).toHaveLength(1)
})

it('a mutation answers with what is stored, and not from the cache, even if it changed nothing', async () => {
  await startCached('sqlite')
  expect(await statuses(['a'])).toEqual([null])
  const other = apiOver([await openBackend(parseBackend(`main=${api.places[0]!.url}`))])
  await record(other, [begun('a')])
  await other.close()
  const { recordExecutions } = await api.data<{ recordExecutions: object }>(
    `mutation { recordExecutions(input: { executions: [{ id: "a", flow: "F" }] }) {
      results { problem { code } execution { status } } } }`,
  )
  expect(recordExecutions).toEqual({
    results: [{ problem: { code: 'CONFLICT' }, execution: { status: 'RUNNING' } }],
  })
})
