import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { dag } from '../setup/seeds/wholes.ts'
import { sized } from '../setup/whole.ts'

const content = `hash nodeCount title layoutDirection bounds { minX minY maxX maxY }
  nodes { id kind label typeSignature position { x y } } edges { id source target label kind }
  groups { id label nodeIds collapsed }`

/** A graph with something in every field. */
const drawn = {
  title: 'Drawn',
  layoutDirection: 'LR',
  bounds: { minX: -10, minY: 0.5, maxX: 1e300, maxY: 0.5 },
  nodes: [
    { id: 'in', kind: 'Input', label: 'Rows', typeSignature: 'List<Int>', position: { x: -0.25, y: 1e-7 } },
    { id: 'op', kind: 'My own kind', label: 'op', typeSignature: null, position: { x: 0, y: 12 } },
  ],
  edges: [{ id: 'e0', source: 'in', target: 'op', label: 'rows', kind: 'OPTIONAL' }],
  groups: [{ id: 'g', label: 'All', nodeIds: ['in', 'op'], collapsed: true }],
}

const node = (id: string, more: object = {}) => ({ id, ...more })
const bounds = (more: object) => ({
  nodes: [node('a')],
  bounds: { minX: 0, minY: 0, maxX: 1, maxY: 1, ...more },
})
const edge = (id: string) => ({ id, source: 'a', target: 'a' })
const bad: Readonly<Record<string, object>> = {
  'bounds.maxX': bounds({ minX: 1.5 }),
  'bounds.maxY': bounds({ maxY: -1 }),
  'edges[2].id': { nodes: [node('a')], edges: [edge('e'), edge('f'), edge('e')] },
  'edges[0].id': { nodes: [node('a')], edges: [edge('')] },
}

describe.each(sized(setups, aloneSetups))('graphs on $title', (setup) => {
  let api: Api
  let stores: Sql[]
  beforeAll(async () => {
    api = await startApi(setup)
    stores = openStores(api)
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await api.close()
  })

  const dagsOf = async (ids: readonly string[]) => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { dag { ${content} } } }`
    const { executions } = await api.data<{ executions: { dag: { hash: string } }[] }>(query, { ids })
    return executions.map((execution) => execution.dag)
  }
  const stored = async () => {
    const [row] = await stores[0]!.run('select cast(count(*) as integer) as count from dags')
    return row!['count'] as number
  }

  it('come back as they were drawn', async () => {
    await record(api, [begun('drawn', 0, { dag: drawn })])
    const [{ hash, ...found }] = (await dagsOf(['drawn'])) as [{ hash: string }]
    expect(found).toEqual({ ...drawn, nodeCount: 2 })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('have the hash they always had, whatever is known of drawings since', async () => {
    const spelledOut = {
      ...dag,
      layoutDirection: null,
      bounds: null,
      nodes: dag.nodes.map((one) => ({ ...one, position: null })),
      edges: dag.edges.map((one) => ({ ...one, id: null })),
    }
    await record(api, [begun('plain', 0, { dag }), begun('spelled out', 0, { dag: spelledOut })])
    const [plain, other] = await dagsOf(['plain', 'spelled out'])
    expect(plain).toEqual({
      hash: '3bb4803c117ebb01f8e3e4ae50d98b7d26eac63b069704896c7d28492f88c35a',
      nodeCount: 3,
      title: 'Training',
      layoutDirection: null,
      bounds: null,
      nodes: [
        { id: 'load', kind: 'Input', label: 'Load the rows', typeSignature: 'Rows', position: null },
        { id: 'fit', kind: 'Operation', label: 'fit', typeSignature: null, position: null },
        { id: 'save', kind: 'Output', label: 'save', typeSignature: null, position: null },
      ],
      edges: [
        { id: null, source: 'load', target: 'fit', label: 'rows', kind: 'DATA' },
        { id: null, source: 'fit', target: 'save', label: null, kind: 'CONTROL' },
      ],
      groups: [{ id: 'all', label: 'Everything', nodeIds: ['load', 'fit'], collapsed: false }],
    })
    expect(other).toEqual(plain)
  })

  it('that are drawn differently are different graphs', async () => {
    const { layoutDirection: _, ...undirected } = drawn
    const moved = { ...drawn, nodes: [drawn.nodes[0], { ...drawn.nodes[1], position: { x: 0, y: 13 } }] }
    const named = { ...drawn, edges: [{ ...drawn.edges[0], id: 'e1' }] }
    const others = [
      drawn,
      undirected,
      moved,
      named,
      { ...drawn, bounds: null },
      { ...drawn, layoutDirection: 'TB' },
    ]
    const ids = idsFrom('drawn-', others.length)
    await record(
      api,
      ids.map((id, index) => begun(id, 0, { dag: others[index] })),
    )
    expect(new Set((await dagsOf(ids)).map(({ hash }) => hash)).size).toBe(others.length)
  })

  it('are refused with the field that is wrong', async () => {
    const got = await results(
      api,
      Object.values(bad).map((one, index) => begun(`bad-${index}`, 0, { dag: one })),
    )
    expect(got.map(({ problem }) => ({ ...problem, message: '' }))).toEqual(
      Object.keys(bad).map((field, index) => ({
        code: 'BAD_USER_INPUT',
        message: '',
        limit: null,
        received: null,
        field: `input.executions[${index}].dag.${field}`,
      })),
    )
  })

  it('are refused where a number is beyond all numbers, and only these', async () => {
    const execution = (id: string, more: string, position = '{ x: 1, y: 2 }') =>
      `{ id: "${id}", flow: "F", dag: { nodes: [{ id: "a", position: ${position} }] ${more} } }`
    const box = (maxX: string) => `bounds: { minX: 0, minY: 0, maxX: ${maxX}, maxY: 0 }`
    const list = [
      execution('finite', box('1e308')),
      execution('far', '', '{ x: -1e999, y: 0 }'),
      execution('wide', box('1e999')),
    ]
    const answer = await api.data(
      `mutation { recordExecutions(input: { executions: [${list.join(', ')}] }) { results { id ok problem { code field limit received } } } }`,
    )
    const problem = (field: string) => ({ code: 'BAD_USER_INPUT', field, limit: null, received: null })
    expect(answer).toEqual({
      recordExecutions: {
        results: [
          { id: 'finite', ok: true, problem: null },
          { id: 'far', ok: false, problem: problem('input.executions[1].dag.nodes[0].position.x') },
          { id: 'wide', ok: false, problem: problem('input.executions[2].dag.bounds.maxX') },
        ],
      },
    })
  })

  it('are stored once, however many executions share them and however many calls bring them', async () => {
    const before = await stored()
    const [one, other] = [
      { title: 'one', nodes: [node('a')] },
      { title: 'other', nodes: [node('a')] },
    ]
    const share = (prefix: string, graphs: readonly object[]) =>
      record(
        api,
        idsFrom(prefix, 500).map((id, index) => begun(id, 0, { dag: graphs[index % graphs.length] })),
      )
    await share('alone-', [one])
    expect(await stored()).toBe(before + 1)
    // In the order of their ids these calls would meet the two graphs the other way round.
    await Promise.all([share('a-', [one, other]), share('b-', [other, one])])
    expect(await stored()).toBe(before + 2)
    const hashes = (await dagsOf([...idsFrom('a-', 250), ...idsFrom('b-', 250)])).map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(2)
    expect(hashes.slice(0, 2)).toEqual(hashes.slice(250, 252).toReversed())
  })
})
