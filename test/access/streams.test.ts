import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { revokeStored } from '../../src/db/tokens/tokens.ts'
import type { TokenPlan } from '../../src/db/tokens/newtoken.ts'
import {
  type Operation,
  type StreamOf,
  askOf,
  openStream,
  postTo,
  watchExecutions,
  watchRuns,
} from '../setup/ask/streams.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { holdClocks, pass } from '../setup/servers/passing.ts'
import { kinds } from '../setup/servers/stores.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'
import { sized } from '../setup/whole.ts'

/** What a token sees of a store, and tokens in each store: `hidden`, `tokens`. */
describe.each(sized(kinds, ['sqlite']))('streams and waiting claims with tokens on %s', (kind) => {
  let open: Api
  let api: Api
  const streams: StreamOf[] = []
  beforeAll(async () => void (open = await startApi({ title: kind, kinds: { main: kind, other: kind } })))
  afterAll(() => open.close())
  beforeEach(() => {
    api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0]! })
  })
  afterEach(async () => {
    vi.useRealTimers()
    for (const one of streams.splice(0)) await one.close()
    await api.app.close()
  })
  const tokenOf = (plan: Partial<TokenPlan> = {}) => makeToken(open.backends[0]!, plan)
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  async function stream(secret: string, operations: readonly Operation[], more: Record<string, string> = {}) {
    const one = await openStream(askOf(api.app), operations, { ...bearer(secret), ...more })
    streams.push(one)
    return one
  }
  const write = (id: string, flow: string, more = '', backend = 'main') =>
    open.data(`mutation { recordExecutions(input: { backend: "${backend}", onConflict: REPLACE, executions: [
      { id: "${id}", flow: "${flow}", runNumber: 1 ${more} }] }) { results { ok } } }`)
  const remove = (id: string) =>
    open.data(`mutation { deleteExecutions(input: { ids: ["${id}"] }) { results { ok } } }`)

  it('end when their token is revoked, by another server too', async () => {
    const { id, secret } = await tokenOf()
    const several = await stream(secret, [watchExecutions('e', ['x'])])
    const claim = askAs(
      api.app,
      secret,
      'mutation { claimActions(input: { worker: "w", kinds: ["k"], wait: 20000 }) { actions { nodeId } } }',
    )
    await revokeStored(open.backends[0]!, [id], newChange('REVOKE_TOKENS', commandLine), createMeter())
    await expect.poll(() => several.isOver()).toBe(true)
    expect(several.events.at(-1)).toMatchObject({ event: 'reset' })
    expect((await claim).errors![0]!.extensions!['code']).toBe('UNAUTHENTICATED')
    const again = await postTo(askOf(api.app), '/graphql/stream', { operations: [] }, bearer(secret))
    expect(again.status).toBe(401)
  })

  it('end when their token expires', async () => {
    holdClocks()
    const { secret } = await tokenOf({ expiresAt: Date.now() + 10_000 })
    const one = await stream(secret, [watchRuns('r', null)])
    await pass(9_000)
    expect(one.isOver()).toBe(false)
    await pass(2_000)
    await expect.poll(() => one.isOver()).toBe(true)
  })

  it('are changed by their own token alone', async () => {
    const [own, other] = [await tokenOf(), await tokenOf()]
    const one = await stream(own.secret, [watchExecutions('e', ['x'])])
    const change = (secret: string) =>
      postTo(askOf(api.app), `/graphql/stream/${one.token()}`, { drop: ['e'] }, bearer(secret))
    expect((await change(other.secret)).status).toBe(404)
    expect((await change(own.secret)).status).toBe(204)
  })

  it('tell nothing of flows and backends that are hidden, while others are told all', async () => {
    await write('seen', 'train')
    await write('hidden', 'etl')
    const ids = ['seen', 'hidden', 'main:hidden', 'moved', 'other:there', 'there', 'late']
    const operations = [
      watchExecutions('e', ids, 'id flow parent { id } run { id }'),
      watchRuns('r', null, 'id executions { nodes { id } }'),
      watchRuns('f', { flow: ['train', 'etl'] }, 'id'),
      { id: 'a', query: 'subscription { attentionChanged { items { backend flow } } }' },
    ]
    const plan = { flows: ['train*'], backends: ['main'] }
    const [limited, whole] = [
      await stream((await tokenOf(plan)).secret, operations),
      await stream((await tokenOf()).secret, operations),
    ]
    const twin = await stream((await tokenOf(plan)).secret, operations)
    await write('moved', 'train')
    await expect.poll(() => kindsOf(limited, 'moved')).toContain('UPDATE')
    await write('moved', 'etl')
    await write('hidden', 'etl', ', tags: ["x"]')
    await remove('hidden')
    await write('there', 'train', '', 'other')
    await write('late', 'etl', ', parentId: "seen"')
    await write('seen', 'train-b', ', parentId: "late"')
    await expect.poll(() => kindsOf(whole, 'seen').length).toBeGreaterThan(1)
    await expect.poll(() => kindsOf(limited, 'seen').length).toBeGreaterThan(1)
    await expect.poll(() => kindsOf(whole, 'late')).toContain('UPDATE')
    await expect.poll(() => limited.of('r').some(({ id }) => id === 'main:train-b/1')).toBe(true)
    expect(kindsOf(limited, 'moved')).toEqual(['UNKNOWN', 'UPDATE', 'DELETE'])
    for (const id of ['hidden', 'main:hidden', 'late', 'there', 'other:there'])
      expect({ id, kinds: kindsOf(limited, id) }).toEqual({ id, kinds: ['UNKNOWN'] })
    const text = JSON.stringify(limited.events)
    expect(text).not.toMatch(/"etl|main:etl|"other"|"backend":"other/)
    expect(JSON.stringify(twin.of('e'))).toBe(JSON.stringify(limited.of('e')))
    expect(JSON.stringify(whole.events)).toMatch(/main:etl\/1/)
    expect(kindsOf(whole, 'hidden')).toContain('DELETE')
    expect(kindsOf(whole, 'there')).toContain('UPDATE')
  })

  it('begin anew for a limited token that was away: what is gone may have been hidden', async () => {
    await write('hidden', 'etl')
    const { secret } = await tokenOf({ flows: ['train'] })
    const operation = watchExecutions('e', ['hidden'])
    const first = await stream(secret, [operation])
    const lastId = first.events.findLast(({ id }) => id !== undefined)!.id!
    await first.close()
    await remove('hidden')
    const again = await stream(secret, [operation], { 'last-event-id': lastId })
    expect(kindsOf(again, 'hidden')).toEqual(['UNKNOWN'])
  })
})

/** The kinds of events about an id, in their order. */
const kindsOf = (stream: StreamOf, id: string) =>
  stream.of('e').flatMap((event) => (event['id'] === id ? [event['kind']] : []))
