import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { claim, drain, edge, look, node, nodes, start, startOne } from '../setup/ask/queue.ts'
import { record } from '../setup/seeds/records.ts'
import { type Several, startSeveral } from '../setup/servers/several.ts'

const one = { nodes: nodes('a') }
const started = (id: unknown) => ({ ok: true, started: true, problem: null, id })
const known = (id: unknown) => ({ ...started(id), started: false })

describe.each(aloneSetups)('a start on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
  })
  afterAll(() => api.close())

  const conflict = (at: number, id: string) => ({
    ok: false,
    started: false,
    id: null,
    problem: {
      code: 'CONFLICT',
      message: `Execution ${JSON.stringify(id)} already exists, and was not started with the same flow, graph and inputs.`,
      field: `input.executions[${at}].id`,
      limit: null,
      received: null,
    },
  })

  it('puts many in line at once, by one graph for all or each by its own', async () => {
    const own = { nodes: nodes('own') }
    const results = await start(api, [{ flow: 'F', id: 'x' }, { flow: 'F', dag: own }, { flow: 'G' }], one)
    expect(results).toEqual([started('x'), started(expect.any(String)), started(expect.any(String))])
    const actions = await drain(api)
    expect(actions.map(({ executionId, flow, nodeId }) => [executionId, flow, nodeId])).toEqual(
      [
        [results[0]!.id, 'F', 'a'],
        [results[1]!.id, 'F', 'own'],
        [results[2]!.id, 'G', 'a'],
      ].toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)),
    )
  })

  it('stores all that is said of an execution', async () => {
    const id = await startOne(api, one, {
      runNumber: 4,
      step: 'fit',
      parentId: 'p',
      source: 'api',
      scriptPath: 's.py',
      sampleRate: 0.5,
      tags: ['t'],
      inputs: [1],
      id: 'whole',
    })
    const query = `query ($id: ID!) { execution(id: $id) { id flow status statusReason attempt startedAt step source
      scriptPath sampleRate tags run { number } inputs { json } dag { nodes { id status } } attempts { nodes { number } } } }`
    expect(await api.data(query, { id })).toEqual({
      execution: {
        id,
        flow: 'Work',
        status: 'PENDING',
        statusReason: 'QUEUED',
        attempt: 0,
        startedAt: null,
        step: 'fit',
        source: 'api',
        scriptPath: 's.py',
        sampleRate: 0.5,
        tags: ['t'],
        run: { number: 4 },
        inputs: { json: [1] },
        attempts: { nodes: [] },
        dag: { nodes: [{ id: 'a', status: 'PENDING' }] },
      },
    })
    await drain(api)
  })

  it.each(['id', 'idempotencyKey'])('is made once however often it is asked for, by %s', async (name) => {
    const by = (more: object = {}) => ({ flow: 'Once', [name]: 'key', inputs: { n: 1 }, ...more })
    const [first, twin] = await start(api, [by(), by()], one)
    const id = first!.id
    expect([first, twin]).toEqual([started(id), known(id)])
    const others = [
      by(),
      by({ priority: 9, tags: ['later'] }),
      by({ inputs: { n: 2 } }),
      by({ dag: { nodes: nodes('b') } }),
    ]
    expect(await start(api, others, one)).toEqual([known(id), known(id), conflict(2, id!), conflict(3, id!)])
    const other = await start(api, [by({ flow: 'Other' })], one)
    expect(other).toEqual(name === 'id' ? [conflict(0, id!)] : [started(expect.not.stringMatching(id!))])
    expect((await drain(api)).filter(({ executionId }) => executionId === id)).toHaveLength(1)
    expect(await start(api, [by()], one)).toEqual([known(id)])
    expect((await look(api, [id!]))[0]).toMatchObject({ status: 'COMPLETED', attempt: 1 })
  })

  it('never takes what was recorded for what it started', async () => {
    await record(api, [{ id: 'recorded', flow: 'Work' }])
    expect(await start(api, [{ flow: 'Work', id: 'recorded' }], one)).toEqual([conflict(0, 'recorded')])
    expect(await claim(api)).toEqual([])
  })

  it('says what is wrong with an element, and starts the others', async () => {
    const dag = (more: object) => ({ dag: { nodes: nodes('a b'), ...more } })
    const long = 'x'.repeat(256)
    const wrong: [element: object, field: string, more?: object][] = [
      [{ dag: null }, 'dag'],
      [dag({ edges: [edge('a b'), edge('b a')] }), 'dag.nodes[0]'],
      [dag({ edges: [edge('a a')] }), 'dag.nodes[0]'],
      [dag({ edges: [edge('a c')] }), 'dag.edges[0].target'],
      [dag({ edges: [edge('c a')] }), 'dag.edges[0].source'],
      [dag({ nodes: nodes('a b a') }), 'dag.nodes[2].id'],
      [dag({ nodes: [] }), 'dag.nodes', { limit: 1, received: 0 }],
      [dag({ nodes: [node('a', { kind: '' })] }), 'dag.nodes[0].kind'],
      [dag({ nodes: [node('a', { kind: long })] }), 'dag.nodes[0].kind', { limit: 255, received: 256 }],
      [
        dag({ nodes: [node('a', { timeoutMs: 999 })] }),
        'dag.nodes[0].timeoutMs',
        { limit: 1_000, received: 999 },
      ],
      [
        dag({ nodes: [node('a', { retry: { maxAttempts: 0 } })] }),
        'dag.nodes[0].retry.maxAttempts',
        { limit: 1, received: 0 },
      ],
      [
        dag({ nodes: [node('a', { retry: { maxAttempts: 101 } })] }),
        'dag.nodes[0].retry.maxAttempts',
        { limit: 100, received: 101 },
      ],
      [
        dag({ nodes: [node('a', { retry: { maxAttempts: 1, delayMs: 3_600_001 } })] }),
        'dag.nodes[0].retry.delayMs',
        { limit: 3_600_000, received: 3_600_001 },
      ],
      [dag({ nodes: [node('a'), node('b', { mapOver: 'a' })] }), 'dag.nodes[1].mapOver'],
      [
        dag({ nodes: [node('a'), node('b', { mapOver: 'a' })], edges: [edge('a b', { kind: 'CONTROL' })] }),
        'dag.nodes[1].mapOver',
      ],
      [
        dag({ nodes: [node('a'), node('b', { mapOver: 'a' }), node('b[0]')], edges: [edge('a b')] }),
        'dag.nodes[2].id',
      ],
      [
        dag({
          nodes: [node('a'), node('m'.repeat(250), { mapOver: 'a' })],
          edges: [{ source: 'a', target: 'm'.repeat(250) }],
        }),
        'dag.nodes[1].id',
        { limit: 249, received: 250 },
      ],
      [{ id: 'x', idempotencyKey: 'y' }, 'idempotencyKey'],
      [{ id: '' }, 'id'],
      [{ id: 'own', parentId: 'own' }, 'parentId'],
      [{ idempotencyKey: long }, 'idempotencyKey', { limit: 255, received: 256 }],
      [{ flow: '' }, 'flow'],
      [{ priority: 1_001 }, 'priority', { limit: 1_000, received: 1_001 }],
      [{ priority: -1_001 }, 'priority', { limit: -1_000, received: -1_001 }],
      [{ runAt: '1969-12-31T23:59:59.000Z' }, 'runAt', { limit: 0, received: -1_000 }],
      [{ sampleRate: 2 }, 'sampleRate', { limit: 1, received: 2 }],
    ]
    const none = { dag: one }
    const results = await start(api, [
      ...wrong.map(([element]) => ({ flow: 'Bad', ...none, ...element })),
      { flow: 'Good', id: 'good', ...none },
    ])
    expect(results.map(({ problem: said }) => said && { ...said, message: '' })).toEqual([
      ...wrong.map(([, field, more], at) => ({
        code: 'BAD_USER_INPUT',
        message: '',
        field: `input.executions[${at}].${field}`,
        limit: null,
        received: null,
        ...more,
      })),
      null,
    ])
    expect((await drain(api)).map(({ executionId }) => executionId)).toEqual(['good'])
  })

  it('refuses a call that is wrong as a whole', async () => {
    const ask = async (input: object) => {
      const query =
        'mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { ok } } }'
      const [error] = (await api.ask(query, { input })).errors!
      return error!.extensions
    }
    const many = Array.from({ length: 501 }, () => ({ flow: 'F', dag: one }))
    const field = 'input.executions'
    expect(await ask({ executions: many })).toMatchObject({
      code: 'BATCH_TOO_LARGE',
      field,
      limit: 500,
      received: 501,
    })
    expect(await ask({ executions: [] })).toMatchObject({ code: 'BAD_USER_INPUT', field })
    const circle = { nodes: nodes('a b'), edges: [edge('a b'), edge('b a')] }
    expect(await ask({ executions: [{ flow: 'F' }], dag: circle })).toMatchObject({
      field: 'input.dag.nodes[0]',
    })
    expect(await ask({ executions: [{ flow: 'F', dag: one }], backend: 'none' })).toMatchObject({
      field: 'input.backend',
    })
  })
})

describe.each(aloneSetups)('starts of one key by several servers at once on $title', (setup) => {
  let several: Several
  beforeAll(async () => {
    several = await startSeveral(setup, 2)
  })
  afterAll(() => several.close())

  it('make one execution of each, which each of them is told', async () => {
    const { api, servers } = several
    const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`)
    const sent = (turned: boolean) =>
      (turned ? keys.toReversed() : keys).map((idempotencyKey) => ({
        flow: 'Race',
        idempotencyKey,
        dag: one,
      }))
    const calls = Array.from({ length: 8 }, (_, n) => start(servers[n % servers.length]!, sent(n % 2 === 1)))
    const results = (await Promise.all(calls)).flat()
    expect(results.filter(({ ok }) => !ok)).toEqual([])
    expect(results.filter((result) => result.started)).toHaveLength(40)
    expect(new Set(results.map(({ id }) => id)).size).toBe(40)
    expect(await drain(api)).toHaveLength(40)
  })
})
