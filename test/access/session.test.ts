import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { makeToken } from '../setup/servers/tokens.ts'

let open: Api
let api: Api
beforeAll(async () => {
  open = await startApi({ title: '', kinds: { main: 'sqlite' } })
  api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0]! })
})
afterAll(async () => {
  await api.app.close()
  await open.close()
})

const query = '/graphql?query={__typename}'
const session = (method: string, headers: Record<string, string> = {}) =>
  api.app.fetch('/session', { method, headers })
const statusWith = async (cookie: string, path = query) =>
  (await api.app.fetch(path, { headers: { cookie } })).status

it('has the browser keep a token, where no script reads it and no other site sends it', async () => {
  const { secret } = await makeToken(open.backends[0]!)
  const begun = await session('POST', { authorization: `Bearer ${secret}` })
  expect(begun.status).toBe(204)
  expect(begun.headers.get('set-cookie')).toBe(
    `execgraph_token=${secret}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict`,
  )
  expect(await statusWith(`other=1; execgraph_token=${secret}; more=2`)).toBe(200)
  const ended = await session('DELETE')
  expect(ended.status).toBe(204)
  expect(ended.headers.get('set-cookie')).toBe(
    'execgraph_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
  )
})

it('keeps a token no longer than it is good', async () => {
  const { secret } = await makeToken(open.backends[0]!, { expiresAt: Date.now() + 100_000 })
  const begun = await session('POST', { authorization: `Bearer ${secret}` })
  const seconds = Number(/Max-Age=(\d+)/.exec(begun.headers.get('set-cookie')!)![1])
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(100)
})

it('keeps nothing for others', async () => {
  const { secret } = await makeToken(open.backends[0]!)
  const unknown = `egt_${'A'.repeat(43)}`
  const refused = await session('POST', { authorization: `Bearer ${unknown}` })
  expect([refused.status, refused.headers.get('set-cookie')]).toEqual([401, null])
  const without = await session('POST')
  expect([without.status, without.headers.get('set-cookie')]).toEqual([401, null])
  // A cookie is no wish to have one.
  const again = await session('POST', { cookie: `execgraph_token=${secret}` })
  expect([again.status, again.headers.get('set-cookie')]).toEqual([400, null])
  expect((await session('PUT', { authorization: `Bearer ${secret}` })).status).toBe(405)
  const elsewhere = { 'authorization': `Bearer ${secret}`, 'sec-fetch-site': 'cross-site' }
  expect((await session('POST', elsewhere)).status).toBe(403)
})

it('keeps only what may be a token, where nobody looks at it', async () => {
  for (const value of ['x', 'egt_x; Domain=example.com', `egt_${'A'.repeat(44)}`]) {
    const answer = await open.app.fetch('/session', {
      method: 'POST',
      headers: { authorization: `Bearer ${value}` },
    })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null])
  }
})

it('lets nobody in by a cookie that is no token, and still shows the pages', async () => {
  for (const value of ['', 'x', `egt_${'A'.repeat(43)}`, `egt_${'A'.repeat(44)}`, '%00', '"']) {
    expect(await statusWith(`execgraph_token=${value}`)).toBe(401)
    expect(await statusWith(`execgraph_token=${value}`, '/healthz')).toBe(200)
  }
})
