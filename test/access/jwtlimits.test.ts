import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { askOf, postTo, readStream } from '../setup/ask/streams.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Issuer, audience, startIssuer } from '../setup/servers/issuer.ts'
import { holdClocks, pass } from '../setup/servers/passing.ts'
import { askAs } from '../setup/servers/tokens.ts'

let issuer: Issuer
let open: Api
let api: Api
const rules = [
  { claim: ['groups'], value: 'etl', scopes: ['READ', 'WRITE'], flows: ['etl*'], backends: ['main'] },
  { claim: ['groups'], value: 'all', scopes: ['READ', 'WORK'], flows: null, backends: null },
] as const
beforeAll(async () => {
  issuer = await startIssuer()
  open = await startApi({ title: '', kinds: { main: 'sqlite', other: 'sqlite' } })
  api = apiOver(open.backends, [], {
    auth: 'oidc',
    oidc: { issuer: new URL(issuer.url), audience: [audience], rules },
  })
  for (const backend of ['main', 'other'])
    for (const flow of ['etl-a', 'train'])
      await open.data(`mutation {
        recordRuns(input: { backend: "${backend}", runs: [{ flow: "${flow}", number: 1, clientKey: "k" }] }) { results { ok } }
        recordExecutions(input: { backend: "${backend}", executions: [{ id: "${flow}", flow: "${flow}" }] }) { results { ok } } }`)
})
afterAll(async () => {
  api.app.retire()
  await api.app.close()
  await open.close()
  await issuer.stop()
})
afterEach(() => vi.useRealTimers())
const inGroup = (group: string, more = {}) => issuer.signed({ groups: ['x', group], ...more })

it('sees what the rule of its group names, in lists, counts, by id and in streams', async () => {
  const token = await inGroup('etl')
  const { data } = await askAs(
    api.app,
    token,
    `{ runs { nodes { id } } executionHistory { nodes { key } } flows { nodes { name } } backends { name }
      executions(ids: ["etl-a", "train", "other:etl-a"]) { id } run(flow: "train") { id }
      executionStats { counts { status value } } }`,
  )
  expect(data).toEqual({
    runs: { nodes: [{ id: 'main:etl-a/1' }] },
    executionHistory: { nodes: [{ key: 'main:etl-a' }] },
    flows: { nodes: [{ name: 'etl-a' }] },
    backends: [{ name: 'main' }],
    executions: [{ id: 'etl-a' }, null, null],
    run: null,
    executionStats: { counts: expect.arrayContaining([{ status: 'PENDING', value: 1 }]) },
  })
  const query = 'subscription { executionsChanged(ids: ["etl-a", "train"]) { id kind } }'
  const headers = { authorization: `Bearer ${token}` }
  const body = { operations: [{ id: 'e', query }] }
  const stream = readStream(await postTo(askOf(api.app), '/graphql/stream', body, headers))
  await expect.poll(() => stream.of('e').length).toBe(2)
  expect(stream.of('e')).toMatchObject([
    { id: 'etl-a', kind: 'SNAPSHOT' },
    { id: 'train', kind: 'UNKNOWN' },
  ])
  const change = async (other: string) => {
    const own = { authorization: `Bearer ${other}` }
    return (await postTo(askOf(api.app), `/graphql/stream/${stream.token()}`, { drop: ['e'] }, own)).status
  }
  expect(await change(await inGroup('etl', { sub: 'grace' }))).toBe(404)
  expect(await change(await inGroup('all'))).toBe(404)
  // A new token of the same one, who sees the same.
  expect(await change(await inGroup('etl', { more: 1 }))).toBe(204)
  await stream.close()
})

it('writes into what it sees alone', async () => {
  const { data } = await askAs(
    api.app,
    await inGroup('etl'),
    `mutation { recordRuns(input: { backend: "main", runs: [{ flow: "train" }, { flow: "etl-b" }] }) { results { ok problem { code } } } }`,
  )
  expect(data!['recordRuns']).toEqual({
    results: [
      { ok: false, problem: { code: 'FORBIDDEN' } },
      { ok: true, problem: null },
    ],
  })
})

it('holds streams and waiting claims until it expires, and no longer', async () => {
  holdClocks()
  const token = await inGroup('all', { exp: Math.floor(Date.now() / 1_000) + 10 })
  const headers = { authorization: `Bearer ${token}` }
  const body = { operations: [{ id: 'r', query: 'subscription { runsChanged { id } }' }] }
  const stream = readStream(await postTo(askOf(api.app), '/graphql/stream', body, headers))
  const claim = askAs(
    api.app,
    token,
    'mutation { claimActions(input: { worker: "w", kinds: ["k"], wait: 20000 }) { actions { nodeId } } }',
  )
  await pass(9_000)
  expect(stream.isOver()).toBe(false)
  // Clocks may differ by a few seconds.
  await pass(8_000)
  await expect.poll(() => stream.isOver()).toBe(true)
  expect(stream.events.at(-1)).toMatchObject({ event: 'reset' })
  expect((await claim).errors![0]!.extensions!['code']).toBe('UNAUTHENTICATED')
  expect((await askAs(api.app, token, '{ backends { name } }')).status).toBe(401)
})

it('holds a stream no longer than its key is the issuer’s', async () => {
  const token = await inGroup('etl')
  const headers = { authorization: `Bearer ${token}` }
  const body = { operations: [{ id: 'r', query: 'subscription { runsChanged { id } }' }] }
  const stream = readStream(await postTo(askOf(api.app), '/graphql/stream', body, headers))
  await issuer.rotate()
  expect((await askAs(api.app, await inGroup('etl'), '{ backends { name } }')).status).toBe(200)
  await expect.poll(() => stream.isOver()).toBe(true)
})
