import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { type Api, type Setup, post, aloneSetups, silent, startApi } from '../setup/servers/api.ts'
import {
  type Action,
  cancel,
  claim,
  complete,
  drain,
  edge,
  leaseOf,
  look,
  node,
  nodes,
  retry,
  short,
  startOne,
} from '../setup/ask/queue.ts'
import { rowsOf } from '../setup/ask/queuerows.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

const single = aloneSetups
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const tooLarge = (id: string, bytes: number, most: number) =>
  `TOO_LARGE: the input of node "${id}" has ${bytes} bytes. The limit for the input of an action is ${most}.`

const inputBytes = 200
/** `wide` fans out to 30 nodes, each of which is given both outputs. */
const wide = {
  nodes: [...nodes('a b'), ...Array.from({ length: 30 }, (_, index) => node(`n${index}`))],
  edges: Array.from({ length: 30 }, (_, index) => [edge(`a n${index}`), edge(`b n${index}`)]).flat(),
}

describe.each(single)('the bytes of an input on $title', (setup) => {
  let api: Api
  let store: Sql
  beforeAll(async () => {
    api = await startApi(setup, { inputBytes, outputBytes: inputBytes })
    store = openStores(api)[0]!
  })
  afterAll(async () => {
    await store.close()
    await api.close()
  })

  const join = { nodes: nodes('a b c'), edges: [edge('a c'), edge('b c')] }
  /** What a node with the outputs of `a` and `b` is given. */
  const inputOf = (a: unknown, b: unknown) => ({ a, b })
  /** So long a text that the input of `c` has so many bytes. */
  const filling = (most: number) => 'x'.repeat(most - bytesOf(inputOf('ü', '')))

  it.each([true, false])(
    'are counted as they are handed out, in one flush or several: %s',
    async (atOnce) => {
      const text = filling(inputBytes)
      const say = ({ nodeId }: Action) => ({ output: nodeId === 'a' ? 'ü' : nodeId === 'b' ? text : null })
      const fits = await startOne(api, join)
      const all = await drain(api, say, { limit: atOnce ? 9 : 1 })
      expect([all.length, bytesOf(all.at(-1)!.input)]).toEqual([3, inputBytes])
      expect((await short(api, fits))[0]).toBe('COMPLETED')

      const id = await startOne(api, join)
      const longer = ({ nodeId }: Action) => ({ output: nodeId === 'a' ? 'ü' : `${text}x` })
      expect(await drain(api, longer, { limit: atOnce ? 9 : 1 })).toHaveLength(2)
      const error = tooLarge('c', inputBytes + 1, inputBytes)
      expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error })
      expect(await short(api, id)).toEqual(['FAILED', 'a 1 COMPLETED', 'b 1 COMPLETED', 'c 1 FAILED'])
      expect(await rowsOf(store, id)).toEqual({ queue_executions: 1, queue_values: 1 })
      // What is done stays done, and is as large as it was.
      await retry(api, [id])
      expect(await drain(api, longer)).toEqual([])
      expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error, attempt: 2 })
    },
  )

  it('leave out what is not handed on', async () => {
    const id = await startOne(api, {
      nodes: nodes('a b c d e'),
      edges: [
        edge('a e', { kind: 'CONTROL' }),
        edge('b e', { kind: 'OPTIONAL', condition: { equals: 'never' } }),
        edge('c e', { kind: 'OPTIONAL', condition: { path: ['ok'], equals: true } }),
        edge('d e'),
        edge('d e', { kind: 'CONTROL' }),
      ],
    })
    const ok = { ok: true, text: 'x'.repeat(100) }
    const actions = await drain(api, ({ nodeId }) => ({ output: nodeId === 'c' ? ok : 'y'.repeat(50) }))
    expect(actions.at(-1)).toMatchObject({ nodeId: 'e', input: { b: null, c: ok, d: 'y'.repeat(50) } })
    expect((await short(api, id))[0]).toBe('COMPLETED')
  })

  it('bound what one claim takes, by turn, and one action always fits', async () => {
    const id = await startOne(api, wide)
    const output = 'x'.repeat(40)
    const first = await claim(api)
    await complete(
      api,
      first.map((action) => ({ ...leaseOf(action), output })),
    )
    // Two fit into 200 bytes.
    const each = bytesOf({ a: output, b: output })
    const seen: string[] = []
    for (let left = 30; left > 0; left -= 2) {
      const actions = await claim(api, { limit: 100 })
      expect(actions.map(({ input }) => bytesOf(input))).toEqual([each, each])
      seen.push(...actions.map(({ nodeId }) => nodeId))
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `n${index}`))
    expect(await claim(api)).toEqual([])
    await cancel(api, [id])
  })

  it('bound what the claims of one flush take, and none goes without', async () => {
    const id = await startOne(api, wide)
    for (const action of await claim(api))
      await complete(api, [{ ...leaseOf(action), output: 'x'.repeat(60) }])
    const claims = await Promise.all(
      Array.from({ length: 30 }, (_, index) => claim(api, { worker: `w${index}`, limit: 3 })),
    )
    expect(claims.map((actions) => actions.length)).toEqual(claims.map(() => 1))
    expect(new Set(claims.flat().map(({ nodeId }) => nodeId)).size).toBe(30)
    await cancel(api, [id])
  })

  it('bound what an execution has produced in the end', async () => {
    const dag = { nodes: nodes('a b') }
    const output = (most: number) => 'x'.repeat(most - bytesOf({ a: 'ü', b: '' }))
    const fits = await startOne(api, dag)
    await drain(api, ({ nodeId }) => ({ output: nodeId === 'a' ? 'ü' : output(inputBytes) }))
    expect((await short(api, fits))[0]).toBe('COMPLETED')
    const id = await startOne(api, dag)
    await drain(api, ({ nodeId }) => ({ output: nodeId === 'a' ? 'ü' : output(inputBytes + 1) }))
    const error = `TOO_LARGE: the outputs of the last nodes have ${inputBytes + 1} bytes in total. The limit for the outputs of an execution is ${inputBytes}.`
    expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error, outputs: null })
    await retry(api, [id])
    expect(await drain(api)).toEqual([])
    expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error, attempt: 2 })
  })

  it('are looked up for what an earlier version made ready, and fail what is beyond the bound', async () => {
    const before = await startOne(api, join)
    for (const action of await claim(api))
      await complete(api, [{ ...leaseOf(action), output: 'x'.repeat(50) }])
    const forget = `update actions set input_bytes = null where execution_id = '${before}'`
    await store.run(forget)
    expect((await claim(api)).map(({ nodeId }) => nodeId)).toEqual(['c'])

    const id = await startOne(api, join)
    for (const action of await claim(api)) {
      await complete(api, [{ ...leaseOf(action), output: 'x'.repeat(140) }])
      // As an earlier version counts.
      await store.run(`update joins set bytes = null where execution_id = '${id}'`)
    }
    expect(await store.run(`select input_bytes as bytes from actions where execution_id = '${id}'`)).toEqual([
      { bytes: null },
    ])
    expect(await claim(api)).toEqual([])
    const error = `Node "c" failed: ${tooLarge('c', 295, inputBytes)}`
    expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error })
  })
})

describe.each(single)('a server that allows less than the one before on $title', (setup: Setup) => {
  it('fails what it cannot hand out, and goes on', async () => {
    const api = await startApi(setup, { inputBytes: 1_000 })
    try {
      const chain = { nodes: nodes('a b'), edges: [edge('a b')] }
      const id = await startOne(api, chain)
      for (const action of await claim(api))
        await complete(api, [{ ...leaseOf(action), output: 'x'.repeat(500) }])
      const smaller = createApp(api.backends, { log: silent, inputBytes: 100, outputBytes: 50 })
      const asking = {
        data: async (query: string, variables?: Record<string, unknown>) =>
          ((await (await post(smaller, { query, variables })).json()) as { data: never }).data,
      }
      const other = await startOne(api, { nodes: nodes('z') })
      expect((await claim(asking)).map(({ nodeId }) => nodeId)).toEqual(['z'])
      const error = `Node "b" failed: ${tooLarge('b', 508, 100)}`
      expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error })
      await cancel(api, [other])
    } finally {
      await api.close()
    }
  })
})
