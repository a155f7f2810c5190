import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, errors, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { bytes, now } from '../setup/models/runmodel.ts'
import { instant, storeRuns } from '../setup/seeds/runs.ts'
import { connectionOf, walkBackward, walkForward } from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

const named = ['Train', 'train', 'Train/1', 'Trän', '🙂', '\uffee', 'a%b', 'a_b', 'a.b', ' ', '"']

describe.each(sized(setups, mixedSetups))('flows on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  /** The last name is in the last backend only. */
  const all = [
    ...named.flatMap((flow) => names.map((backend) => ({ backend, flow }))),
    { backend: names.at(-1)!, flow: 'zzz' },
  ]
  const inOrder = all.toSorted((a, b) => bytes(a.flow, b.flow) || bytes(a.backend, b.backend))
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    vi.useFakeTimers({ toFake: ['Date'], now })
    for (const name of names) {
      const own = all.filter(({ backend }) => backend === name)
      const run = (flow: string, startedAt: number, ok: boolean) => ({
        flow,
        startedAt: instant(startedAt),
        heartbeatAt: null,
        verdict: { ok, at: instant(startedAt) },
      })
      await storeRuns(
        api,
        own.flatMap(({ flow }) => [
          ...[run(flow, now - 3, true), run(flow, now - 1, true)],
          ...[run(flow, now, false), run(flow, now - 2, false)],
        ]),
        name,
      )
    }
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const variables = '$first: Int, $after: String, $last: Int, $before: String, $filter: FlowFilter'
  const page =
    (filter: object, node = 'id') =>
    async (args: object) => {
      const query = `query (${variables}) { flows(first: $first, after: $after, last: $last, before: $before, filter: $filter) { ${connectionOf(node)} } }`
      return (await api.data<{ flows: never }>(query, { ...args, filter })).flows
    }
  const ids = (list: readonly { backend: string; flow: string }[]) =>
    list.map(({ backend, flow }) => ({ id: `${backend}:${flow}` }))

  it('are in the order of their names, page by page, forward and backward', async () => {
    for (const size of sized([1, 2, 3, 7, 50], [2, 7])) {
      expect(await walkForward(page({}), [size])).toEqual(ids(inOrder))
      expect(await walkBackward(page({}), [size])).toEqual(ids(inOrder))
    }
  })

  it('are those whose name begins with a prefix, letter by letter', async () => {
    for (const namePrefix of ['Tr', 'train', 'Train/', 'a', 'a%', 'a_', '🙂', '%', '', 'zzzz']) {
      const expected = ids(inOrder.filter(({ flow }) => flow.startsWith(namePrefix)))
      expect(await walkForward(page({ namePrefix }), [2])).toEqual(expected)
      expect(await walkBackward(page({ namePrefix, backend: [names.at(-1)] }), [100])).toEqual(
        expected.filter(({ id }) => id.startsWith(`${names.at(-1)}:`)),
      )
    }
  })

  it('show their newest run, and the newest of a status, by two statements to each backend', async () => {
    const node =
      'id backend name createdAt lastRun { number status } failed: latest(status: [FAILED]) { number } completed: latest(status: [COMPLETED]) { number } running: latest(status: [RUNNING, RUNNING]) { number } none: latest(status: []) { number }'
    const answer = await api.ask(`{ flows(first: 100) { nodes { ${node} } unavailable } }`)
    const nodes = inOrder.map(({ backend, flow }) => ({
      id: `${backend}:${flow}`,
      backend,
      name: flow,
      createdAt: expect.any(String),
      lastRun: { number: 3, status: 'FAILED' },
      failed: { number: 3 },
      completed: { number: 2 },
      running: null,
      none: null,
    }))
    expect([answer.errors, answer.data]).toEqual([undefined, { flows: { nodes, unavailable: [] } }])
    expect(statements(answer)).toEqual(each(setup, 2))
    const [one] = [await api.ask(`{ flows(first: 1, filter: { backend: ["main"] }) { nodes { ${node} } } }`)]
    expect(statements(one)).toEqual({ main: 2 })
  })

  it('were first seen when they were recorded, not when their first run began', async () => {
    await storeRuns(api, [
      { flow: 'zzzz', startedAt: instant(now - 86_400_000) },
      { flow: 'zzzz', startedAt: instant(now + 86_400_000) },
    ])
    expect(await api.data('{ flows(filter: { namePrefix: "zzzz" }) { nodes { createdAt } } }')).toEqual({
      flows: { nodes: [{ createdAt: instant(now) }] },
    })
  })

  it('refuse sizes, prefixes and cursors that cannot be', async () => {
    const refusal = async (args: string) => {
      const answer = await api.ask(`{ flows(${args}) { nodes { id } } }`)
      expect([answer.data, answer.extensions]).toEqual([{ flows: null }, { backends: [] }])
      return errors(answer)
    }
    const refused = (details: object) => [{ path: ['flows'], code: 'BAD_USER_INPUT', ...details }]
    expect(await refusal('first: 0')).toEqual(refused({ field: 'first', limit: 1, received: 0 }))
    expect(await refusal('last: 101')).toEqual(refused({ field: 'last', limit: 100, received: 101 }))
    expect(await refusal('after: "x"')).toEqual(refused({ field: 'after' }))
    expect(await refusal('filter: { namePrefix: "\\u0000" }')).toEqual(
      refused({ field: 'filter.namePrefix' }),
    )
    const { pageInfo } = (await page({ namePrefix: 'T' })({ first: 1 })) as {
      pageInfo: { endCursor: string }
    }
    expect(await refusal(`after: "${pageInfo.endCursor}"`)).toEqual(refused({ field: 'after' }))
    expect((await api.ask('{ flows(filter: { backend: [] }) { nodes { id } unavailable } }')).data).toEqual({
      flows: { nodes: [], unavailable: [] },
    })
  })
})
