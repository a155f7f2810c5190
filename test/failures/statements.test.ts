import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { type Sent, at, idsFrom, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

const failed = (id: string, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  attempts: [{ number: 1, startedAt: at(0), finishedAt: at(1000), verdict: 'FAILED', error: 'boom' }],
  ...more,
})

const every = 'summary at execution { id } attempt node error path { name }'

// The last of them has both kinds of store.
describe.each(sized(setups, setups.slice(-1)))('the statements about failures that $title get', (setup) => {
  const names = Object.keys(setup.kinds)
  const count = 100
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    const [plain, parents, fine] = ['plain-', 'parent-', 'fine-'].map((prefix) => idsFrom(prefix, count))
    const node = { nodeId: 'fetch', status: 'FAILED', finishedAt: at(10), error: 'no answer' }
    for (const name of names) {
      await record(
        api,
        plain!.map((id) => failed(id)),
        name,
      )
      await record(
        api,
        parents!.map((id) => failed(id)),
        name,
      )
      await record(
        api,
        parents!.map((id) => failed(`child of ${id}`, { parentId: id, nodeResults: [node] })),
        name,
      )
      await record(
        api,
        fine!.map((id) => ({ id, flow: 'Train', attempts: [{ number: 1, startedAt: at(0) }] })),
        name,
      )
      await storeRuns(
        api,
        Array.from({ length: count }, (_, index) => ({
          flow: `flow ${index}`,
          number: 1,
          verdict: { ok: false },
        })),
        name,
      )
      await record(
        api,
        Array.from({ length: count }, (_, index) =>
          failed(`of run ${index}`, { flow: `flow ${index}`, runNumber: 1 }),
        ),
        name,
      )
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

  it.each([
    // The executions and their children.
    ['executions without parts', 'plain-', 'summary', 1 + 1],
    ['executions without parts, every field', 'plain-', every, 1 + 1],
    // The children's children and nodes beside them, and the error of the node.
    ['executions with children and nodes', 'parent-', 'summary', 1 + 1 + 2 + 1],
    ['executions with children and nodes, only where', 'parent-', 'path { id } node', 1 + 1 + 2],
    ['executions with children and nodes, every field', 'parent-', every, 1 + 1 + 2 + 1 + 1],
    // Which groups they are in, and these.
    ['executions and their groups', 'plain-', 'group { count firstSeen lastSeen }', 1 + 1 + 2],
    ['executions that did not fail', 'fine-', every, 1],
  ])('are the same for one and for a hundred: %s', async (_, prefix, fields, expected) => {
    const query = `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) { id failure { ${fields} } } }`
    for (const backend of names)
      for (const most of [1, count])
        expect(await ask(query, { ids: idsFrom(prefix, most), backend })).toEqual({ [backend]: expected })
  })

  it.each([
    // The runs, their executions, the children of these, and the executions where it began.
    ['summary', 1 + 1 + 1 + 1],
    ['path { id } attempt', 1 + 1 + 1],
    [every, 1 + 1 + 1 + 1],
  ])('are the same for one run and for a hundred: %s', async (fields, expected) => {
    for (const first of [1, count])
      for (const backend of names)
        expect(
          await ask(
            `{ runs(filter: { backend: ["${backend}"] }, first: ${first}) { nodes { failure { ${fields} } } } }`,
          ),
        ).toEqual({ [backend]: expected })
  })

  it('are shared by runs and executions that are asked for together', async () => {
    const query = `{ runs(first: 1) { nodes { failure { path { id } } } } executions(ids: ["plain-0"]) { failure { path { id } } } }`
    const counts = await ask(query)
    // The runs and the executions; the parts of both; the children of what the run's part is.
    expect(counts['main']).toBeLessThanOrEqual(2 + 2 + 1)
    expect(Object.keys(counts)).toEqual(Object.keys(each(setup, 0)))
  })
})
