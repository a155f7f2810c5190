import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import {
  claim,
  complete,
  done,
  drain,
  edge,
  leaseOf,
  look,
  node,
  nodes,
  short,
  start,
  startOne,
} from '../setup/ask/queue.ts'
import { rowsOf } from '../setup/ask/queuerows.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

const alone = setupsAndMemory.filter(({ kinds }) => Object.keys(kinds).length === 1)

describe.each(alone)('the queue on $title', (setup) => {
  let api: Api
  let store: Sql
  beforeAll(async () => {
    api = await startApi(setup)
    store = openStores(api)[0]!
  })
  afterAll(async () => {
    await store.close()
    await api.close()
  })

  /** Each action that was worked on with its input, in the order of the claims. */
  const inputs = async (handler: Parameters<typeof drain>[1]) =>
    (await drain(api, handler)).map(({ nodeId, input }) => [nodeId, input])
  const outputs = async (id: string) => (await look(api, [id]))[0]!.outputs?.json

  it('works through a sequence, a fan-out and a fan-in', async () => {
    const dag = {
      nodes: nodes('a b c d e'),
      edges: [edge('a b'), edge('b c'), edge('b d'), edge('c e'), edge('d e')],
    }
    const id = await startOne(api, dag, { inputs: { rows: [1, 'ü'] } })
    expect((await short(api, id))[0]).toBe('PENDING')
    expect(await inputs(({ nodeId }) => ({ output: `of ${nodeId}` }))).toEqual([
      ['a', { rows: [1, 'ü'] }],
      ['b', { a: 'of a' }],
      ['c', { b: 'of b' }],
      ['d', { b: 'of b' }],
      ['e', { c: 'of c', d: 'of d' }],
    ])
    const row = (nodeId: string) => ({
      nodeId,
      attempt: 1,
      status: 'COMPLETED',
      error: null,
      value: `of ${nodeId}`,
    })
    expect(await look(api, [id])).toEqual([
      {
        status: 'COMPLETED',
        statusReason: 'ATTEMPT_OK',
        attempt: 1,
        error: null,
        nodeCount: 5,
        outputs: { json: { e: 'of e' } },
        attempts: { nodes: [{ number: 1, status: 'COMPLETED', error: null }] },
        nodeResults: { nodes: ['a', 'b', 'c', 'd', 'e'].map(row) },
      },
    ])
    expect(await rowsOf(store, id)).toEqual({})
  })

  it('gives each first node the inputs, null when there are none, and every last node makes an output', async () => {
    const id = await startOne(api, { nodes: nodes('a b') })
    expect(await inputs(() => ({}))).toEqual([
      ['a', null],
      ['b', null],
    ])
    expect(await outputs(id)).toEqual({ a: null, b: null })
  })

  it('hands on whole what history cuts, up to its own bound', async () => {
    const big = 'x'.repeat(400_000)
    const id = await startOne(api, { nodes: nodes('a b'), edges: [edge('a b')] }, { inputs: big })
    const actions = await drain(api, () => ({ output: [big] }))
    expect(actions.map(({ input }) => JSON.stringify(input).length)).toEqual([400_002, 400_010])
    expect(JSON.stringify(await outputs(id)).length).toBeLessThan(400_000)
  })

  it('hands on any JSON as it was given', async () => {
    const deep = JSON.parse('['.repeat(499) + ']'.repeat(499)) as unknown
    const odd = ['\u0000', '\ud800', 'ü😀', 1e308, 5e-324, -1.5, '', {}, [], { '': null, 'a"b': true }]
    const values = [...odd, deep, JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as unknown]
    const dag = { nodes: nodes('a b'), edges: [edge('a b')] }
    const results = await start(
      api,
      values.map((inputs) => ({ flow: 'Work', inputs })),
      dag,
    )
    const ids = results.map(({ id }) => id!)
    const actions = await drain(api, ({ nodeId, input }) => ({ output: nodeId === 'a' ? input : 0 }))
    for (const [index, value] of values.entries()) {
      const inputs = actions.filter(({ executionId }) => executionId === ids[index]).map(({ input }) => input)
      const handed = (inputs[1] as { a: unknown }).a
      expect([JSON.stringify(inputs[0]), JSON.stringify(handed)]).toEqual(
        Array.from({ length: 2 }, () => JSON.stringify(value)),
      )
    }
    expect((await look(api, ids)).map((one) => one!.status)).toEqual(ids.map(() => 'COMPLETED'))
  })

  it('takes an edge only if its condition holds, and skips what lacks one that it needs', async () => {
    const when = (path: string[], equals: unknown) => ({ condition: { path, equals } })
    const cases: [path: string[], equals: unknown, isTaken: boolean][] = [
      [['ok'], true, true],
      [['ok'], 'true', false],
      [['ok'], 1, false],
      [['none'], null, true],
      [['missing'], null, false],
      [['missing', 'deep'], null, false],
      [['none', 'deep'], null, false],
      [['list', '1'], 20, true],
      [['list', '01'], 20, false],
      [['list', '2'], null, false],
      [['list', 'length'], 2, false],
      [['list'], [10, 20], true],
      [['text', '0'], 't', false],
      [['deep', 'er'], { b: 1, a: 2 }, true],
      [['deep', 'er'], { a: 2 }, false],
      [['toString'], null, false],
      [['__proto__'], null, false],
      [['zero'], 0, true],
      [['zero'], false, false],
    ]
    const dag = {
      nodes: [node('a'), ...cases.map((_, index) => node(`n${index}`))],
      edges: cases.map(([path, equals], index) => edge(`a n${index}`, when(path, equals))),
    }
    const id = await startOne(api, dag)
    const output = { ok: true, none: null, list: [10, 20], text: 't', deep: { er: { a: 2, b: 1 } }, zero: -0 }
    await drain(api, ({ nodeId }) => ({ output: nodeId === 'a' ? output : null }))
    const [status, ...rows] = await short(api, id)
    expect([status, rows.toSorted()]).toEqual([
      'COMPLETED',
      [
        'a 1 COMPLETED',
        ...cases.map(([, , isTaken], n) => `n${n} 1 ${isTaken ? 'COMPLETED' : 'SKIPPED'}`),
      ].toSorted(),
    ])
  })

  it('compares the whole output when a condition names no path', async () => {
    const dag = {
      nodes: nodes('a b c'),
      edges: [edge('a b', { condition: { equals: [1] } }), edge('a c', { condition: {} })],
    }
    const id = await startOne(api, dag)
    await drain(api, ({ nodeId }) => ({ output: nodeId === 'a' ? [1] : null }))
    expect(await short(api, id)).toEqual(['COMPLETED', 'a 1 COMPLETED', 'b 1 COMPLETED', 'c 1 SKIPPED'])
  })

  it('spreads what is skipped, up to where it is optional', async () => {
    const dag = {
      nodes: nodes('a b c d e f'),
      edges: [
        edge('a b', { condition: { equals: 'never' } }),
        edge('b c'),
        edge('c d', { kind: 'CONTROL' }),
        edge('c e', { kind: 'OPTIONAL' }),
        edge('a e'),
        edge('d f', { kind: 'OPTIONAL' }),
      ],
    }
    const id = await startOne(api, dag)
    expect(await inputs(({ nodeId }) => ({ output: `of ${nodeId}` }))).toEqual([
      ['a', null],
      ['e', { c: null, a: 'of a' }],
      ['f', { d: null }],
    ])
    expect(await short(api, id)).toEqual([
      'COMPLETED',
      ...['a 1 COMPLETED', 'b 1 SKIPPED', 'c 1 SKIPPED', 'd 1 SKIPPED', 'e 1 COMPLETED', 'f 1 COMPLETED'],
    ])
    expect(await outputs(id)).toEqual({ e: 'of e', f: 'of f' })
  })

  it('waits for an optional edge, and hands on nothing by one that is not taken', async () => {
    const optional = (equals: unknown) => ({ kind: 'OPTIONAL', condition: { path: ['v'], equals } })
    const dag = {
      nodes: nodes('a b c'),
      edges: [edge('a c', optional(1)), edge('b c', optional(2)), edge('a b', { kind: 'CONTROL' })],
    }
    await startOne(api, dag)
    expect(await inputs(({ nodeId }) => ({ output: nodeId === 'c' ? null : { v: 1 } }))).toEqual([
      ['a', null],
      ['b', {}],
      ['c', { a: { v: 1 }, b: null }],
    ])
  })

  it('ends well though all its last nodes are skipped', async () => {
    const never = { condition: { equals: 'never' } }
    const dag = { nodes: nodes('a b c'), edges: [edge('a b', never), edge('a c', never)] }
    const id = await startOne(api, dag)
    await drain(api)
    expect(await short(api, id)).toEqual(['COMPLETED', 'a 1 COMPLETED', 'b 1 SKIPPED', 'c 1 SKIPPED'])
    expect(await outputs(id)).toEqual({})
    expect(await rowsOf(store, id)).toEqual({})
  })

  it('joins two edges between the same nodes, each with its own condition', async () => {
    const both = (second: unknown) => ({
      nodes: nodes('a b'),
      edges: [
        edge('a b', { condition: { path: ['x'], equals: 1 } }),
        edge('a b', { condition: { path: ['y'], equals: second } }),
      ],
    })
    const [good, bad] = [await startOne(api, both(2)), await startOne(api, both(3))]
    await drain(api, () => ({ output: { x: 1, y: 2 } }))
    expect((await short(api, good)).at(-1)).toBe('b 1 COMPLETED')
    expect((await short(api, bad)).at(-1)).toBe('b 1 SKIPPED')
  })

  it('tells ids with any characters apart', async () => {
    const odd = ['', 'x[]', 'x[0]', '__proto__', '"quoted\\"', 'a\u0001b', '}', 'ü😀'].slice(1)
    const dag = {
      nodes: [...odd.map((id) => node(id)), node('last')],
      edges: odd.map((source) => ({ source, target: 'last' })),
    }
    const id = await startOne(api, dag, { id: 'odd, "id"' })
    const actions = await drain(api, ({ nodeId }) => ({ output: nodeId }))
    expect(Object.entries(actions.at(-1)!.input as object)).toEqual(odd.map((one) => [one, one]))
    expect((await short(api, id))[0]).toBe('COMPLETED')
  })

  it('completes many in one call, each by itself, and each once', async () => {
    const id = await startOne(api, { nodes: nodes('a b c'), edges: [edge('a c'), edge('b c')] })
    const held = await claim(api)
    const results = await complete(api, [
      { ...leaseOf(held[0]!), output: 1 },
      { ...leaseOf(held[0]!), output: 2 },
      { ...leaseOf(held[1]!), leaseToken: 'of nobody' },
      { ...leaseOf(held[1]!), output: Number.MAX_VALUE },
    ])
    expect(results.map(({ ok, problem }) => [ok, problem?.['code'], problem?.['field']])).toEqual([
      [true, undefined, undefined],
      [false, 'CONFLICT', 'input.completions[1].leaseToken'],
      [false, 'CONFLICT', 'input.completions[2].leaseToken'],
      [true, undefined, undefined],
    ])
    const [last] = await claim(api)
    expect(last).toMatchObject({ nodeId: 'c', input: { a: 1, b: Number.MAX_VALUE } })
    await done(api, last!)
    expect((await short(api, id))[0]).toBe('COMPLETED')
  })
})
