import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { newToken } from '../../src/db/tokens/newtoken.ts'
import { listTokens, revokeStored, storeTokens } from '../../src/db/tokens/tokens.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { newLog } from '../setup/servers/logged.ts'
import { kinds } from '../setup/servers/stores.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'
import { longIt } from '../setup/whole.ts'

const names = '{ backends { name } }'
const shown = { backends: [{ name: 'main' }] }

describe.each(kinds)('a server with tokens on %s', (kind) => {
  let open: Api
  let api: Api
  const { log, text } = newLog()
  beforeEach(async () => {
    open = await startApi({ title: kind, kinds: { main: kind } })
    api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0]!, log })
  })
  afterEach(async () => {
    await api.app.close()
    await open.close()
  })
  const backend = () => open.backends[0]!
  /** What is the same wherever the tokens are. */
  const isOfServer = kind === 'sqlite' ? it : longIt

  isOfServer('answers who sends a token, and nobody else', async () => {
    const { secret } = await makeToken(backend())
    expect(await askAs(api.app, secret, names)).toMatchObject({ status: 200, data: shown })
    const expired = await makeToken(backend(), { expiresAt: Date.now() - 1 })
    const unknown = `egt_${'A'.repeat(43)}`
    for (const wrong of [undefined, '', 'x', unknown, expired.secret, `${secret}A`]) {
      const { status, headers, errors, data } = await askAs(api.app, wrong, names)
      expect({ status, challenge: headers.get('www-authenticate') }).toEqual({
        status: 401,
        challenge: 'Bearer',
      })
      expect({ data, errors }).toEqual({
        data: undefined,
        errors: [
          {
            message: expect.stringMatching(/^The token is unknown|^This server answers only with a token/),
            extensions: { code: 'UNAUTHENTICATED', field: 'authorization' },
          },
        ],
      })
    }
    expect(text()).not.toContain(secret.slice(4))
    expect(text()).not.toContain(expired.secret.slice(4))
  })

  isOfServer('takes "bearer" as "Bearer", and no other scheme', async () => {
    const { secret } = await makeToken(backend())
    const statusOf = async (authorization: string) =>
      (await api.app.fetch('/graphql?query={__typename}', { headers: { authorization } })).status
    expect(await statusOf(`bearer  ${secret} `)).toBe(200)
    for (const wrong of [secret, `Basic ${secret}`, `Bearer ${secret} x`, `Bearer${secret}`, 'Bearer'])
      expect(await statusOf(wrong)).toBe(401)
  })

  isOfServer(
    'shows strangers the pages, that it is alive, and whether it is ready, without details',
    async () => {
      const { secret } = await makeToken(backend())
      const get = (path: string, headers: Record<string, string> = {}) => api.app.fetch(path, { headers })
      expect(await (await get('/healthz')).json()).toEqual({ status: 'alive' })
      expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' })
      expect(await (await get('/readyz', { authorization: `Bearer ${secret}` })).json()).toEqual({
        status: 'ready',
        backends: [{ name: 'main', kind: backend().kind, reachable: true }],
      })
      expect((await get('/graphql', { accept: 'text/html' })).status).toBe(200)
      expect((await get('/graphiql/start.js')).status).toBe(200)
      for (const path of ['/graphql', '/graphql?query={__typename}', '/metrics', '/graphql/stream'])
        expect((await get(path)).status).toBe(401)
      expect((await get('/graphql/?query={__typename}', { accept: 'text/html' })).status).toBe(401)
      expect((await api.app.fetch('/', { method: 'POST' })).status).toBe(401)
    },
  )

  it('makes, lists and revokes tokens, whose secrets are answered once', async () => {
    const { secret, id } = await makeToken(backend(), { name: 'first', scopes: ['ADMIN'] })
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const create = `mutation ($tokens: [TokenInput!]!) { createTokens(input: { tokens: $tokens }) {
      results { index ok id secret token { id name scopes flows backends expiresAt lastUsedAt revokedAt }
        problem { code field } } } }`
    const made = await askAs(api.app, secret, create, {
      tokens: [
        {
          name: 'ci',
          scopes: ['WRITE', 'READ', 'READ'],
          flows: ['etl', 'train*'],
          backends: ['main'],
          expiresAt,
        },
        { name: '', scopes: ['READ'] },
        { name: 'x', scopes: [] },
        { name: 'x', scopes: ['READ'], flows: ['*'] },
        { name: 'x', scopes: ['READ'], flows: [] },
        { name: 'x', scopes: ['READ'], backends: [''] },
        { name: 'x', scopes: ['READ'], expiresAt: '2020-01-01T00:00:00Z' },
      ],
    })
    const { results } = made.data!['createTokens'] as { results: Record<string, unknown>[] }
    const [ci, ...refused] = results
    expect(ci).toEqual({
      ...{ index: 0, ok: true, id: expect.any(String), secret: expect.stringMatching(/^egt_[\w-]{43}$/) },
      token: {
        ...{ id: ci!['id'], name: 'ci', scopes: ['READ', 'WRITE'], flows: ['etl', 'train*'] },
        ...{
          backends: ['main'],
          expiresAt: new Date(expiresAt).toISOString(),
          lastUsedAt: null,
          revokedAt: null,
        },
      },
      problem: null,
    })
    const fields = ['name', 'scopes', 'flows[0]', 'flows', 'backends[0]', 'expiresAt']
    expect(refused).toEqual(
      fields.map((field, place) => ({
        ...{ index: place + 1, ok: false, id: null, secret: null, token: null },
        problem: { code: 'BAD_USER_INPUT', field: `input.tokens[${place + 1}].${field}` },
      })),
    )
    const own = ci!['secret'] as string
    expect(await askAs(api.app, own, names)).toMatchObject({ status: 200, data: shown })
    const list = await askAs(api.app, secret, '{ tokens { id name revokedAt } }')
    expect(list.data).toEqual({
      tokens: [
        { id: ci!['id'], name: 'ci', revokedAt: null },
        { id, name: 'first', revokedAt: null },
      ],
    })
    const revoke = `mutation ($ids: [ID!]!) { revokeTokens(input: { ids: $ids }) {
      results { index ok id problem { code field } } } }`
    const gone = await askAs(api.app, secret, revoke, { ids: [ci!['id'], 'nobody'] })
    expect(gone.data).toEqual({
      revokeTokens: {
        results: [
          { index: 0, ok: true, id: ci!['id'], problem: null },
          { index: 1, ok: false, id: 'nobody', problem: { code: 'NOT_FOUND', field: 'input.ids[1]' } },
        ],
      },
    })
    expect((await askAs(api.app, own, names)).status).toBe(401)
    expect(text()).not.toContain(own.slice(4))
    expect(JSON.stringify(await listTokens(backend(), reading()))).not.toContain(own.slice(4))
  })

  isOfServer('names the scope that a token lacks', async () => {
    const { secret } = await makeToken(backend(), { scopes: ['WRITE'] })
    const lacking = (scope: string, path: unknown) => ({
      message: expect.stringContaining(`a token with the scope "${scope}"`),
      extensions: { code: 'FORBIDDEN', scope },
      path,
      locations: expect.anything(),
    })
    const read = await askAs(api.app, secret, '{ runs { nodes { id } } flows { nodes { name } } }')
    expect(read.data).toEqual({ runs: null, flows: null })
    expect(read.errors).toEqual([lacking('read', ['runs']), lacking('read', ['flows'])])
    const record =
      'mutation { recordRuns(input: { runs: [{ flow: "etl" }] }) { results { ok id run { id } } } }'
    const { data, errors } = await askAs(api.app, secret, record)
    expect(data).toEqual({ recordRuns: { results: [{ ok: true, id: 'main:etl/1', run: null }] } })
    expect(errors).toEqual([lacking('read', ['recordRuns', 'results', 0, 'run'])])
    const claim = 'mutation { claimActions(input: { worker: "w", kinds: ["k"] }) { actions { nodeId } } }'
    expect((await askAs(api.app, secret, claim)).errors).toEqual([lacking('work', ['claimActions'])])
    expect((await askAs(api.app, secret, '{ tokens { id } }')).errors).toEqual([lacking('admin', ['tokens'])])
  })

  it('asks the store for no token as long as nobody asks, and then not for each request', async () => {
    const { secret } = await makeToken(backend())
    await askAs(api.app, secret, names)
    const count = await countStatements(open)
    const { seen } = await count.during(async () => {
      for (let times = 0; times < 20; times += 1) await askAs(api.app, secret, '{ __typename }')
    })
    expect(seen['main'] ?? 0).toBeLessThanOrEqual(6)
    const idle = await count.during(() => pause(100))
    expect(idle.seen['main'] ?? 0).toBe(0)
    await count.close()
  })

  it('learns of what another server has revoked', async () => {
    const { secret, id } = await makeToken(backend())
    expect((await askAs(api.app, secret, names)).status).toBe(200)
    await revokeStored(backend(), [id], newChange('REVOKE_TOKENS', commandLine), createMeter())
    await expect.poll(async () => (await askAs(api.app, secret, names)).status).toBe(401)
  })

  it('keeps the newest 1,000 of those that are no longer good', async () => {
    const plan = { name: 'x', scopes: ['READ' as const], flows: null, backends: null, expiresAt: null }
    const change = newChange('CREATE_TOKENS', commandLine)
    for (let times = 0; times < 5; times += 1) {
      const rows = Array.from({ length: 500 }, () => newToken(plan, Date.now()).row)
      expect(await storeTokens(backend(), rows, change, createMeter())).toBe(500)
      const ids = rows.map(({ id }) => id)
      await revokeStored(backend(), ids, newChange('REVOKE_TOKENS', commandLine), createMeter())
    }
    const { id } = await makeToken(backend())
    const kept = await listTokens(backend(), reading())
    expect([kept.length, kept[0]!.id]).toEqual([1_001, id])
  })

  it('notes when a token was used, at its end at the latest', async () => {
    const { secret } = await makeToken(backend())
    await askAs(api.app, secret, names)
    await api.app.close()
    const [row] = await listTokens(backend(), reading())
    expect(row!.lastUsedAt).toBeGreaterThanOrEqual(row!.createdAt)
  })
})

const reading = () => ({ now: Date.now(), meter: createMeter(), deadline: performance.now() + 60_000 })
