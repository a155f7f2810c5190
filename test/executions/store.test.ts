import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { boundOf, ended, lookUp, startMemory, stored } from '../setup/servers/memory.ts'
import { type Sent, at, begun, idsFrom, record, results } from '../setup/seeds/records.ts'
import { details, scalars, whole, wholeAnswer } from '../setup/seeds/wholes.ts'
import { sized } from '../setup/whole.ts'

const summary = 'id flow status startedAt finishedAt durationMs scriptPath source nodeCount outputPreview'
const history = `query ($filter: ExecutionFilter, $first: Int, $after: String) {
  executionHistory(filter: $filter, first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }
}`

interface History {
  readonly executionHistory: {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean }
  }
}

// What a store of executions must do for an engine, an operation at a time, whatever it is made of.
describe.each(sized(setupsAndMemory, aloneSetups))('a store of executions on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const backend = names.at(-1)!
  let api: Api
  beforeAll(async () => void (api = await startApi(setup, { sampleRates: new Map([['never', 0]]) })))
  afterAll(() => api.close())
  beforeEach(async () => {
    for (const name of names) await change('clearExecutions', 'deleted', { backend: name, confirm: name })
  })

  async function change<Payload>(name: string, fields: string, input: object): Promise<Payload> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} } }`
    return (await api.data<Record<string, Payload>>(query, { input }))[name]!
  }
  const save = (...executions: Sent[]) => record(api, executions, backend)
  const get = async (id: string, fields: string) =>
    (await api.data<{ execution: unknown }>(`query ($id: ID!) { execution(id: $id) { ${fields} } }`, { id }))
      .execution
  const list = async (filter?: object, first?: number, after?: string) =>
    (await api.data<History>(history, { filter, first, after })).executionHistory
  const idsOf = async (filter?: object) => (await list(filter)).nodes.map(({ id }) => id)
  const stats = async () =>
    (
      await api.data<{ executionStats: Stats }>(
        '{ executionStats { counts { status value } oldest newest durations { count } flows { flow count failed } } }',
      )
    ).executionStats
  const counted = async () =>
    Object.fromEntries(
      (await stats()).counts.flatMap(({ status, value }) => (value === 0 ? [] : [[status, value]])),
    )

  describe('stores and gets', () => {
    it('an execution by its id, with everything that was said of it', async () => {
      await save(whole('whole'))
      expect(await get('whole', `${scalars} ${details}`)).toEqual(wholeAnswer('whole', backend))
    })

    it('nothing for an id that nobody knows', async () => {
      expect(await get('unknown', 'id')).toBeNull()
    })

    it('one that runs, without outputs and without an end', async () => {
      await save(begun('a', 5, { source: 'API', sampleRate: 0.5 }))
      expect(
        await get('a', 'status outputs { json } finishedAt durationMs startedAt source sampleRate'),
      ).toEqual({
        status: 'RUNNING',
        outputs: null,
        finishedAt: null,
        durationMs: null,
        startedAt: at(5),
        source: 'API',
        sampleRate: 0.5,
      })
    })

    it('the second record under an id only when it is asked to replace the first', async () => {
      await save(begun('a'))
      expect(await results(api, [begun('a', 1)], backend)).toMatchObject([
        { ok: false, problem: { code: 'CONFLICT' } },
      ])
      const input = { executions: [begun('a', 2)], backend, onConflict: 'REPLACE' }
      await change('recordExecutions', 'results { ok }', input)
      expect([await get('a', 'startedAt version'), await idsOf()]).toEqual([
        { startedAt: at(2), version: '2' },
        ['a'],
      ])
    })

    it('records of many callers at once, none of them lost', async () => {
      const ids = idsFrom('many-', 100)
      await Promise.all(ids.map((id) => save(begun(id))))
      expect(await counted()).toEqual({ RUNNING: 100 })
    })
  })

  describe('lists', () => {
    it('the newest first, and of those that started together the one with the greatest id', async () => {
      await save(begun('b', 2), begun('c', 3), begun('a', 1), begun('y', 2), begun('x', 2))
      expect(await idsOf()).toEqual(['c', 'y', 'x', 'b', 'a'])
    })

    it('a page after another, of which the second of three has the one in the middle', async () => {
      await save(begun('a', 1), begun('b', 2), begun('c', 3))
      const first = await list(undefined, 1)
      const { nodes, pageInfo } = await list(undefined, 1, first.pageInfo.endCursor)
      expect([nodes, pageInfo.hasNextPage]).toEqual([[{ id: 'b' }], true])
      const last = await list(undefined, 1, pageInfo.endCursor)
      expect([last.nodes, last.pageInfo.hasNextPage]).toEqual([[{ id: 'a' }], false])
    })

    it('no page of less than one or of more than a hundred, nor after what is no cursor', async () => {
      for (const [variables, field] of [
        [{ first: 0 }, 'first'],
        [{ first: -1 }, 'first'],
        [{ first: 101 }, 'first'],
        [{ after: '-1' }, 'after'],
      ] as const)
        expect(errors(await api.ask(history, variables))).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
    })

    it('those of a script: of this one, of those that begin so, of those that have this in their path', async () => {
      const scripts = { a: 'scripts/a.cst', b: 'scripts/b.cst', c: 'scripts/a.cst' }
      await save(...Object.entries(scripts).map(([id, scriptPath], ms) => begun(id, ms, { scriptPath })))
      expect(await idsOf({ scriptPath: 'scripts/a.cst' })).toEqual(['c', 'a'])
      expect(await idsOf({ scriptPrefix: 'scripts/' })).toEqual(['c', 'b', 'a'])
      expect(await idsOf({ scriptContains: 'a.cst', flow: ['Train'] })).toEqual(['c', 'a'])
      for (const nothing of [
        { scriptPath: 'a.cst' },
        { scriptPrefix: 'a' },
        { scriptContains: 'z', flow: ['Train'] },
      ])
        expect(await idsOf(nothing)).toEqual([])
    })

    it('what a person looks for: who, how it went, its length and its first output in 50 characters', async () => {
      const nodeResults = ['n', 'm', 'n'].map((nodeId, index) => ({
        nodeId,
        attempt: index + 1,
        status: 'COMPLETED',
      }))
      const times = { startedAt: at(1_000), finishedAt: at(3_500) }
      await save(
        {
          ...times,
          id: 'long',
          flow: 'f',
          status: 'success',
          outputs: { text: 'x'.repeat(60) },
          nodeResults,
        },
        {
          ...times,
          id: 'short',
          flow: 'g',
          status: 'error',
          outputs: { n: 1 },
          scriptPath: 's',
          source: 'VSCode',
        },
        { id: 'open', flow: 'h', status: 'running', startedAt: at(0) },
      )
      const { executionHistory } = await api.data<{ executionHistory: { nodes: unknown } }>(
        `{ executionHistory { nodes { ${summary} } } }`,
      )
      const none = { scriptPath: null, source: null, nodeCount: 0, outputPreview: null }
      expect(executionHistory.nodes).toEqual([
        {
          ...none,
          ...times,
          id: 'short',
          flow: 'g',
          status: 'FAILED',
          durationMs: 2_500,
          scriptPath: 's',
          source: 'VSCode',
          outputPreview: 'n: 1',
        },
        {
          ...none,
          ...times,
          id: 'long',
          flow: 'f',
          status: 'COMPLETED',
          durationMs: 2_500,
          nodeCount: 2,
          outputPreview: `text: "${'x'.repeat(43)}…`,
        },
        {
          ...none,
          id: 'open',
          flow: 'h',
          status: 'RUNNING',
          startedAt: at(0),
          finishedAt: null,
          durationMs: null,
        },
      ])
    })
  })

  describe('counts', () => {
    it('nothing where nothing is', async () => {
      expect(await stats()).toEqual({
        counts: expect.any(Array) as unknown,
        oldest: null,
        newest: null,
        durations: null,
        flows: [],
      })
      expect(await counted()).toEqual({})
    })

    it('how many have each status, and tells the oldest and the newest', async () => {
      const all = ['running', 'running', 'done', 'failed', 'done', 'done', 'queued', 'paused', 'canceled']
      await save(...all.map((status, index) => ({ id: `${index}`, flow: status, status })))
      expect(await counted()).toEqual({
        RUNNING: 2,
        COMPLETED: 3,
        FAILED: 1,
        PENDING: 1,
        PAUSED: 1,
        CANCELLED: 1,
      })
      await change('deleteExecutions', 'results { ok }', { ids: all.map((_, index) => `${index}`), backend })
      await save(begun('a', 7), ended('b', 2), begun('c', 5))
      const durations = { count: 1 }
      const flows = [{ flow: 'Train', count: 3, failed: 0 }]
      expect(await stats()).toMatchObject({ oldest: at(2), newest: at(7), durations, flows })
    })
  })

  describe('changes', () => {
    const answer = 'results { ok id problem { code } execution { id status durationMs } }'

    it('the status of an execution, and answers with what it is now', async () => {
      await save(begun('a', 0))
      const patch = { id: 'a', finishAttempt: { verdict: 'OK', finishedAt: at(7) } }
      const execution = { id: 'a', status: 'COMPLETED', durationMs: 7 }
      expect(await change('updateExecutions', answer, { executions: [patch], backend })).toEqual({
        results: [{ ok: true, id: 'a', problem: null, execution }],
      })
      expect(await get('a', 'id status durationMs')).toEqual(execution)
    })

    it('nothing for an id that nobody knows', async () => {
      const executions = [{ id: 'unknown', outputs: 1 }]
      expect(await change('updateExecutions', answer, { executions, backend })).toEqual({
        results: [{ ok: false, id: 'unknown', problem: { code: 'NOT_FOUND' }, execution: null }],
      })
      expect(await idsOf()).toEqual([])
    })

    it('what is deleted into nothing, and says so of what was not there', async () => {
      await save(begun('a'), begun('b'))
      const ids = ['a', 'unknown']
      expect(
        await change('deleteExecutions', 'results { ok id problem { code } }', { ids, backend }),
      ).toEqual({
        results: [
          { ok: true, id: 'a', problem: null },
          { ok: false, id: 'unknown', problem: { code: 'NOT_FOUND' } },
        ],
      })
      expect([await get('a', 'id'), await idsOf()]).toEqual([null, ['b']])
    })

    it('everything into nothing when it is cleared', async () => {
      await save(begun('a'), begun('b'), ended('c'))
      expect(await change('clearExecutions', 'deleted', { backend, confirm: backend })).toEqual({
        deleted: 3,
      })
      expect([await idsOf(), await counted()]).toEqual([[], {}])
    })
  })

  it('leaves out what its rate says, but nothing that a person waits for', async () => {
    const keeps = async (more: Sent) => {
      const input = {
        executions: [{ id: 'a', flow: 'always', status: 'done', ...more }],
        backend,
        onConflict: 'REPLACE',
      }
      const { results: got } = await change<{ results: { stored: boolean }[] }>(
        'recordExecutions',
        'results { stored }',
        input,
      )
      return got[0]!.stored
    }
    expect(await keeps({ flow: 'never' })).toBe(false)
    expect(await keeps({ flow: 'never', sampleRate: 1 })).toBe(true)
    expect(await keeps({ sampleRate: 0 })).toBe(false)
    expect(await keeps({ flow: 'never', sampleRate: 0, source: 'vscode-extension' })).toBe(true)
  })
})

interface Stats {
  readonly counts: readonly { readonly status: string; readonly value: number }[]
}

describe('a store of executions with a capacity', () => {
  let api: Api
  afterEach(() => api.close())

  it('of two lets go the first of three', async () => {
    api = await startMemory(2)
    for (const id of ['a', 'b', 'c']) await record(api, [ended(id)])
    expect([await stored(api), await boundOf(api)]).toEqual([['b', 'c'], { max: 2, evicted: 1 }])
  })

  it('lets go what was not used for longest, and nothing that runs before that', async () => {
    api = await startMemory(3)
    for (const one of [begun('runs'), ended('a'), ended('b')]) await record(api, [one])
    await lookUp(api, ['a'])
    await record(api, [ended('c')])
    expect(await stored(api)).toEqual(['a', 'c', 'runs'])
  })
})
