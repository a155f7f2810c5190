import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { type Sent, at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { idsByTable, ofHistory, storedIds } from '../setup/seeds/retention.ts'
import { sendFacts } from '../setup/seeds/runs.ts'
import { update } from '../setup/seeds/patches.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { dag } from '../setup/seeds/wholes.ts'
import { longIt, sized } from '../setup/whole.ts'

const deleting = `mutation ($ids: [ID!]!, $backend: String) { deleteExecutions(input: { ids: $ids, backend: $backend }) {
  results { index ok id problem { code message field } }
} }`
const clearing = `mutation ($backend: String!, $confirm: String!) {
  clearExecutions(input: { backend: $backend, confirm: $confirm }) { deleted }
}`
const limits = { valueBytes: 64, payloadBytes: 256, keepLargeValues: true }

interface Result {
  readonly ok: boolean
  readonly id: string
}
const gone = (index: number, id: string) => ({ index, ok: true, id, problem: null })
const problem = (index: number, id: string, code: string) => ({
  index,
  ok: false,
  id,
  problem: { code, message: expect.any(String) as unknown, field: `input.ids[${index}]` },
})

/** Something in every table that can hang on an execution. */
const full = (id: string, more: Sent = {}): Sent =>
  begun(id, 0, {
    runNumber: 3,
    tags: ['t'],
    inputs: { long: 'x'.repeat(100) },
    outputs: 1,
    dag,
    metadata: [{ field: 'note', value: 'text' }],
    nodeResults: [{ nodeId: 'fit', status: 'COMPLETED', value: 'y'.repeat(100) }],
    ...more,
  })

describe.each(setupsAndMemory)('executions that are deleted from $title', (setup) => {
  const names = Object.keys(setup.kinds)
  // What two stores have to do with each other is told of either.
  const ofOne = names.length > 1 ? longIt : it
  let api: Api
  let stores: Sql[]
  beforeAll(async () => {
    api = await startApi(setup, { limits })
    stores = openStores(api)
  })
  beforeEach(async () => {
    for (const backend of names) await api.data(clearing, { backend, confirm: backend })
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await api.close()
  })

  const remove = async (ids: readonly string[], backend?: string) =>
    (await api.data<{ deleteExecutions: { results: Result[] } }>(deleting, { ids, backend })).deleteExecutions
      .results
  const tablesOf = (backend: string) => idsByTable(stores[names.indexOf(backend)]!)

  it.each(names)('leave nothing in any table of %s, and everything of the others', async (backend) => {
    for (const name of names)
      await record(
        api,
        idsFrom('e-', 4).map((id) => full(id)),
        name,
      )
    const answers = await remove(['e-1', 'nobody', 'e-3', 'e-1', '', 'e-3'], backend)
    expect(answers).toEqual([
      gone(0, 'e-1'),
      problem(1, 'nobody', 'NOT_FOUND'),
      gone(2, 'e-3'),
      problem(3, 'e-1', 'NOT_FOUND'),
      problem(4, '', 'BAD_USER_INPUT'),
      problem(5, 'e-3', 'NOT_FOUND'),
    ])
    for (const name of names) {
      const left = name === backend ? ['e-0', 'e-2'] : idsFrom('e-', 4)
      const tables = ofHistory(await tablesOf(name))
      expect(Object.keys(tables)).toHaveLength(6)
      expect(tables).toEqual(Object.fromEntries(Object.keys(tables).map((table) => [table, left])))
    }
    // The run stays, and so does the DAG, which the others share.
    const query = `query ($backend: String) { execution(id: "e-0", backend: $backend) { run { number } dag { nodeCount } } }`
    expect(await api.data(query, { backend })).toEqual({
      execution: { run: { number: 3 }, dag: { nodeCount: 3 } },
    })
  })

  ofOne('are gone for whoever asks in the same request, and may be recorded anew', async () => {
    await record(api, [full('again')])
    const query = `mutation {
      one: deleteExecutions(input: { ids: ["again"] }) { results { ok } }
      two: updateExecutions(input: { executions: [{ id: "again", addTags: ["u"] }] }) { results { ok problem { code } } }
      three: recordExecutions(input: { executions: [{ id: "again", flow: "New" }] }) { results { ok execution { version flow tags outputs { json } metadata { nodes { field } } } } }
    }`
    expect(await api.data(query)).toEqual({
      one: { results: [{ ok: true }] },
      two: { results: [{ ok: false, problem: { code: 'NOT_FOUND' } }] },
      three: {
        results: [
          {
            ok: true,
            execution: { version: '1', flow: 'New', tags: [], outputs: null, metadata: { nodes: [] } },
          },
        ],
      },
    })
  })

  ofOne.each(names)(
    'go with each other once, and leave no orphan of what is told at the same time, in %s',
    async (backend) => {
      const ids = idsFrom('e-', 60)
      await record(
        api,
        ids.map((id) => full(id)),
        backend,
      )
      const parts = [ids.slice(0, 40), ids.slice(20), ids.toReversed()]
      const tell = ids.flatMap((id, index) => [
        () =>
          update(
            api,
            [
              {
                id,
                addTags: [`u${index}`],
                outputs: { long: 'z'.repeat(100) },
                nodeResults: [{ nodeId: 'late', status: 'COMPLETED' }],
              },
            ],
            backend,
          ),
        () => sendFacts(api, [{ execution: id, field: 'note', value: 'late' }], backend),
      ])
      const told = tell.map((send) => send())
      const removed = await Promise.all(parts.map((part) => remove(part, backend)))
      await Promise.all(told)
      const ok = removed.flat().filter((one) => one.ok)
      expect(ok.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      for (const known of Object.values(await tablesOf(backend))) expect(known).toEqual([])
    },
  )

  ofOne('are 1 to 500 in a call, or it is refused without a statement', async () => {
    const counter = await countStatements(api)
    for (const received of [0, 501]) {
      const { answer, seen } = await counter.during(() => api.ask(deleting, { ids: idsFrom('e-', received) }))
      expect([answer.data, errors(answer), seen]).toEqual([
        { deleteExecutions: null },
        [
          {
            path: ['deleteExecutions'],
            field: 'input.ids',
            limit: received === 0 ? 1 : 500,
            received,
            code: received === 0 ? 'BAD_USER_INPUT' : 'BATCH_TOO_LARGE',
          },
        ],
        {},
      ])
    }
    await counter.close()
  })

  ofOne('cost the same, however many they are', async () => {
    await record(
      api,
      idsFrom('e-', 451).map((id) => full(id)),
    )
    const counter = await countStatements(api)
    for (const ids of [idsFrom('e-', 1), idsFrom('e-', 451).slice(1)]) {
      const { answer, seen } = await counter.during(() => api.ask(deleting, { ids }))
      // The transaction, two locks, what is noted for readers and in the audit, and a statement to each of ten tables. In
      // memory a DAG goes with its last user.
      const main = setup.kinds['main'] === 'memory' ? 17 : 16
      expect([statements(answer), seen]).toEqual([{ main }, { main }])
    }
    await counter.close()
  })

  it.each(names)('are all that %s has when it is cleared, and none of another', async (backend) => {
    const count = sized(3_500, 1_100)
    const ids = idsFrom('e-', count)
    for (const name of names)
      for (let first = 0; first < ids.length; first += 500)
        await record(
          api,
          ids.slice(first, first + 500).map((id) => begun(id, 0, { tags: ['t'], inputs: 1 })),
          name,
        )
    const counter = await countStatements(api)
    // How many go at once depends on how long that takes. Here it takes no time.
    vi.useFakeTimers({ toFake: ['performance'] })
    const { answer, seen } = await counter.during(() => api.ask(clearing, { backend, confirm: backend }))
    vi.useRealTimers()
    expect([answer.errors, answer.data]).toEqual([undefined, { clearExecutions: { deleted: count } }])
    expect(statements(answer)).toEqual(seen)
    // Transactions of 10 to 500, each with its look-up, two locks and ten tables. The last one finds nothing.
    // Each notes what it deleted, in the audit too, and one in a thousand executions or more forgets old notes.
    const transactions = [0, 1, 2, 3, 4, 5].map((forgets) => (seen[backend]! - 3 - forgets) / 17)
    const whole = transactions.find((count) => count % 1 === 0) ?? 0.5
    expect([whole % 1, whole >= count / 500, whole <= count / 10]).toEqual([0, true, true])
    await counter.close()
    for (const name of names)
      expect(await storedIds(stores[names.indexOf(name)]!)).toHaveLength(name === backend ? 0 : count)
    for (const known of Object.values(await tablesOf(backend))) expect(known).toEqual([])
    expect(await api.data(clearing, { backend, confirm: backend })).toEqual({
      clearExecutions: { deleted: 0 },
    })
  })

  ofOne.each(['', 'Main', 'main ', 'other'])('stay when clearing is confirmed by "%s"', async (confirm) => {
    await record(api, [begun('stays')])
    const answer = await api.ask(clearing, { backend: 'main', confirm })
    expect([answer.data, errors(answer)]).toEqual([
      { clearExecutions: null },
      [{ path: ['clearExecutions'], code: 'BAD_USER_INPUT', field: 'input.confirm' }],
    ])
    expect(answer.extensions!.backends).toEqual([])
    const other = await api.ask(clearing, { backend: 'other', confirm: 'other' })
    expect(errors(other)).toEqual([
      { path: ['clearExecutions'], code: 'BAD_USER_INPUT', field: 'input.backend' },
    ])
    expect(await storedIds(stores[0]!)).toEqual(['stays'])
  })
})

describe('a backend that is read only', () => {
  let api: Api
  beforeEach(
    async () => void (api = await startApi({ title: '', kinds: { mf: 'metaflow', main: 'memory' } })),
  )
  afterEach(() => api.close())

  it('is told nothing, and loses nothing', async () => {
    const counter = await countStatements(api)
    for (const [name, type, input] of [
      [
        'updateExecutions',
        'UpdateExecutionsInput',
        { backend: 'mf', executions: [{ id: 'a', status: 'ok' }] },
      ],
      ['deleteExecutions', 'DeleteExecutionsInput', { backend: 'mf', ids: ['a'] }],
      ['clearExecutions', 'ClearExecutionsInput', { backend: 'mf', confirm: 'mf' }],
    ] as const) {
      const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`
      const { answer, seen } = await counter.during(() => api.ask(query, { input }))
      expect([answer.data, errors(answer), seen]).toEqual([
        { [name]: null },
        [{ path: [name], code: 'FORBIDDEN', backend: 'mf', field: 'input.backend' }],
        {},
      ])
    }
    await counter.close()
  })
})

describe.each(sized(setupsAndMemory, aloneSetups))('the status cache over $title', (setup) => {
  it('forgets what is patched, deleted and cleared', async () => {
    const api = await startApi(setup, { statusCacheMs: 600_000 })
    const query = '{ executions(ids: ["a", "b", "c"]) { id status } }'
    const look = async () =>
      (await api.data<{ executions: ({ id: string; status: string } | null)[] }>(query)).executions.map(
        (one) => one && `${one.id} ${one.status}`,
      )
    await record(api, [begun('a'), begun('b'), begun('c')])
    expect(await look()).toEqual(['a RUNNING', 'b RUNNING', 'c RUNNING'])
    await update(api, [{ id: 'a', status: 'failed', finishedAt: at(1) }])
    expect(await look()).toEqual(['a FAILED', 'b RUNNING', 'c RUNNING'])
    await api.data(deleting, { ids: ['b'] })
    expect(await look()).toEqual(['a FAILED', null, 'c RUNNING'])
    await api.data(clearing, { backend: 'main', confirm: 'main' })
    expect(await look()).toEqual([null, null, null])
    await api.close()
  })
})
