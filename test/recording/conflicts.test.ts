import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { at, begun, idsFrom, record, results } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'
import { scalars, whole, wholeAnswer, details } from '../setup/seeds/wholes.ts'
import { sized } from '../setup/whole.ts'

describe.each(sized(setups, aloneSetups))('an id that is recorded again on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
  })
  afterAll(() => api.close())

  const outcome = (ok: boolean, index: number, id: string) => ({
    index,
    ok,
    id,
    problem: ok
      ? null
      : {
          code: 'CONFLICT',
          field: `input.executions[${index}].id`,
          limit: null,
          received: null,
          message: expect.stringContaining(JSON.stringify(id)) as unknown,
        },
  })

  it.each(names)('is a conflict with what is stored, which stays as it is in %s', async (backend) => {
    await record(api, [whole('whole')], backend)
    const other = begun('whole', 5, {
      flow: 'Other',
      runNumber: 1,
      step: 'end',
      inputs: 'other',
      metadata: [{ field: 'note', value: 'other' }],
      nodeResults: [{ nodeId: 'other', status: 'FAILED' }],
      dag: { nodes: [{ id: 'other' }] },
    })
    const got = await results(api, [begun('new one'), other, begun('new two'), other], backend)
    expect(got).toEqual([
      outcome(true, 0, 'new one'),
      outcome(false, 1, 'whole'),
      outcome(true, 2, 'new two'),
      outcome(false, 3, 'whole'),
    ])
    const query = `query ($backend: String) { execution(id: "whole", backend: $backend) { ${scalars} ${details} } }`
    expect(await api.data(query, { backend })).toEqual({ execution: wholeAnswer('whole', backend) })
  })

  it('leaves no trace in any table when it is refused', async () => {
    await record(api, [begun('first')])
    const stores = openStores(api)
    const tables = [
      'flows',
      'runs',
      'run_metadata',
      'executions',
      'execution_metadata',
      'payloads',
      'node_results',
      'dags',
    ]
    const everything = () =>
      Promise.all(
        stores.flatMap((store) =>
          tables.map((table) => store.run(`select * from ${table} order by 1, 2, 3`)),
        ),
      )
    try {
      const before = await everything()
      const again = [
        whole('first', { flow: 'Unheard of', runNumber: 1_000 }),
        begun('first', 0, { runNumber: 2_000 }),
      ]
      expect((await results(api, again)).map(({ ok }) => ok)).toEqual([false, false])
      expect(await everything()).toEqual(before)
    } finally {
      await Promise.all(stores.map((store) => store.close()))
    }
  })

  it('is a conflict with the same id earlier in the call, of which the first is stored', async () => {
    const got = await results(api, [
      begun('twice', 0, { flow: 'First' }),
      begun('once'),
      begun('twice', 0, { flow: 'Second', runNumber: 77 }),
      begun('twice', 0, { flow: '' }),
    ])
    expect(got.map(({ ok, problem }) => [ok, problem?.['code']])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, 'CONFLICT'],
      [false, 'BAD_USER_INPUT'],
    ])
    expect(
      await api.data('{ execution(id: "twice") { flow run { id } attempts { nodes { number } } } }'),
    ).toEqual({
      execution: { flow: 'First', run: null, attempts: { nodes: [{ number: 1 }] } },
    })
  })

  it('is not spoiled by an earlier element of the same id that was refused', async () => {
    const got = await results(api, [begun('again', 0, { flow: '' }), begun('again')])
    expect(got.map(({ ok, problem }) => [ok, problem?.['code']])).toEqual([
      [false, 'BAD_USER_INPUT'],
      [true, undefined],
    ])
  })

  it('shows with the conflict what is stored', async () => {
    await record(api, [begun('stored', 3)])
    const answer = await api.data(
      `mutation { recordExecutions(input: { executions: [{ id: "stored", flow: "Other" }] }) {
        results { ok execution { id flow startedAt } problem { code } }
      } }`,
    )
    expect(answer).toEqual({
      recordExecutions: {
        results: [
          {
            ok: false,
            execution: { id: 'stored', flow: 'Train', startedAt: at(3) },
            problem: { code: 'CONFLICT' },
          },
        ],
      },
    })
  })

  it('is no conflict with the same id of another backend', async () => {
    for (const name of names) await record(api, [begun('everywhere', 0, { flow: name })], name)
    const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { flow } }'
    expect(await api.data(query, { ids: names.map((name) => `${name}:everywhere`) })).toEqual({
      executions: names.map((flow) => ({ flow })),
    })
  })

  it.each(names)('from 20 calls at once is stored by exactly one of them in %s', async (backend) => {
    const calls = idsFrom('', 20).map((call) => {
      const own = begun(`own of ${call}`)
      const contested = idsFrom('contested-', 5).map((id) =>
        begun(id, 0, { flow: `Flow ${call}`, runNumber: 1, step: 'end', inputs: call }),
      )
      // Not all in one order: two calls that wait for each other must not both fail.
      return results(
        api,
        Number(call) % 2 === 0 ? [own, ...contested] : [own, ...contested.toReversed()],
        backend,
      )
    })
    const got = await Promise.all(calls)
    const flat = got.flat()
    expect(flat.filter(({ id, ok }) => id.startsWith('own') && ok)).toHaveLength(20)
    const contested = flat.filter(({ id }) => id.startsWith('contested'))
    expect(
      contested
        .filter(({ ok }) => ok)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(idsFrom('contested-', 5))
    const refused = contested.filter(({ ok }) => !ok).map(({ problem }) => problem!['code'])
    expect(refused).toEqual(Array.from({ length: 95 }, () => 'CONFLICT'))
    // What is stored is wholly of the call that was told so.
    const winners = idsFrom('contested-', 5).map((id) =>
      got.findIndex((call) => call.some((result) => result.id === id && result.ok)),
    )
    const query = `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) {
      flow inputs { json } run { flow } metadata { nodes { field } }
    } }`
    expect(await api.data(query, { ids: idsFrom('contested-', 5), backend })).toEqual({
      executions: winners.map((call) => ({
        flow: `Flow ${call}`,
        inputs: { json: `${call}` },
        run: { flow: `Flow ${call}` },
        metadata: { nodes: [{ field: 'attempt' }] },
      })),
    })
  })
})
