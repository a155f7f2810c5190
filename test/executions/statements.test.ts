import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Answer, type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { begun, idsFrom, record, send } from '../setup/seeds/records.ts'
import { details, scalars, whole } from '../setup/seeds/wholes.ts'
import { sized } from '../setup/whole.ts'

describe.each(sized(setups, mixedSetups))('the statements that $title get', (setup) => {
  const names = Object.keys(setup.kinds)
  const ids = idsFrom('e-', 500)
  let api: Api
  let counter: Counter

  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    for (const name of names) {
      const parents = ids.map((id) => whole(id, { parentId: 'parent' }))
      const children = ids
        .slice(0, 100)
        .map((id) => begun(`child of ${id}`, 0, { parentId: id, runNumber: 1 }))
      await record(api, [begun('parent', 0, { parentId: 'grandparent' }), begun('grandparent')], name)
      await record(api, parents, name)
      await record(api, children, name)
    }
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  /** Asks, and holds what the answer says against what the stores saw. */
  async function ask(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<string, number>> {
    const { answer, seen } = await counter.during(() => api.ask(query, variables))
    expect(answer.errors).toBeUndefined()
    expect(statements(answer)).toEqual(seen)
    return seen
  }

  it.each([1, 100, 500])('are one to each for %i ids, with every scalar field', async (count) => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${scalars} } }`
    expect(await ask(query, { ids: ids.slice(0, count) })).toEqual(each(setup, 1))
  })

  it('are one to each for any set of scalar fields', async () => {
    for (const field of scalars.split(/\s+/)) {
      const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${field} } }`
      expect(await ask(query, { ids: ids.slice(0, 10) })).toEqual(each(setup, 1))
    }
  })

  it('are none for no ids, for ids that cannot be, and for what needs no store', async () => {
    for (const query of ['{ executions(ids: []) { id } }', '{ execution(id: "") { id } }', '{ __typename }'])
      expect(await ask(query)).toEqual({})
  })

  it.each([
    // Attempts, run, payloads of both kinds, node results, DAG, metadata; below them the nodes' values.
    ['every detail', details, 1 + 6 + 1],
    ['inputs and outputs', 'inputs { json } outputs { bytes }', 1 + 1],
    ['one list under two names', 'a: attempts { nodes { number } } b: attempts { nodes { error } }', 1 + 1],
    [
      'one list with two sizes',
      'a: attempts(first: 1) { nodes { number } } b: attempts { nodes { error } }',
      1 + 2,
    ],
    // Two levels up, two levels down, and what hangs there: each its own level.
    [
      'parents and children with their details',
      `parent { id attempts { nodes { number } } parent { id run { id } } }
       children { nodes { id run { id } attempts { nodes { number } } children { nodes { id } } } }`,
      1 + (1 + 1) + (1 + 1) + (1 + 1 + 1),
    ],
  ])('do not grow with the number of executions: %s', async (_, fields, most) => {
    const query = `query ($ids: [ID!]!, $backend: String) {
      executions(ids: $ids, backend: $backend) { id ${fields} }
    }`
    for (const backend of names) {
      const [one, hundred] = [
        await ask(query, { ids: ids.slice(0, 1), backend }),
        await ask(query, { ids: ids.slice(0, 100), backend }),
      ]
      expect([one, hundred]).toEqual([{ [backend]: one[backend] }, one])
      expect(one[backend]).toBeLessThanOrEqual(most)
    }
  })

  it('are the same to each of several backends that are asked for every detail at once', async () => {
    const keys = names.flatMap((name) => ids.slice(0, 100).map((id) => `${name}:${id}`))
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${scalars} ${details} parent { id } children { nodes { id } } } }`
    const all = await ask(query, { ids: keys })
    expect(all).toEqual(await ask(query, { ids: names.map((name) => `${name}:e-0`) }))
    expect(all).toEqual(each(setup, 1 + 8 + 1))
  })

  it('are one to each for a page of the history, and one per kind for what hangs on its elements', async () => {
    expect(await ask('{ executionHistory(first: 100) { nodes { id status } } }')).toEqual(each(setup, 1))
    const query = `{ executionHistory(first: 100) { nodes { id ${details} } } }`
    // All began at the same instant: the page is of the last backend's.
    expect(await ask(query)).toEqual({ ...each(setup, 1), [names.at(-1)!]: 1 + 6 + 1 })
  })

  it('are one to each for `backends`', async () => {
    expect(await ask('{ backends { name reachable latencyMs } }')).toEqual(each(setup, 1))
  })

  it('do not grow with the number of executions that are recorded', async () => {
    for (const [at, backend] of names.entries()) {
      const counts: Record<string, number>[] = []
      for (const count of sized([1, 100, 300], [1, 100])) {
        const executions = idsFrom(`recorded-${count}-${at}-`, count).map((id, index) =>
          whole(id, { flow: `Flow ${index % 7}`, runNumber: index, step: 'end' }),
        )
        const { answer, seen } = await counter.during(() => send(api, executions, backend))
        expect(statements(answer)).toEqual(seen)
        counts.push(seen)
      }
      expect(counts).toEqual(counts.map(() => ({ [backend]: counts[0]![backend] })))
      // Begin and commit; which ids are known, flows, executions, DAGs, facts, payloads, node results, runs; facts and registers of the runs.
      expect(counts[0]![backend]).toBeLessThanOrEqual(2 + 8 + 3)
    }
  })

  it('are told of a call that stores nothing, too', async () => {
    const refused = await counter.during(() => send(api, [begun('')]))
    expect([refused.seen, statements(refused.answer)]).toEqual([{}, {}])
    const conflict = await counter.during(() => send(api, [begun('e-0')]))
    expect(statements(conflict.answer)).toEqual(conflict.seen)
  })

  it('are told to each of 50 requests at once, each its own', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids, backend: "main") { id attempts { nodes { number } } } }`
    const { answer, seen } = await counter.during(() =>
      Promise.all(ids.slice(0, 50).map((_, index) => api.ask(query, { ids: ids.slice(0, index) }))),
    )
    const told = (one: Answer) => one.extensions!.backends.map(({ statements: count, rows }) => [count, rows])
    expect(answer.map(told)).toEqual(answer.map((_, index) => (index === 0 ? [] : [[2, 3 * index]])))
    expect(seen).toEqual({ main: 49 * 2 })
  })
})
