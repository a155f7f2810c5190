import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { type Sent, at, record, results } from '../setup/seeds/records.ts'
import { statusWords, unknownWords } from '../setup/seeds/statuswords.ts'

/** A run of agents: one that plans calls another, which asks a person, and a third, which fails. */
const agents: readonly Sent[] = [
  {
    id: 'exec_1',
    flow: 'planner.plan',
    runNumber: 4711,
    step: 'plan',
    status: 'in_progress',
    startedAt: at(0),
    source: 'agent',
    inputs: { goal: 'book a trip' },
    tags: ['session:s1', 'actor:ann', 'vip'],
  },
  {
    id: 'exec_2',
    flow: 'booker.ask',
    runNumber: 4711,
    step: 'ask',
    status: 'awaiting_approval',
    parentId: 'exec_1',
    startedAt: at(10),
    tags: ['session:s1', 'actor:ann'],
    metadata: [{ field: 'note', value: 'Shall I pay?', ts: at(11), attempt: 1 }],
  },
  {
    id: 'exec_3',
    flow: 'booker.pay',
    runNumber: 4711,
    step: 'pay',
    status: 'errored',
    error: 'card declined',
    parentId: 'exec_1',
    startedAt: at(20),
    finishedAt: at(30),
    tags: ['session:s1', 'actor:bob'],
    outputs: { paid: false },
  },
  {
    id: 'exec_4',
    flow: 'planner.plan',
    runNumber: 4712,
    status: 'canceled',
    startedAt: at(40),
    finishedAt: at(41),
    tags: ['session:s2', 'actor:ann'],
  },
]

describe.each(aloneSetups)('what engines of agents report on $title', (setup) => {
  const backend = Object.keys(setup.kinds).at(-1)!
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    await record(api, agents, backend)
  })
  afterAll(() => api.close())

  const idsOf = async (filter: object) => {
    const { executionHistory } = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
      'query ($filter: ExecutionFilter) { executionHistory(filter: $filter) { nodes { id } } }',
      { filter },
    )
    return executionHistory.nodes.map(({ id }) => id)
  }

  it('is found by session, actor, parent, run, status and error', async () => {
    const found = await Promise.all(
      [
        ...[{ tagsAny: ['session:s1'] }, { tagsAny: ['session:s2', 'actor:bob'] }],
        ...[{ tagsAll: ['session:s1', 'actor:ann'] }, { tagsAll: ['session:s2', 'actor:bob'] }],
        ...[{ parent: 'exec_1' }, { run: { flow: 'planner.plan', number: 4711 } }],
        ...[
          { status: ['WAITING'], tagsAny: ['session:s1'] },
          { errorContains: 'declined', tagsAny: ['session:s1'] },
        ],
      ].map(idsOf),
    )
    expect(found).toEqual([
      ...[
        ['exec_3', 'exec_2', 'exec_1'],
        ['exec_4', 'exec_3'],
      ],
      ...[['exec_2', 'exec_1'], []],
      ...[['exec_3', 'exec_2'], ['exec_1']],
      ...[['exec_2'], ['exec_3']],
    ])
  })

  it('is one tree, with what each said of itself', async () => {
    const fields = 'id status statusReason error tags durationMs'
    const query = `query ($backend: String) { execution(id: "exec_1", backend: $backend) { ${fields} run { number }
      inputs { json } children { nodes { ${fields} parent { id } outputs { json } metadata(last: 1) { nodes { field value attempt ts } } } }
    } }`
    const parent = { id: 'exec_1' }
    expect(await api.data(query, { backend })).toEqual({
      execution: {
        ...parent,
        status: 'RUNNING',
        statusReason: 'ATTEMPT_STARTED',
        error: null,
        durationMs: null,
        tags: ['actor:ann', 'session:s1', 'vip'],
        run: { number: 4711 },
        inputs: { json: { goal: 'book a trip' } },
        children: {
          nodes: [
            {
              id: 'exec_2',
              status: 'WAITING',
              statusReason: 'REPORTED',
              error: null,
              durationMs: null,
              tags: ['actor:ann', 'session:s1'],
              parent,
              outputs: null,
              metadata: { nodes: [{ field: 'note', value: 'Shall I pay?', attempt: 1, ts: at(11) }] },
            },
            {
              id: 'exec_3',
              status: 'FAILED',
              statusReason: 'ATTEMPT_FAILED',
              error: 'card declined',
              durationMs: 10,
              tags: ['actor:bob', 'session:s1'],
              parent,
              outputs: { json: { paid: false } },
              metadata: {
                nodes: [{ field: 'attempt_error', value: 'card declined', attempt: 1, ts: at(30) }],
              },
            },
          ],
        },
      },
    })
  })

  it('may be noted at any time, also after the end, and every note stays', async () => {
    const note = (value: string, ms: number) => ({ field: 'note', value, ts: at(ms) })
    const patches = [note('first', 1), note('second', 2), note('first', 3)].map((fact) => ({
      id: 'exec_4',
      metadata: [fact],
    }))
    const answers = await Promise.all(
      patches.map((patch) =>
        api.data<{ updateExecutions: object }>(
          'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok execution { status } } } }',
          { input: { executions: [patch], backend } },
        ),
      ),
    )
    for (const { updateExecutions } of answers)
      expect(updateExecutions).toEqual({ results: [{ ok: true, execution: { status: 'CANCELLED' } }] })
    const { execution } = await api.data<{
      execution: { metadata: { nodes: { field: string; ts: string }[] } }
    }>(
      'query ($backend: String) { execution(id: "exec_4", backend: $backend) { metadata { nodes { field value ts } } } }',
      { backend },
    )
    const notes = execution.metadata.nodes.filter(({ field }) => field === 'note')
    expect(notes.toSorted((a, b) => (a.ts < b.ts ? -1 : 1))).toEqual(
      patches.map(({ metadata: [fact] }) => fact),
    )
  })

  it('has a status in any word that is known, which means one thing', async () => {
    const known = Object.entries(statusWords).flatMap(([status, list]) =>
      list.map((word) => [word, status] as const),
    )
    await record(
      api,
      known.map(([word]) => ({ id: `word ${word}`, flow: 'words', status: word })),
      backend,
    )
    const { executions } = await api.data<{ executions: unknown }>(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id status } }',
      { ids: known.map(([word]) => `word ${word}`) },
    )
    expect(executions).toEqual(known.map(([word, status]) => ({ id: `word ${word}`, status })))
  })

  it('is refused by name in any other word, rather than guessed', async () => {
    const sent = unknownWords.map((status) => ({ id: `unknown ${status}`, flow: 'words', status }))
    expect(await results(api, sent, backend)).toEqual(
      sent.map(({ id, status }, index) => ({
        index,
        ok: false,
        id,
        problem: {
          code: 'BAD_USER_INPUT',
          limit: null,
          received: null,
          message: expect.stringContaining(
            `has the unknown value ${JSON.stringify(status)}. Known: pending,`,
          ) as unknown,
          field: `input.executions[${index}].status`,
        },
      })),
    )
  })
})
