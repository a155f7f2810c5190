import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { at, begun, record, send } from '../setup/seeds/records.ts'
import { dag, details, scalars, whole, wholeAnswer } from '../setup/seeds/wholes.ts'
import { sized } from '../setup/whole.ts'

describe.each(sized(setups, aloneSetups))('what hangs on an execution on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    for (const name of names) {
      await record(api, [whole('whole'), begun('parent')], name)
      await record(api, [whole('twin', { runNumber: 8, attempts: [], metadata: [] }), begun('bare')], name)
    }
  })
  afterAll(() => api.close())

  it.each(names)('comes back whole from %s', async (backend) => {
    const query = `query ($id: ID!, $backend: String) {
      execution(id: $id, backend: $backend) { ${scalars} ${details} }
    }`
    expect(await api.data(query, { id: 'whole', backend })).toEqual({
      execution: wholeAnswer('whole', backend),
    })
  })

  it.each(names)('is null or empty where nothing was recorded in %s', async (backend) => {
    const query = `query ($backend: String) { execution(id: "bare", backend: $backend) {
      ${scalars} ${details} parent { id } children { nodes { id } unavailable }
    } }`
    expect(await api.data(query, { backend })).toEqual({
      execution: {
        id: 'bare',
        key: `${backend}:bare`,
        backend,
        version: '1',
        flow: 'Train',
        step: null,
        status: 'RUNNING',
        statusReason: 'ATTEMPT_STARTED',
        attempt: 1,
        error: null,
        startedAt: at(0),
        finishedAt: null,
        durationMs: null,
        nodeCount: 0,
        sampleRate: 1,
        heartbeatAt: null,
        heartbeatTimeoutMs: null,
        source: null,
        scriptPath: null,
        outputPreview: null,
        run: null,
        inputs: null,
        outputs: null,
        dag: null,
        parent: null,
        attempts: {
          nodes: [
            {
              number: 1,
              startedAt: at(0),
              finishedAt: null,
              error: null,
              status: 'RUNNING',
              statusReason: 'ATTEMPT_STARTED',
            },
          ],
        },
        nodeResults: { nodes: [] },
        metadata: { nodes: [{ field: 'attempt', value: '1', attempt: 1, ts: at(0) }] },
        children: { nodes: [], unavailable: [] },
      },
    })
  })

  it.each(names)('leads to parent and children of the same backend in %s', async (backend) => {
    const query = `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) {
      key parent { key parent { key } children { nodes { key } } } children { nodes { key parent { key } } }
    } }`
    const [parent, own, twin] = ['parent', 'whole', 'twin'].map((id) => ({ key: `${backend}:${id}` }))
    expect(await api.data(query, { ids: ['parent', 'whole'], backend })).toEqual({
      executions: [
        {
          ...parent,
          parent: null,
          children: {
            nodes: [
              { ...own, parent },
              { ...twin, parent },
            ],
          },
        },
        {
          ...own,
          parent: { ...parent, parent: null, children: { nodes: [own, twin] } },
          children: { nodes: [] },
        },
      ],
    })
  })

  it('has no parent while the parent is not recorded', async () => {
    const query = '{ execution(id: "orphan") { parent { id } } }'
    await record(api, [begun('orphan', 0, { parentId: 'to come' })])
    expect(await api.data(query)).toEqual({ execution: { parent: null } })
    await record(api, [begun('to come')])
    expect(await api.data(query)).toEqual({ execution: { parent: { id: 'to come' } } })
  })

  it('shares one DAG among executions with equal graphs, however they were written', async () => {
    const spelledOut = {
      groups: [{ collapsed: false, nodeIds: ['load', 'fit'], label: 'Everything', id: 'all' }],
      edges: dag.edges.map((edge) => ({ kind: 'DATA', ...edge })),
      nodes: dag.nodes.map((node) => ({ label: node.id, kind: 'Operation', ...node })),
      title: 'Training',
    }
    const other = { ...dag, title: 'Another' }
    await record(api, [begun('same', 0, { dag: spelledOut }), begun('other', 0, { dag: other })])
    const answer = await api.ask(
      '{ executions(ids: ["main:whole", "main:twin", "main:same", "main:other"]) { dag { hash title } } }',
    )
    const hashes = (answer.data as { executions: { dag: { hash: string } }[] }).executions.map(
      (execution) => execution.dag.hash,
    )
    expect(hashes).toEqual([hashes[0], hashes[0], hashes[0], hashes[3]])
    expect(new Set(hashes).size).toBe(2)
    expect(answer.extensions!.backends).toMatchObject([{ name: 'main', statements: 2, rows: 4 + 2 }])
  })

  it('answers a recorded execution in the same call as it is stored', async () => {
    const answer = await api.data(
      `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) {
        results { index ok id problem { code } execution { ${scalars} ${details} } }
      } }`,
      { input: { executions: [whole('fresh')], backend: names.at(-1) } },
    )
    const execution = wholeAnswer('fresh', names.at(-1)!)
    expect(answer).toEqual({
      recordExecutions: { results: [{ index: 0, ok: true, id: 'fresh', problem: null, execution }] },
    })
  })

  it('keeps instants and numbers to their last digit', async () => {
    const most = 9_000_000_000_000_000
    const extreme = begun('extreme', 0, {
      runNumber: most,
      sampleRate: 0.1 + 0.2,
      heartbeatTimeoutMs: 1e12,
      heartbeatAt: '2026-02-28T23:59:59.999Z',
      attempts: [
        {
          number: 1_000_000,
          startedAt: '1970-01-01T00:00:00Z',
          finishedAt: '2026-02-28T23:59:59.999Z',
          verdict: 'FAILED',
        },
      ],
      metadata: [{ field: 'when', value: '', ts: '2026-01-01T01:02:03.004+01:00' }],
    })
    expect((await send(api, [extreme])).errors).toBeUndefined()
    const answer = await api.data(`{ execution(id: "extreme") {
      attempt sampleRate heartbeatTimeoutMs heartbeatAt startedAt finishedAt durationMs
      run { id number } metadata(last: 1) { nodes { value ts } }
    } }`)
    expect(answer).toEqual({
      execution: {
        attempt: 1_000_000,
        sampleRate: 0.1 + 0.2,
        heartbeatTimeoutMs: 1e12,
        durationMs: 1772323199999,
        heartbeatAt: '2026-02-28T23:59:59.999Z',
        startedAt: '1970-01-01T00:00:00.000Z',
        finishedAt: '2026-02-28T23:59:59.999Z',
        run: { id: `main:Train/${most}`, number: most },
        metadata: { nodes: [{ value: '', ts: '2026-01-01T00:02:03.004Z' }] },
      },
    })
  })
})
