import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, setups, startApi } from './setup/api.ts'

describe.each(setups)('executions(ids:) on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    const input = {
      executions: ['a', 'b', 'c'].map((id) => ({
        id,
        flow: 'Train',
        attempts: [{ number: 1, startedAt: '2026-01-01T00:00:00Z' }],
      })),
    }
    await api.data(
      'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }',
      { input },
    )
  })
  afterAll(() => api.close())

  it('answers in the order asked, repeats repeated, null for an unknown id', async () => {
    const ids = ['c', 'a', 'nobody', 'c', 'main:b']
    const answer = await api.ask(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id key status statusReason } }',
      { ids },
    )
    const row = (id: string) => ({
      id,
      key: `main:${id}`,
      status: 'RUNNING',
      statusReason: 'ATTEMPT_STARTED',
    })
    expect(answer.data).toEqual({ executions: [row('c'), row('a'), null, row('c'), row('b')] })
    expect(answer.extensions?.backends.map(({ statements }) => statements)).toEqual(
      Object.keys(setup.kinds).map(() => 1),
    )
  })
})
