import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Actor, commandLine, newChange, noteAudit, toChange } from '../../src/db/audit/note.ts'
import type { Backend } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import type { AuditAction } from '../../src/db/tables/audit.ts'
import { type Entry, auditQuery, entriesOf, told } from '../setup/ask/audit.ts'
import { each, errors, statements } from '../setup/ask/answers.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { type Api, apiOver, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { kinds } from '../setup/servers/stores.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'
import { sized } from '../setup/whole.ts'

interface Noted {
  readonly action: AuditAction
  readonly by: Actor
  readonly at: number
}

/** Writes an entry about a record of this name. */
const note = (backend: Backend, id: string, { action, by, at }: Noted) =>
  backend.write(createMeter(), (transaction) =>
    noteAudit(backend, transaction, toChange([id], { ...newChange(action, by), at })),
  )

const ann: Actor = { via: 'API', name: 'ann', tokenId: 't-1', address: '10.0.0.1' }

describe.each(sized(setups, mixedSetups))('the audit of $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    for (let at = 0; at < 4; at += 1)
      for (const [index, backend] of api.backends.entries())
        for (let times = 0; times < 5; times += 1)
          await note(backend, `${backend.name}-${at}-${times}`, {
            action: times === 0 ? 'RETRY_EXECUTIONS' : 'CANCEL_EXECUTIONS',
            by: (times + index) % 2 === 0 ? ann : commandLine,
            at: 1_000 * at,
          })
  })
  afterAll(() => api.close())

  const shown = (entries: readonly Entry[]) => entries.map(({ ids }) => ids[0])
  const all = [0, 1, 2, 3].flatMap((at) =>
    names.toSorted().flatMap((name) => [0, 1, 2, 3, 4].map((times) => `${name}-${at}-${times}`)),
  )

  it.each([1, 2, 3, 4, 7, 100])('has each entry once, in pages of %i', async (first) => {
    expect(shown(await entriesOf(api, {}, first))).toEqual(all)
  })

  it.each([
    ['nothing that is left out', { actor: undefined }, () => true],
    ['actions', { action: ['RETRY_EXECUTIONS', 'CLEAR_EXECUTIONS'] }, ({ ids }) => ids[0]!.endsWith('-0')],
    ['names', { actor: ['ann', 'nobody'] }, ({ actor }) => actor === 'ann'],
    ['ids of tokens', { actor: ['t-1'] }, ({ tokenId }) => tokenId === 't-1'],
    [
      'times',
      { since: '1970-01-01T00:00:01Z', until: '1970-01-01T00:00:02Z' },
      ({ ids }) => /-[12]-/.test(ids[0]!),
    ],
    ['backends', { backend: [names.at(-1)] }, ({ backend }) => backend === names.at(-1)],
    [
      'all at once',
      { action: ['CANCEL_EXECUTIONS'], actor: ['command line'], since: '1970-01-01T00:00:02Z' },
      ({ action, via, at }) =>
        action === 'CANCEL_EXECUTIONS' && via === 'COMMAND_LINE' && at >= '1970-01-01T00:00:02',
    ],
    ['no action', { action: [] }, () => false],
    ['no actor', { actor: [] }, () => false],
    ['no backend', { backend: [] }, () => false],
    ['who cannot be', { actor: ['\0'] }, () => false],
  ] satisfies [string, object, (entry: Entry) => boolean][])(
    'is filtered by %s',
    async (_, filter, matches) => {
      const whole = await entriesOf(api)
      const matching = whole.filter(matches)
      expect(await entriesOf(api, filter, 3)).toEqual(matching)
    },
  )

  it('is one statement a store and page', async () => {
    const counter = await countStatements(api)
    for (const first of [1, 100]) {
      const { answer, seen } = await counter.during(() => api.ask(auditQuery, { first }))
      expect([answer.errors, statements(answer), seen]).toEqual([undefined, each(setup, 1), each(setup, 1)])
    }
    await counter.close()
  })

  it.each([
    ['first', { first: 0 }, { field: 'first', limit: 1, received: 0 }],
    ['first', { first: 101 }, { field: 'first', limit: 100, received: 101 }],
    ['after', { after: 'x' }, { field: 'after' }],
    [
      'actor',
      { filter: { actor: Array(101).fill('x') } },
      { field: 'filter.actor', limit: 100, received: 101 },
    ],
    [
      'action',
      { filter: { action: Array(8).fill('CANCEL_EXECUTIONS') } },
      { field: 'filter.action', limit: 7, received: 8 },
    ],
    ['backend', { filter: { backend: ['nobody'] } }, { field: 'filter.backend' }],
    [
      'since',
      { filter: { since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } },
      { field: 'filter.since' },
    ],
  ])('refuses a wrong "%s" without a statement', async (_, variables, problem) => {
    const answer = await api.ask(auditQuery, variables)
    expect(answer.data).toEqual({ audit: null })
    expect(errors(answer)).toMatchObject([{ path: ['audit'], code: 'BAD_USER_INPUT', ...problem }])
    expect(answer.extensions!.backends).toEqual([])
  })

  it('goes on only with the filter and the stores that a cursor is of', async () => {
    const { audit } = await api.data<{ audit: { pageInfo: { endCursor: string } } }>(auditQuery, { first: 1 })
    const after = audit.pageInfo.endCursor
    const answer = await api.ask(auditQuery, { after, filter: { actor: ['ann'] } })
    expect(errors(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'after' }])
  })
})

describe('the audit of two stores', () => {
  let api: Api
  beforeEach(
    async () => void (api = await startApi({ title: '', kinds: { main: 'sqlite', mf: 'metaflow' } })),
  )
  afterEach(() => api.close())

  it('has nothing of one that is only read', async () => {
    await note(api.backends[0]!, 'a', { action: 'CANCEL_EXECUTIONS', by: ann, at: 1 })
    const answer = await api.ask(auditQuery)
    expect([answer.errors, statements(answer)]).toEqual([undefined, { main: 1 }])
    expect(await entriesOf(api)).toHaveLength(1)
    expect(await entriesOf(api, { backend: ['mf'] })).toEqual([])
  })

  it('names one that does not answer, and a cursor to what it has', async () => {
    const away = await startApi({ title: '', kinds: { away: 'sqlite' } })
    const both = apiOver([api.backends[0]!, away.backends[0]!])
    await note(api.backends[0]!, 'a', { action: 'CANCEL_EXECUTIONS', by: ann, at: 1 })
    await away.backends[0]!.close()
    const answer = await both.ask(auditQuery)
    expect(answer.data).toMatchObject({ audit: { nodes: [{ ids: ['a'] }], unavailable: ['away'] } })
    expect(errors(answer)).toMatchObject([
      { path: ['audit'], code: 'BACKEND_UNAVAILABLE', backend: 'away', resume: expect.any(String) as string },
    ])
    const alone = await both.ask(auditQuery, { filter: { backend: ['away'] } })
    expect(alone.data).toEqual({ audit: null })
    await both.app.close()
    await away.close()
  })
})

describe.each(kinds)('tokens in the audit on %s', (kind) => {
  let open: Api
  let admin: Api
  let api: Api
  beforeEach(async () => {
    open = await startApi({ title: kind, kinds: { main: kind } })
    admin = await startApi({ title: kind, kinds: { admin: kind } })
    api = apiOver(open.backends, [], { auth: 'tokens', admin: admin.backends[0]! })
  })
  afterEach(async () => {
    await api.app.close()
    await open.close()
    await admin.close()
  })

  it('are named with what they did, made and revoked, and none of their secrets', async () => {
    const first = await makeToken(admin.backends[0]!, { name: 'root' })
    const writer = await makeToken(admin.backends[0]!, { name: 'ci', scopes: ['WRITE'], flows: ['F'] })
    const ask = <T>(query: string, variables?: Record<string, unknown>, secret = first.secret) =>
      askAs(api.app, secret, query, variables).then(({ data }) => data as T)
    const asRoot = { data: ask }
    await record(open, [begun('a', 0, { flow: 'F' }), begun('b', 0, { flow: 'F' })])
    await ask('mutation { deleteExecutions(input: { ids: ["a"] }) { results { ok } } }', {}, writer.secret)
    const { createTokens } = await ask<{ createTokens: { results: { id: string; secret: string }[] } }>(
      `mutation { createTokens(input: { tokens: [{ name: "one", scopes: [READ] }, { name: "two", scopes: [WORK, READ] }] }) {
        results { id secret } } }`,
    )
    const made = createTokens.results.map(({ id }) => id)
    const revoke = 'mutation ($ids: [ID!]!) { revokeTokens(input: { ids: $ids }) { results { ok } } }'
    for (let times = 0; times < 2; times += 1) await ask(revoke, { ids: [made[0], 'nobody'] })
    const found = await entriesOf(asRoot)
    const byRoot = { via: 'API', actor: 'root', tokenId: first.id, address: null }
    const onLine = {
      backend: 'admin',
      via: 'COMMAND_LINE',
      actor: 'command line',
      tokenId: null,
      address: null,
    }
    const create = { action: 'CREATE_TOKENS', backend: 'admin' }
    const scopes = '["READ","WRITE","WORK","ADMIN"]'
    expect(told(found)).toEqual([
      { ...onLine, ...create, count: 1, ids: [first.id], detail: `"root" ${scopes}` },
      { ...onLine, ...create, count: 1, ids: [writer.id], detail: '"ci" ["WRITE"]' },
      {
        ...{ backend: 'main', action: 'DELETE_EXECUTIONS', count: 1, ids: ['a'], detail: null },
        ...{ via: 'API', actor: 'ci', tokenId: writer.id, address: null },
      },
      { ...byRoot, ...create, count: 2, ids: made, detail: '"one" ["READ"], "two" ["READ","WORK"]' },
      { ...byRoot, action: 'REVOKE_TOKENS', backend: 'admin', count: 1, ids: [made[0]], detail: '"one"' },
    ])
    const text = JSON.stringify(found)
    for (const { secret } of [first, writer, ...createTokens.results])
      expect(text).not.toContain(secret.slice(4))
    expect(told(await entriesOf(asRoot, { actor: ['ci'] }))).toHaveLength(1)
    expect(told(await entriesOf(asRoot, { backend: ['main'] }))).toHaveLength(1)
  })

  it('cost one statement more when they are made, and when they are revoked', async () => {
    const { secret } = await makeToken(admin.backends[0]!)
    const ask = async (query: string) => statements(await askAs(api.app, secret, query))
    await ask('{ tokens { id } }')
    // The transaction, what is forgotten, the count and the tokens.
    const create =
      'mutation { createTokens(input: { tokens: [{ name: "x", scopes: [READ] }] }) { results { ok } } }'
    expect(await ask(create)).toEqual({ admin: 6 })
    const { data } = await askAs(api.app, secret, '{ tokens { id name } }')
    const { id } = (data as { tokens: { id: string; name: string }[] }).tokens.find(
      ({ name }) => name === 'x',
    )!
    expect(await ask(`mutation { revokeTokens(input: { ids: ["${id}"] }) { results { ok } } }`)).toEqual({
      admin: 5,
    })
  })
})
