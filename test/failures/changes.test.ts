import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { type Sent, at, idsFrom, record } from '../setup/seeds/records.ts'
import { storeFacts, storeRuns } from '../setup/seeds/runs.ts'

const one = (id: string, place: number, verdict: string, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  step: 'fit',
  attempts: [{ number: 1, startedAt: at(place * 1000), finishedAt: at(place * 1000 + 500), verdict }],
  ...more,
})

/** No part of it is cut. */
const large = (text: string) =>
  Object.fromEntries(idsFrom('key-', 80).map((key) => [key, text.repeat(1_000)]))

const node = (id: string) => ({ nodes: [{ id }], edges: [] })

const executions: Sent[] = [
  one('older', 1, 'OK', { inputs: { rows: 1 } }),
  one('good', 2, 'OK', {
    runNumber: 1,
    scriptPath: 'fit.py',
    dag: node('a'),
    tags: ['env:prod', 'image:1.4', 'nightly', 'team:a', 'team:b'],
    metadata: [
      { field: 'git-commit', value: 'abc', attempt: 1 },
      { field: 'host', value: 'x', attempt: 1 },
    ],
    inputs: { rows: 1000, deep: { list: [1, 2, 3] }, gone: true, same: 'x' },
  }),
  one('other step', 3, 'OK', { step: 'load' }),
  one('other failure', 4, 'FAILED'),
  one('bad', 5, 'FAILED', {
    runNumber: 2,
    scriptPath: 'fit2.py',
    dag: node('b'),
    tags: ['env:dev', 'image:1.5', 'canary', 'team:a', 'team:c', 'team:d'],
    metadata: [
      { field: 'git-commit', value: 'def', attempt: 1 },
      { field: 'host', value: 'y', attempt: 1 },
    ],
    inputs: { rows: 1001, deep: { list: [1, 5] }, new: null, same: 'x' },
  }),
  one('good later', 6, 'OK'),
  one('first', 0, 'FAILED', { inputs: { rows: 1 } }),
  // Inputs of more than 64 kB are not read.
  one('large good', 1, 'OK', { flow: 'Large', inputs: large('x') }),
  one('large bad', 2, 'FAILED', { flow: 'Large', inputs: large('y'), tags: ['a'] }),
  one('long good', 1, 'OK', { flow: 'Long', inputs: { text: '😀'.repeat(500) } }),
  one('long bad', 2, 'FAILED', { flow: 'Long', inputs: { text: `${'😀'.repeat(500)}!` } }),
  one('no inputs', 1, 'OK', { flow: 'Some' }),
  one('inputs', 2, 'FAILED', { flow: 'Some', inputs: [1] }),
]

const change = (kind: string, path: string, before: string | null, after: string | null) => ({
  kind,
  path,
  before,
  after,
})

const inputs = [
  change('INPUT', '$.rows', '1000', '1001'),
  change('INPUT', '$.deep.list[1]', '2', '5'),
  change('INPUT', '$.deep.list[2]', '3', null),
  change('INPUT', '$.gone', 'true', null),
  change('INPUT', '$.new', null, 'null'),
]
const marks = [
  change('VERSION', 'dag', expect.any(String) as never, expect.any(String) as never),
  change('VERSION', 'scriptPath', 'fit.py', 'fit2.py'),
  change('VERSION', 'git-commit', 'abc', 'def'),
  change('VERSION', 'image', '1.4', '1.5'),
]
const tags = [
  change('TAG', 'canary', null, 'canary'),
  change('TAG', 'env', 'prod', 'dev'),
  change('TAG', 'team:c', null, 'team:c'),
  change('TAG', 'team:d', null, 'team:d'),
  change('TAG', 'team:b', 'team:b', null),
  change('TAG', 'nightly', 'nightly', null),
]
const fields = 'changed(first: 20) { kind path before after }'

describe.each(aloneSetups)('what is different from the last that went well, in $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    await storeRuns(api, [
      { flow: 'Train', number: 1, startedAt: at(1900), tags: ['old'], verdict: { ok: true, at: at(2600) } },
      {
        flow: 'Train',
        number: 2,
        startedAt: at(4900),
        tags: ['new'],
        verdict: { ok: false, at: at(5600) },
      },
    ])
    const commit = (number: number, value: string) => ({
      run: { flow: 'Train', number },
      step: 'start',
      field: 'release',
      value,
    })
    await storeFacts(api, [commit(1, 'r1'), commit(2, 'r2')])
    await record(api, executions)
  })
  afterAll(() => api.close())

  const ofExecution = async (id: string) => {
    const found = await api.data<{ execution: { failure: { changed: object[] } } }>(
      `{ execution(id: "${id}") { failure { ${fields} } } }`,
    )
    return found.execution.failure.changed
  }

  it('are version marks, then inputs, then tags, of the last of the same flow and step', async () => {
    expect(await ofExecution('bad')).toEqual([...marks, ...inputs, ...tags])
    expect(await ofExecution('first')).toEqual([])
  })

  it('are also the tags and facts of the run, if that was asked', async () => {
    const found = await api.data(`{ run(flow: "Train", ref: "2") { failure { ${fields} } } }`)
    const ofRun = [change('VERSION', 'release', 'r1', 'r2')]
    const runTags = [change('TAG', 'new', null, 'new'), change('TAG', 'old', 'old', null)]
    expect(found).toEqual({
      run: { failure: { changed: [...marks, ...ofRun, ...inputs, ...tags, ...runTags].slice(0, 20) } },
    })
  })

  it('are two unless more are asked for, and at most 20', async () => {
    const found = await api.data<{ execution: { failure: { changed: object[] } } }>(
      '{ execution(id: "bad") { failure { changed { kind path } } } }',
    )
    expect(found.execution.failure.changed).toEqual([
      { kind: 'VERSION', path: 'dag' },
      { kind: 'VERSION', path: 'scriptPath' },
    ])
    for (const first of [0, 21]) {
      const answer = await api.ask(
        `{ execution(id: "bad") { failure { changed(first: ${first}) { kind } } } }`,
      )
      expect(errors(answer)).toMatchObject([
        {
          path: ['execution', 'failure', 'changed'],
          code: 'BAD_USER_INPUT',
          field: 'first',
          received: first,
        },
      ])
    }
  })

  it('leave out inputs that are too large, and cut long values', async () => {
    expect(await ofExecution('large bad')).toEqual([change('TAG', 'a', null, 'a')])
    const cut = `"${'😀'.repeat(99)}…`
    expect(await ofExecution('long bad')).toEqual([change('INPUT', '$.text', cut, cut)])
    expect(await ofExecution('inputs')).toEqual([change('INPUT', '$', null, '[1]')])
  })

  it('are read by the same statements for one and for many', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { failure { changed { kind } } } }`
    const failing = idsFrom('many-', 50)
    await record(
      api,
      failing.map((id) => one(id, 10, 'FAILED', { inputs: { id } })),
    )
    const of = async (ids: readonly string[]) => statements(await api.ask(query, { ids }))
    // The executions and their children; the last good ones, and these; inputs, tags and facts.
    expect([await of(['many-0']), await of(failing)]).toEqual([{ main: 2 + 2 + 3 }, { main: 2 + 2 + 3 }])
  })
})
