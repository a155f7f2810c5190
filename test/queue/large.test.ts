import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { type Action, claim, complete, leaseOf, look, node, start, startOne } from '../setup/ask/queue.ts'
import { rowsOf } from '../setup/ask/queuerows.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const most = 10_000
/** In `npm test`, where only SQLite is given the largest one. */
const large = sized(most, 2_000)

describe.each(aloneSetups)('the largest graph on $title', (setup) => {
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

  it('is worked through: all nodes but two at once, and a last one that waits for all', async () => {
    const middle = Array.from({ length: large - 2 }, (_, index) => `n${index}`)
    const dag = {
      nodes: [node('first'), ...middle.map((id) => node(id)), node('last')],
      edges: middle.flatMap((id) => [
        { source: 'first', target: id },
        { source: id, target: 'last' },
      ]),
    }
    const id = await startOne(api, dag)
    const seen: Action[] = []
    for (;;) {
      const actions = await claim(api, { limit: 500 })
      if (actions.length === 0) break
      await complete(
        api,
        actions.map((action) => ({ ...leaseOf(action), output: action.nodeId.length })),
      )
      seen.push(...actions.filter(({ nodeId }) => !middle.includes(nodeId)))
    }
    expect(seen.map(({ nodeId }) => nodeId)).toEqual(['first', 'last'])
    expect(Object.entries(seen[1]!.input as object)).toEqual(middle.map((one) => [one, one.length]))
    expect(await look(api, [id])).toMatchObject([{ status: 'COMPLETED', nodeCount: large }])
    expect(await rowsOf(store, id)).toEqual({})
  })

  it('is refused with one node more', async () => {
    const nodes = Array.from({ length: most + 1 }, (_, index) => node(`n${index}`))
    const [result] = await start(api, [{ flow: 'F', dag: { nodes } }])
    expect(result!.problem).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.executions[0].dag.nodes',
      limit: most,
      received: most + 1,
    })
  })

  it('is skipped whole behind one edge that is not taken', async () => {
    const count = setup.title === 'sqlite' ? most : large
    const ids = Array.from({ length: count }, (_, index) => `n${index}`)
    const edges = ids.slice(1).map((target, index) => ({ source: ids[index], target, ...never(index) }))
    const id = await startOne(api, { nodes: ids.map((one) => node(one)), edges })
    const [first] = await claim(api)
    await complete(api, [leaseOf(first!)])
    expect(await look(api, [id])).toMatchObject([
      { status: 'COMPLETED', nodeCount: count, outputs: { json: {} } },
    ])
  })
})

const never = (index: number) => (index === 0 ? { condition: { equals: 'never' } } : {})
