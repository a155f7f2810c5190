import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import {
  cancel,
  claim,
  done,
  drain,
  edge,
  look,
  node,
  nodes,
  start,
  startOne,
  tries,
} from '../setup/ask/queue.ts'
import { at } from '../setup/seeds/records.ts'

const chain = { nodes: nodes('a b'), edges: [edge('a b')] }

describe.each(aloneSetups)('whose turn it is on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup, { openExecutions: 3 })
  })
  afterAll(() => api.close())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at(0)) }))
  afterEach(() => void vi.useRealTimers())

  const later = (ms: number) => void vi.setSystemTime(Date.now() + ms)
  const worked = async () =>
    (await drain(api, undefined, { limit: 1 })).map(({ executionId, nodeId }) => `${executionId} ${nodeId}`)

  it('higher priorities come first, then what began first, and what began is finished before more begins', async () => {
    const from = (id: string, more: object) => ({ id, flow: 'F', ...more })
    await start(api, [from('p-low', { priority: -1_000 }), from('p-late', {})], chain)
    later(1)
    await start(api, [from('p-later', {}), from('p-high', { priority: 1_000 })], chain)
    expect(await worked()).toEqual(
      ['p-high', 'p-late', 'p-later', 'p-low'].flatMap((id) => [`${id} a`, `${id} b`]),
    )
  })

  it('executions are finished one after another under backlog', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `fair-${index}`)
    for (const id of ids) {
      await startOne(api, { nodes: nodes('a b c'), edges: [edge('a b'), edge('b c')] }, { id })
      later(1)
    }
    expect(await worked()).toEqual(ids.flatMap((id) => [`${id} a`, `${id} b`, `${id} c`]))
  })

  it('no more executions than the cap are in progress', async () => {
    const results = await start(
      api,
      Array.from({ length: 5 }, () => ({ flow: 'F' })),
      chain,
    )
    const held = await claim(api)
    expect(held).toHaveLength(3)
    const statuses = async () =>
      (
        await look(
          api,
          results.map(({ id }) => id!),
        )
      )
        .map((seen) => seen!.status)
        .toSorted()
    expect(await statuses()).toEqual(['PENDING', 'PENDING', 'RUNNING', 'RUNNING', 'RUNNING'])
    await done(api, held[0]!)
    expect((await claim(api)).map(({ nodeId }) => nodeId)).toEqual(['b'])
    await cancel(api, [held[1]!.executionId])
    expect((await claim(api)).map(({ nodeId }) => nodeId)).toEqual(['a'])
    for (const { id } of results) await cancel(api, [id!])
  })

  it('what is to run later waits for its time, and stands in line by that', async () => {
    const future = await startOne(api, { nodes: nodes('a') }, { id: 'future', runAt: at(60_000) })
    const past = await startOne(api, { nodes: nodes('a') }, { id: 'past', runAt: at(0) })
    later(59_999)
    expect(await worked()).toEqual([`${past} a`])
    await startOne(api, { nodes: nodes('a') }, { id: 'now' })
    later(2)
    expect(await worked()).toEqual(['now a', `${future} a`])
  })

  it('a claim takes what it asks for: kinds, and so many', async () => {
    const dag = {
      nodes: [
        node('x', { kind: 'x' }),
        node('y', { kind: 'y' }),
        node('z', { kind: 'z' }),
        node('x2', { kind: 'x' }),
      ],
    }
    const id = await startOne(api, dag)
    const of = async (kinds: string[], limit = 9) =>
      (await claim(api, { kinds, limit })).map(({ nodeId, kind }) => [nodeId, kind])
    expect(await of(['none'])).toEqual([])
    expect(await of(['y', 'x', 'y'], 2)).toEqual([
      ['x', 'x'],
      ['y', 'y'],
    ])
    expect(await of(['x', 'y', 'z'])).toEqual([
      ['z', 'z'],
      ['x2', 'x'],
    ])
    await cancel(api, [id])
  })

  it('claims at once share what there is, each by its kinds', async () => {
    const wide = {
      nodes: nodes('a b c d e f g h').map((one, index) => ({ ...one, kind: index % 2 ? 'odd' : 'even' })),
    }
    const id = await startOne(api, wide)
    const claims = await Promise.all([
      claim(api, { kinds: ['even'], limit: 3 }),
      claim(api, { kinds: ['odd'], limit: 2 }),
      claim(api, { kinds: ['odd', 'even'], limit: 9 }),
    ])
    const all = claims.flat()
    expect(new Set(all.map(({ nodeId }) => nodeId)).size).toBe(8)
    expect(all).toHaveLength(8)
    expect([claims[0].length, claims[1].length]).toEqual([3, 2])
    expect(claims[0].every(({ kind }) => kind === 'even')).toBe(true)
    expect(new Set(all.map(({ leaseToken }) => leaseToken)).size).toBe(3)
    await cancel(api, [id])
  })

  it('refuses a claim that asks for too much or too little', async () => {
    const ask = async (more: object) => {
      const query =
        'mutation ($input: ClaimActionsInput!) { claimActions(input: $input) { actions { nodeId } } }'
      const answer = await api.ask(query, { input: { worker: 'w', kinds: ['k'], ...more } })
      return answer.errors![0]!.extensions
    }
    const bad = (field: string, limit?: number, received?: number) => ({
      code: 'BAD_USER_INPUT',
      field: `input.${field}`,
      ...(limit !== undefined && { limit, received }),
    })
    const year = 365 * 86_400_000
    const wrong: [object, object][] = [
      [{ leaseMs: 0 }, bad('leaseMs', 1_000, 0)],
      [{ leaseMs: year }, bad('leaseMs', 3_600_000, year)],
      [{ leaseMs: -1 }, bad('leaseMs', 1_000, -1)],
      [{ limit: 0 }, bad('limit', 1, 0)],
      [{ limit: 501 }, bad('limit', 500, 501)],
      [{ wait: 20_001 }, bad('wait', 20_000, 20_001)],
      [{ wait: -1 }, bad('wait', 0, -1)],
      [{ kinds: [] }, bad('kinds', 1, 0)],
      [{ kinds: Array.from({ length: 101 }, (_, index) => `k${index}`) }, bad('kinds', 100, 101)],
      [{ kinds: [''] }, bad('kinds[0]')],
      [{ worker: 'w\0' }, bad('worker')],
      [{ backend: 'none' }, bad('backend')],
    ]
    for (const [more, extensions] of wrong) expect(await ask(more)).toMatchObject(extensions)
  })

  it('a waiting claim is given what is started meanwhile, and nothing when its time is over', async () => {
    const waiting = claim(api, { kinds: ['late'], wait: 20_000 })
    const id = await startOne(api, {
      nodes: [node('a', { kind: 'late' }), node('b', { kind: 'late', ...tries(2) })],
      edges: [edge('a b')],
    })
    const [first] = await waiting
    const next = claim(api, { kinds: ['late'], wait: 20_000 })
    await done(api, first!)
    const [second] = await next
    expect([first!.nodeId, second!.nodeId]).toEqual(['a', 'b'])
    const again = claim(api, { kinds: ['late'], wait: 20_000 })
    await done(api, second!, { error: 'once' })
    const [third] = await again
    expect(third!.attempt).toBe(2)
    await cancel(api, [id])
    expect(await claim(api, { kinds: ['late'], wait: 30 })).toEqual([])
  })
})
