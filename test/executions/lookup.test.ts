import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, errors, rows, statements } from '../setup/ask/answers.ts'
import { type Api, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { begun, record } from '../setup/seeds/records.ts'

const query = `query ($ids: [ID!]!, $backend: String) {
  executions(ids: $ids, backend: $backend) { id key backend flow status statusReason }
}`

describe.each(setupsAndMemory)('executions(ids:) on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const last = names.at(-1)!
  let api: Api

  const row = (id: string, backend = 'main', flow = 'Train') => ({
    id,
    key: `${backend}:${id}`,
    backend,
    flow,
    status: 'RUNNING',
    statusReason: 'ATTEMPT_STARTED',
  })

  beforeAll(async () => {
    api = await startApi(setup)
    await record(
      api,
      ['a', 'b', 'c', 'main:b', 'far:b', ':b', 'shared'].map((id) => begun(id)),
    )
    await record(api, [begun('late', 0, { flow: 'Other' })], last)
    if (last !== 'main') await record(api, [begun('shared', 0, { flow: 'Other' })], last)
  })
  afterAll(() => api.close())

  it('answers in the order asked, repeats repeated, null for an unknown id', async () => {
    const answer = await api.ask(query, { ids: ['c', 'a', 'nobody', 'c', 'main:b'] })
    expect(answer.data).toEqual({ executions: [row('c'), row('a'), null, row('c'), row('b')] })
    expect(statements(answer)).toEqual(each(setup, 1))
  })

  it('counts [a, a, b] as one statement that reads two rows', async () => {
    const answer = await api.ask(query, { ids: ['a', 'a', 'b'] })
    expect(answer.data).toEqual({ executions: [row('a'), row('a'), row('b')] })
    expect(statements(answer)).toEqual(each(setup, 1))
    expect(rows(answer)).toEqual({ ...each(setup, 0), main: 2 })
  })

  it('answers [] with [] and asks no backend', async () => {
    const answer = await api.ask(query, { ids: [] })
    expect(answer).toEqual({
      data: { executions: [] },
      extensions: { backends: [] },
    })
  })

  it('looks a key up in the backend it names only', async () => {
    const answer = await api.ask(query, { ids: ['main:a', 'main:nobody', 'main:late'] })
    const late = last === 'main' ? row('late', 'main', 'Other') : null
    expect(answer.data).toEqual({ executions: [row('a'), null, late] })
    expect(statements(answer)).toEqual({ main: 1 })
  })

  it('takes a colon without the name of a backend before it as part of the id', async () => {
    const answer = await api.data(query, { ids: ['far:b', ':b', 'main:main:b', 'main::b', 'main:far:b'] })
    expect(answer).toEqual({
      executions: [row('far:b'), row(':b'), row('main:b'), row(':b'), row('far:b')],
    })
  })

  it('finds an id wherever it is, and takes the first configured backend that knows it', async () => {
    const answer = await api.data(query, { ids: ['shared', 'late', `${last}:shared`, 'main:shared'] })
    const own = last === 'main' ? row('shared') : row('shared', last, 'Other')
    expect(answer).toEqual({ executions: [row('shared'), row('late', last, 'Other'), own, row('shared')] })
  })

  it('asks only the backend that the argument names', async () => {
    const answer = await api.ask(query, { ids: ['late', 'a', `${last}:late`], backend: last })
    const late = row('late', last, 'Other')
    expect(answer.data).toEqual({ executions: [late, last === 'main' ? row('a') : null, late] })
    expect(statements(answer)).toEqual({ [last]: 1 })
  })

  it('answers null for the key of another backend than the argument names', async () => {
    const answer = await api.ask(query, { ids: ['main:a'], backend: last })
    expect(answer.data).toEqual({ executions: [last === 'main' ? row('a') : null] })
    expect(statements(answer)).toEqual(last === 'main' ? { main: 1 } : {})
  })

  it('refuses the name of a backend that is not configured', async () => {
    const answer = await api.ask(query, { ids: ['a'], backend: 'nowhere' })
    expect(answer.data).toEqual({ executions: null })
    expect(errors(answer)).toEqual([{ path: ['executions'], code: 'BAD_USER_INPUT', field: 'backend' }])
    expect(answer.errors![0]!.message).toContain('"main"')
    expect(statements(answer)).toEqual({})
  })

  it('answers execution(id:) alike for ids, keys, unknown ids and an unknown backend', async () => {
    const one = 'id key backend flow status statusReason'
    const answer = await api.ask(`{
      plain: execution(id: "a") { ${one} }
      key: execution(id: "main:a") { ${one} }
      late: execution(id: "late", backend: "${last}") { ${one} }
      unknown: execution(id: "nobody") { ${one} }
      nowhere: execution(id: "a", backend: "nowhere") { ${one} }
    }`)
    expect(answer.data).toEqual({
      plain: row('a'),
      key: row('a'),
      late: row('late', last, 'Other'),
      unknown: null,
      nowhere: null,
    })
    expect(errors(answer)).toEqual([{ path: ['nowhere'], code: 'BAD_USER_INPUT', field: 'backend' }])
    expect(statements(answer)).toEqual(each(setup, 1))
  })
})
