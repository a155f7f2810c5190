import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import {
  cancel,
  claim,
  complete,
  done,
  drain,
  edge,
  extend,
  leaseOf,
  look,
  node,
  nodes,
  retry,
  short,
  startOne,
  tries,
} from '../setup/ask/queue.ts'
import { rowsOf } from '../setup/ask/queuerows.ts'
import { record } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

const moved = { ok: true, problem: null }
const chain = { nodes: nodes('a b c'), edges: [edge('a b'), edge('b c')] }

describe.each(aloneSetups)('how executions of the queue end on $title', (setup) => {
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

  const refused = (field: number, message: string, code = 'CONFLICT') => ({
    ok: false,
    problem: { code, message, field: `input.ids[${field}]`, limit: null, received: null },
  })

  const never = async (ids: readonly string[]) => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) {
        status statusReason attempt startedAt durationMs nodeCount attempts { nodes { number } } failure { summary } } }`
    const { executions } = await api.data<{ executions: object[] }>(query, { ids })
    return executions
  }
  const neverBegan = {
    ...{ status: 'CANCELLED', statusReason: 'CANCELLED', attempt: 0, startedAt: null, durationMs: null },
    ...{ nodeCount: 0, attempts: { nodes: [] }, failure: { summary: 'Called off before it started' } },
  }

  it('calls off what waits for its turn, or for its time, and what is under way', async () => {
    const waits = await startOne(api, chain)
    const future = await startOne(api, chain, { runAt: '2030-01-01T00:00:00.000Z' })
    expect(await cancel(api, [waits, future])).toEqual([moved, moved])
    const open = await startOne(api, chain)
    await done(api, (await claim(api))[0]!, { output: 1 })
    const [held] = await claim(api)
    expect(await cancel(api, [open, open])).toEqual([
      moved,
      refused(1, `Execution "${open}" has already ended. Nothing was changed.`),
    ])
    const conflict = { ok: false, problem: expect.objectContaining({ code: 'CONFLICT' }) }
    expect(await complete(api, [{ ...leaseOf(held!), output: 2 }])).toEqual([conflict])
    expect(await extend(api, [{ ...leaseOf(held!), leaseMs: 1_000 }])).toMatchObject([conflict])
    expect(await claim(api)).toEqual([])
    expect(await never([waits, future])).toEqual([neverBegan, neverBegan])
    expect(await look(api, [open])).toEqual([
      {
        status: 'CANCELLED',
        statusReason: 'CANCELLED',
        attempt: 1,
        error: null,
        nodeCount: 2,
        outputs: null,
        attempts: { nodes: [{ number: 1, status: 'CANCELLED', error: null }] },
        nodeResults: {
          nodes: [
            { nodeId: 'a', attempt: 1, status: 'COMPLETED', error: null, value: 1 },
            { nodeId: 'b', attempt: 1, status: 'CANCELLED', error: null, value: null },
          ],
        },
      },
    ])
    for (const id of [waits, future, open]) {
      const { queue_values: _, ...left } = await rowsOf(store, id)
      expect(left).toEqual({ queue_executions: 1 })
    }
  })

  it('tells what it cannot move: unknown, recorded, ended, not ended', async () => {
    await record(api, [{ id: 'recorded', flow: 'Train' }])
    const finished = await startOne(api, { nodes: nodes('a') })
    await drain(api)
    const open = await startOne(api, chain)
    const notQueued = (at: number, id: string) =>
      refused(
        at,
        `Execution "${id}" is not in the queue: it was recorded, not started, or has completed. Nothing was changed.`,
      )
    const unknown = refused(0, 'There is no execution "nobody".', 'NOT_FOUND')
    for (const move of [cancel, retry])
      expect(await move(api, ['nobody', 'recorded', finished])).toEqual([
        unknown,
        notQueued(1, 'recorded'),
        notQueued(2, finished),
      ])
    expect(await retry(api, [open])).toEqual([
      refused(0, `Execution "${open}" has not ended. Nothing was changed.`),
    ])
    await drain(api)
  })

  it('goes on from what is done when it is tried again, with all tries and new numbers', async () => {
    const dag = {
      nodes: [node('a'), node('b', tries(2)), node('c'), node('d'), node('e')],
      edges: [edge('a b'), edge('a d', { condition: { equals: 'never' } }), edge('b c'), edge('d e')],
    }
    const id = await startOne(api, dag, { inputs: 'given' })
    const failing = ({ nodeId }: { nodeId: string }) =>
      nodeId === 'b' ? { error: 'broken' } : { output: nodeId }
    await drain(api, failing)
    expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', attempt: 1, nodeCount: 4 })
    expect(await retry(api, [id, id])).toEqual([
      moved,
      refused(1, `Execution "${id}" has not ended. Nothing was changed.`),
    ])
    expect((await short(api, id))[0]).toBe('PENDING')
    await drain(api, failing)
    await retry(api, [id])
    const [held] = await claim(api)
    expect([held!.nodeId, held!.attempt, held!.input]).toEqual(['b', 5, { a: 'a' }])
    expect((await look(api, [id]))[0]).toMatchObject({
      status: 'RUNNING',
      statusReason: 'RETRYING',
      attempt: 3,
    })
    await done(api, held!, { output: 'b' })
    await drain(api, ({ nodeId }) => ({ output: nodeId }))
    const [found] = await look(api, [id])
    const error = 'Node "b" failed: broken'
    expect(found).toMatchObject({
      status: 'COMPLETED',
      statusReason: 'ATTEMPT_OK',
      attempt: 3,
      error: null,
      nodeCount: 5,
      outputs: { json: { c: 'c' } },
      attempts: {
        nodes: [
          { number: 1, status: 'FAILED', error },
          { number: 2, status: 'FAILED', error },
          { number: 3, status: 'COMPLETED', error: null },
        ],
      },
    })
    expect(await short(api, id)).toEqual([
      ...[
        'COMPLETED',
        'a 1 COMPLETED',
        'b 1 FAILED',
        'b 2 FAILED',
        'b 3 FAILED',
        'b 4 FAILED',
        'b 5 COMPLETED',
      ],
      ...['c 1 COMPLETED', 'd 1 SKIPPED', 'd 2 SKIPPED', 'd 3 SKIPPED'],
      ...['e 1 SKIPPED', 'e 2 SKIPPED', 'e 3 SKIPPED'],
    ])
    expect(await rowsOf(store, id)).toEqual({})
  })

  it('tries again what was called off, before it began and half done', async () => {
    const early = await startOne(api, chain)
    await cancel(api, [early])
    const half = await startOne(api, chain)
    await done(api, (await claim(api))[0]!, { output: 'of a' })
    await claim(api)
    await cancel(api, [half])
    expect(await retry(api, [early, half])).toEqual([moved, moved])
    expect(await cancel(api, [half])).toEqual([moved])
    expect(await retry(api, [half])).toEqual([moved])
    const worked = await drain(api, ({ nodeId }) => ({ output: nodeId }))
    const of = (id: string) =>
      worked.filter(({ executionId }) => executionId === id).map(({ nodeId, attempt }) => [nodeId, attempt])
    expect([of(early), of(half)]).toEqual([
      [
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ],
      [
        ['b', 2],
        ['c', 1],
      ],
    ])
    const attempts = async (id: string) =>
      (await look(api, [id]))[0]!.attempts.nodes.map(({ status }) => status)
    expect(await attempts(early)).toEqual(['COMPLETED'])
    expect(await attempts(half)).toEqual(['CANCELLED', 'CANCELLED', 'COMPLETED'])
  })

  it('keeps what is completed in the same call as a failure for good', async () => {
    const id = await startOne(api, {
      nodes: [node('a'), node('b', tries(1)), node('c'), node('last')],
      edges: [edge('a last'), edge('b last'), edge('c last')],
    })
    const [a, b, c] = await claim(api)
    const results = await complete(api, [
      { ...leaseOf(a!), output: 'of a' },
      { ...leaseOf(b!), error: 'for good' },
      { ...leaseOf(c!), output: 'of c' },
    ])
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await short(api, id)).toEqual(['FAILED', 'a 1 COMPLETED', 'b 1 FAILED', 'c 1 COMPLETED'])
    await retry(api, [id])
    const worked = await drain(api, ({ nodeId }) => ({ output: `of ${nodeId}` }))
    expect(worked.map(({ nodeId, input }) => [nodeId, input])).toEqual([
      ['b', null],
      ['last', { a: 'of a', b: 'of b', c: 'of c' }],
    ])
  })

  it('passes the verdict of the step `end` on to its run', async () => {
    const of = async (runNumber: number) => {
      const query = `{ run(flow: "Work", ref: "${runNumber}") { status statusReason } }`
      return (await api.data<{ run: object }>(query)).run
    }
    const at = (runNumber: number) => ({ runNumber, step: 'end' })
    const [good, bad, off] = [
      await startOne(api, { nodes: [node('a', { kind: 'good' })] }, at(1)),
      await startOne(api, { nodes: [node('a', { kind: 'bad', ...tries(1) })] }, at(2)),
      await startOne(api, { nodes: [node('a', { kind: 'off' })] }, at(3)),
    ]
    await drain(api, undefined, { kinds: ['good'] })
    await drain(api, () => ({ error: 'no' }), { kinds: ['bad'] })
    await cancel(api, [off])
    const [ok, failed] = [
      { status: 'COMPLETED', statusReason: 'ATTEMPT_OK' },
      { status: 'FAILED', statusReason: 'ATTEMPT_FAILED' },
    ]
    expect([await of(1), await of(2), await of(3)]).toEqual([ok, failed, failed])
    await retry(api, [bad])
    await drain(api, undefined, { kinds: ['bad'] })
    expect([await of(2), (await look(api, [good]))[0]!.status]).toEqual([ok, 'COMPLETED'])
    await retry(api, [off])
    await drain(api, undefined, { kinds: ['off'] })
  })

  it('keeps nothing of what ended well outside the sample, and what ended badly until it does well', async () => {
    const dag = {
      nodes: [node('list', tries(1)), node('each', { mapOver: 'list' })],
      edges: [edge('list each')],
    }
    const [good, bad] = [
      await startOne(api, dag, { sampleRate: 0 }),
      await startOne(api, dag, { sampleRate: 0, tags: ['x'] }),
    ]
    const work = () =>
      drain(api, ({ executionId, nodeId, attempt }) =>
        nodeId !== 'list'
          ? { output: 'x'.repeat(70_000) }
          : executionId === bad && attempt === 1
            ? { error: 'no' }
            : { output: [1, 2] },
      )
    await work()
    expect(await look(api, [good])).toEqual([null])
    expect((await short(api, bad))[0]).toBe('FAILED')
    await retry(api, [bad])
    await work()
    expect(await look(api, [bad])).toEqual([null])
    for (const id of [good, bad]) {
      expect(await rowsOf(store, id)).toEqual({})
      for (const table of [
        'node_results',
        'large_values',
        'payloads',
        'execution_metadata',
        'execution_tags',
      ])
        expect(await store.run(`select 1 from ${table} where execution_id = '${id}'`)).toEqual([])
    }
  })
})
