import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, setups } from '../setup/servers/api.ts'
import { record } from '../setup/seeds/records.ts'
import { type SentRun, sendFacts, sendRuns, storeRuns } from '../setup/seeds/runs.ts'
import { startTwo } from '../setup/servers/twoapps.ts'
import { sized } from '../setup/whole.ts'

const problem = (code: string, field: string) => ({ code, field, limit: null, received: null })

describe.each(sized(setups, aloneSetups))('the numbers of runs on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let servers: Awaited<ReturnType<typeof startTwo>>
  let api: Api
  beforeAll(async () => {
    servers = await startTwo(setup)
    api = servers.first
  })
  afterAll(() => servers.close())

  const numbersOf = async (flow: string, backend: string) => {
    const query = `query ($filter: RunFilter) { runs(filter: $filter, first: 100, orderBy: { field: FLOW, direction: ASC }) { nodes { number } } }`
    const { runs } = await api.data<{ runs: { nodes: { number: number }[] } }>(query, {
      filter: { flow: [flow], backend: [backend] },
    })
    return runs.nodes.map(({ number }) => number)
  }
  const ids = (results: readonly { id: string | null }[]) => results.map(({ id }) => id)

  it.each(names)(
    'come from the counter of their flow, above every number it has seen, in %s',
    async (backend) => {
      const send = (...runs: SentRun[]) =>
        sendRuns(
          api,
          runs.map((run) => ({ flow: 'Counted', ...run })),
          backend,
        )
      const id = (number: number) => `${backend}:Counted/${number}`
      expect(ids(await send({}, {}))).toEqual([id(1), id(2)])
      expect(ids(await send({}, { number: 10 }, {}, { number: 5 }))).toEqual([id(11), id(10), id(12), id(5)])
      await record(api, [{ id: 'step', flow: 'Counted', runNumber: 20 }], backend)
      expect(ids(await send({}, { number: 0 }, { number: 7 }, {}))).toEqual([id(21), id(0), id(7), id(22)])
      expect(ids(await sendRuns(api, [{ flow: 'Other' }, { flow: 'counted' }], backend))).toEqual([
        `${backend}:Other/1`,
        `${backend}:counted/1`,
      ])
    },
  )

  it.each(names)('are each given once, to twenty calls at a time on two servers, in %s', async (backend) => {
    await storeRuns(api, [{ flow: 'A', number: 5000 }], backend)
    const calls = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const server = index % 2 === 0 ? servers.first : servers.second
        return sendRuns(
          server,
          [{ flow: 'A' }, { flow: index % 3 === 0 ? 'A' : 'B' }, { flow: 'A', number: 1000 + index }],
          backend,
        )
      }),
    )
    const results = calls.flat()
    expect(results.filter(({ ok }) => !ok)).toEqual([])
    expect(new Set(ids(results)).size).toBe(60)
    const [a, b] = [
      (await numbersOf('A', backend)).filter((number) => number !== 5000),
      await numbersOf('B', backend),
    ]
    const shown = [...a.map((number) => `A/${number}`), ...b.map((number) => `B/${number}`)]
    expect(new Set(shown.map((id) => `${backend}:${id}`))).toEqual(new Set(ids(results)))
    expect(b).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
  })

  it.each(names)(
    'and names that the flow has are a conflict, which changes nothing, in %s',
    async (backend) => {
      await storeRuns(api, [{ flow: 'Taken', number: 1, name: 'first', user: 'ana', tags: ['a'] }], backend)
      const results = await sendRuns(
        api,
        [
          { flow: 'Taken', number: 1, name: 'other', user: 'bob', tags: ['b'], verdict: { ok: true } },
          { flow: 'Taken', number: 2, name: 'first' },
          { flow: 'Taken', name: 'first', verdict: { ok: true } },
          { flow: 'Taken', number: 3, name: 'First' },
          { flow: 'Taken', number: 3 },
          { flow: 'taken', number: 1, name: 'first' },
        ],
        backend,
      )
      expect(results.map(({ ok, problem }) => (ok ? 'ok' : problem))).toEqual([
        problem('CONFLICT', 'input.runs[0].number'),
        problem('CONFLICT', 'input.runs[1].name'),
        problem('CONFLICT', 'input.runs[2].name'),
        'ok',
        problem('CONFLICT', 'input.runs[4].number'),
        'ok',
      ])
      expect(
        await api.data(
          `{ run(flow: "Taken", ref: "1", backend: "${backend}") { name user tags status metadata { nodes { field } } } }`,
        ),
      ).toEqual({
        run: { name: 'first', user: 'ana', tags: ['a'], status: 'RUNNING', metadata: { nodes: [] } },
      })
    },
  )

  it.each(names)(
    'are the same for a call that is repeated under one key, also at once, in %s',
    async (backend) => {
      const run = (index: number) => ({
        flow: 'Keyed',
        clientKey: `key ${index}`,
        name: `run ${index}`,
        tags: [`${index}`],
        verdict: { ok: true },
      })
      const call = [0, 1, 2].map(run)
      const calls = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          sendRuns(
            index % 2 === 0 ? servers.first : servers.second,
            index % 3 === 0 ? call.toReversed() : call,
            backend,
          ),
        ),
      )
      const [first] = calls
      const expected = new Set(ids(first!))
      expect(expected.size).toBe(3)
      for (const [index, results] of calls.entries()) {
        expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
        expect(ids(results)).toEqual(index % 3 === 0 ? ids(first!) : ids(first!).toReversed())
      }
      const shown = await api.data<{ runs: { nodes: object[] } }>(
        `{ runs(filter: { flow: ["Keyed"], backend: ["${backend}"] }) { nodes { id name tags metadata { nodes { field value } } } } }`,
      )
      const facts = { nodes: [{ field: 'attempt_ok', value: 'true' }] }
      expect(new Set(shown.runs.nodes.map((node) => JSON.stringify(node)))).toEqual(
        new Set(
          ids(first!)
            .toReversed()
            .map((id, index) =>
              JSON.stringify({ id, name: `run ${index}`, tags: [`${index}`], metadata: facts }),
            ),
        ),
      )
      // The key decides, whatever else the repeated call says.
      expect(
        ids(
          await sendRuns(api, [{ flow: 'Keyed', clientKey: 'key 0', number: 999, name: 'another' }], backend),
        ),
      ).toEqual([ids(first!)[2]])
      expect(ids(await sendRuns(api, [{ ...run(7) }, { ...run(7) }], backend))).toEqual([
        expect.any(String),
        expect.any(String),
      ])
    },
  )

  it.each(names)(
    'of facts that are repeated under one key: one is kept, also at once, in %s',
    async (backend) => {
      await storeRuns(
        api,
        [
          { flow: 'Facts', number: 1 },
          { flow: 'Facts', number: 2 },
        ],
        backend,
      )
      const fact = (number: number, key: string, value: string) => ({
        run: { flow: 'Facts', number },
        step: 'end',
        field: 'attempt_ok',
        value,
        clientKey: key,
      })
      const calls = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          sendFacts(
            index % 2 === 0 ? servers.first : servers.second,
            [fact(1, 'a', 'true'), fact(2, 'a', 'false'), fact(1, 'b', 'true')],
            backend,
          ),
        ),
      )
      expect(calls.flat().filter(({ ok }) => !ok)).toEqual([])
      const query = `{ runs(filter: { flow: ["Facts"], backend: ["${backend}"] }, orderBy: { field: FLOW, direction: ASC }) { nodes { status metadata { nodes { value } } } } }`
      expect(await api.data(query)).toEqual({
        runs: {
          nodes: [
            { status: 'COMPLETED', metadata: { nodes: [{ value: 'true' }, { value: 'true' }] } },
            { status: 'FAILED', metadata: { nodes: [{ value: 'false' }] } },
          ],
        },
      })
    },
  )
})
