import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import {
  type Patch,
  applied,
  attempt,
  conflict,
  refused,
  sendPatches,
  tell,
  update,
  view,
} from '../setup/seeds/patches.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'

const stale = (current: string) => conflict('expectedVersion', { current })
const note = (value: string) => ({ metadata: [{ field: 'note', value }] })

tell('an expected version', [
  {
    title: 'lets through what knows the newest, and tells the others which that is',
    patches: [
      [{ expectedVersion: '1', ...note('first') }],
      [{ expectedVersion: '1', ...note('late') }, stale('2')],
      [{ expectedVersion: '2', ...note('second') }],
      [{ expectedVersion: '4', ...note('early') }, stale('3')],
      [{ expectedVersion: null, ...note('whatever it is') }],
      [{ expectedVersion: '4' }],
    ],
    becomes: {
      version: '4',
      facts: ['1 attempt 1', '0 note first', '0 note second', '0 note whatever it is'],
    },
  },
  {
    title: 'is an opaque text, of which no other spelling counts',
    patches: ['', ' 1', '01', '1.0', '1e0', '+1', 'NaN', 'null', '١', '"; drop', 'x'.repeat(10_000)].map(
      (expectedVersion) => [{ expectedVersion, ...note('never') }, stale('1')],
    ),
    becomes: {},
  },
  {
    title: 'stays where nothing changes: what is so already, what is refused, what comes late',
    given: {
      heartbeatAt: at(10),
      tags: ['a'],
      nodeResults: [{ nodeId: 'n', status: 'RUNNING' }],
      attempts: [
        { number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'FAILED' },
        { number: 2, startedAt: at(2) },
      ],
    },
    patches: [
      [{}],
      [{ state: null, heartbeatAt: at(9), addTags: ['a'], removeTags: ['b'] }],
      [{ startAttempt: { number: 2 } }],
      [{ startAttempt: { number: 1 }, finishAttempt: { number: 1, verdict: 'FAILED' }, outputs: 'late' }],
      [{ nodeResults: [{ nodeId: 'n', status: 'RUNNING' }] }],
      [{ status: 'running' }],
      [{ ...note('refused'), startAttempt: {} }, conflict('startAttempt.number')],
      [{ expectedVersion: '1' }],
    ],
    becomes: {
      statusReason: 'RETRYING',
      attempt: 2,
      heartbeatAt: at(10),
      tags: ['a'],
      nodeCount: 1,
      attempts: [attempt(1, 'FAILED', at(0), at(1)), attempt(2, 'RUNNING', at(2))],
      facts: ['1 attempt 1', '1 attempt_ok false', '2 attempt 2'],
      nodeResults: [
        {
          nodeId: 'n',
          attempt: 1,
          status: 'RUNNING',
          startedAt: null,
          finishedAt: null,
          durationMs: null,
          error: null,
          value: null,
        },
      ],
    },
  },
])

describe.each(aloneSetups)('patches of many executions on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => void (api = await startApi(setup)))
  afterAll(() => api.close())

  it.each(names)('are each done or refused, in their order, in %s', async (backend) => {
    await record(api, [begun('a'), begun('b')], backend)
    const patches: Patch[] = [
      { id: 'a', ...note('one') },
      { id: 'nobody', ...note('lost') },
      { id: 'b', finishAttempt: { verdict: 'OK', finishedAt: at(1) } },
      { id: '', ...note('bad') },
      { id: 'a', expectedVersion: '1', ...note('stale') },
      { id: 'b', state: 'WAITING', ...note('refused') },
      { id: 'a', expectedVersion: '2', ...note('two') },
      { id: `${backend}:a`, ...note('of no such id') },
      { id: 'b', startAttempt: { startedAt: at(2) } },
    ]
    const missing = { code: 'NOT_FOUND', field: 'id' }
    expect(await update(api, patches, backend)).toEqual([
      applied(0, 'a'),
      refused(1, 'nobody', missing),
      applied(2, 'b'),
      refused(3, '', { code: 'BAD_USER_INPUT', field: 'id' }),
      refused(4, 'a', stale('2')),
      refused(5, 'b', conflict('state')),
      applied(6, 'a'),
      refused(7, `${backend}:a`, missing),
      applied(8, 'b'),
    ])
    expect(await view(api, 'a', backend)).toMatchObject({
      version: '3',
      facts: ['1 attempt 1', '0 note one', '0 note two'],
    })
    expect(await view(api, 'b', backend)).toMatchObject({
      version: '3',
      attempt: 2,
      facts: ['1 attempt 1', '1 attempt_ok true', '2 attempt 2'],
    })
  })

  it('say what stands where they met a conflict, and nothing of what is not there', async () => {
    await record(api, [begun('stands', 0, { flow: 'Other' })])
    const query = `mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) {
      results { stored execution { flow version tags } }
    } }`
    const executions = [
      { id: 'stands', expectedVersion: '9' },
      { id: 'stands', addTags: ['t'] },
      { id: 'nobody' },
    ]
    expect(await api.data(query, { input: { executions } })).toEqual({
      updateExecutions: {
        results: [
          { stored: true, execution: { flow: 'Other', version: '2', tags: ['t'] } },
          { stored: true, execution: { flow: 'Other', version: '2', tags: ['t'] } },
          { stored: false, execution: null },
        ],
      },
    })
  })

  it('come 500 in a call, and are refused as a whole beyond, without a statement', async () => {
    const ids = idsFrom('many-', 500)
    await record(
      api,
      ids.map((id, index) => begun(id, 0, { flow: `Flow ${index % 40}`, runNumber: index % 7, step: 'end' })),
    )
    const patches = ids.map((id, index) => ({
      id,
      addTags: [`tag ${index}`],
      outputs: index,
      nodeResults: [{ nodeId: `n${index % 3}`, status: 'COMPLETED', value: index }],
      finishAttempt: { verdict: 'FAILED', finishedAt: at(index) },
    }))
    expect(await update(api, patches)).toEqual(ids.map((id, index) => applied(index, id)))
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { version status finishedAt tags outputs { json } nodeResults { nodes { nodeId value } } } }`
    expect(await api.data(query, { ids })).toEqual({
      executions: ids.map((_, index) => ({
        version: '2',
        status: 'FAILED',
        finishedAt: at(index),
        tags: [`tag ${index}`],
        outputs: { json: index },
        nodeResults: { nodes: [{ nodeId: `n${index % 3}`, value: index }] },
      })),
    })
    const counter = await countStatements(api)
    for (const received of [0, 501]) {
      const many = idsFrom('many-', received).map((id) => ({ id, ...note('never') }))
      const { answer, seen } = await counter.during(() => sendPatches(api, many))
      expect([answer.data, errors(answer), seen]).toEqual([
        { updateExecutions: null },
        [
          {
            path: ['updateExecutions'],
            field: 'input.executions',
            limit: received === 0 ? 1 : 500,
            received,
            code: received === 0 ? 'BAD_USER_INPUT' : 'BATCH_TOO_LARGE',
          },
        ],
        {},
      ])
    }
    await counter.close()
    const [store] = openStores(api)
    expect(
      await store!.run(`select count(*) as notes from execution_metadata where value = 'never'`),
    ).toEqual([{ notes: expect.toSatisfy((count: unknown) => Number(count) === 0) as unknown }])
    await store!.close()
  })

  it('are refused of a backend that is not there', async () => {
    const answer = await sendPatches(api, [{ id: 'a' }], 'nowhere')
    expect([answer.data, errors(answer)]).toEqual([
      { updateExecutions: null },
      [{ path: ['updateExecutions'], code: 'BAD_USER_INPUT', field: 'input.backend' }],
    ])
  })
})
