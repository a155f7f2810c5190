import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

type Result = { index: number; ok: boolean; id: string | null; problem: Record<string, unknown> | null }
type Body = {
  data?: Record<string, { results: Result[] }> | null
  errors?: { message: string; extensions: Record<string, unknown> }[]
}

const results = 'results { index ok id problem { code field message } }'
const good = (id: string) => ({ id, flow: 'F' })
const problem = (field: string, message: string) => ({ code: 'BAD_USER_INPUT', field, message })

// They are told apart before a store is asked.
describe.each(sized(kinds, ['sqlite']))('an element of variables that is not of its type, on %s,', (kind) => {
  let api: Api
  const ask = async (query: string, variables: Record<string, unknown>) =>
    (await api.ask(query, variables)) as Body
  beforeAll(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterAll(() => api.close())

  it.each([
    ['many', []],
    // These are coerced in turns with other requests.
    ['long', Array.from({ length: 100 }, (_, tag) => `tag-${tag}`)],
  ])('is answered at its place, and the 499 others are stored (%s)', async (name, tags) => {
    const executions: unknown[] = Array.from({ length: 500 }, (_, index) => ({
      ...good(`${name}-${index}`),
      tags,
    }))
    executions[250] = { ...good(`${name}-250`), attempts: [{ number: 1, startedAt: 1_795_000_000 }] }
    const { data, errors } = await ask(
      `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { ${results} } }`,
      { input: { executions } },
    )
    expect(errors).toBeUndefined()
    const wrong = data!['recordExecutions']!.results.filter(({ ok }) => !ok)
    const message = 'A DateTime is written like "2026-11-21T09:30:00.000Z", not 1795000000.'
    const field = 'input.executions[250].attempts[0].startedAt'
    expect(wrong).toEqual([{ index: 250, ok: false, id: `${name}-250`, problem: problem(field, message) }])
    expect(data!['recordExecutions']!.results.map(({ index, id }) => `${index} ${id}`)).toEqual(
      executions.map((_, index) => `${index} ${name}-${index}`),
    )
    const { data: found } = await ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', {
      ids: [`${name}-0`, `${name}-250`, `${name}-499`],
    })
    expect(found).toEqual({ executions: [{ id: `${name}-0` }, null, { id: `${name}-499` }] })
  })

  it('may lack a field, have one too many, a wrong word, or be nothing at all', async () => {
    const wrong = [
      { id: 'lacks' },
      { ...good('more'), nothing: 1 },
      { ...good('word'), attempts: [{ number: 1, startedAt: '2026-11-20T09:00:00Z', verdict: 'GOOD' }] },
      null,
      'text',
      { ...good('one'), id: ['one'] },
      { ...good('fraction'), runNumber: 1.5 },
    ]
    const { data, errors } = await ask(
      `mutation ($executions: [ExecutionInput!]!) { recordExecutions(input: { executions: $executions }) { ${results} } }`,
      { executions: [...wrong, good('fine')] },
    )
    expect(errors).toBeUndefined()
    const at = (index: number, within = '') => `input.executions[${index}]${within}`
    const found = data!['recordExecutions']!.results
    expect(found.map(({ id, ok, problem: one }) => [id, ok, one?.['code'], one?.['field']])).toEqual([
      ['lacks', false, 'BAD_USER_INPUT', at(0)],
      ['more', false, 'BAD_USER_INPUT', at(1)],
      ['word', false, 'BAD_USER_INPUT', at(2, '.attempts[0].verdict')],
      [null, false, 'BAD_USER_INPUT', at(3)],
      [null, false, 'BAD_USER_INPUT', at(4)],
      [null, false, 'BAD_USER_INPUT', at(5, '.id')],
      ['fraction', false, 'BAD_USER_INPUT', at(6, '.runNumber')],
      ['fine', true, undefined, undefined],
    ])
    expect(found.slice(0, 3).map(({ problem: one }) => one!['message'])).toEqual([
      'Field "flow" of required type "String!" was not provided.',
      expect.stringMatching(/^Field "nothing" is not defined by type "ExecutionInput"\./),
      expect.stringMatching(/^Value "GOOD" does not exist in .* enum\..* It has /),
    ])
  })

  it('may be a variable of its own', async () => {
    const { data, errors } = await ask(
      `mutation ($a: ExecutionInput!, $b: ExecutionInput!) { recordExecutions(input: { executions: [$a, $b] }) { ${results} } }`,
      { a: { id: 'own-a', flow: 5 }, b: good('own-b') },
    )
    expect(errors).toBeUndefined()
    expect(data!['recordExecutions']!.results).toEqual([
      {
        index: 0,
        ok: false,
        id: 'own-a',
        problem: problem('input.executions[0].flow', 'String cannot represent a non string value: 5'),
      },
      { index: 1, ok: true, id: 'own-b', problem: null },
    ])
  })

  it('is told by every plural mutation', async () => {
    const cases: readonly (readonly [mutation: string, type: string, list: string, fine: unknown])[] = [
      ['recordExecutions', 'RecordExecutionsInput', 'executions', good('plural-1')],
      ['updateExecutions', 'UpdateExecutionsInput', 'executions', { id: 'plural-1', addTags: ['a'] }],
      ['recordMetadata', 'RecordMetadataInput', 'facts', { execution: 'plural-1', field: 'a', value: 'b' }],
      ['deleteExecutions', 'DeleteExecutionsInput', 'ids', 'plural-1'],
      ['recordRuns', 'RecordRunsInput', 'runs', { flow: 'P', number: 1 }],
      ['heartbeatRuns', 'HeartbeatRunsInput', 'heartbeats', { flow: 'P', number: 1 }],
    ]
    for (const [mutation, type, list, fine] of cases) {
      const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${results} } }`
      const { data, errors } = await ask(query, { input: { [list]: [{ id: [] }, fine] } })
      expect([mutation, errors]).toEqual([mutation, undefined])
      const told = data![mutation]!.results.map(({ index, ok, problem: one }) => [index, ok, one?.['code']])
      expect([mutation, ...told]).toEqual([mutation, [0, false, 'BAD_USER_INPUT'], [1, true, undefined]])
    }
    const queue = [
      'cancelExecutions',
      'retryExecutions',
      'startExecutions',
      'completeActions',
      'extendLeases',
    ]
    const inputs = ['MoveExecutionsInput', 'MoveExecutionsInput', 'StartExecutionsInput', 'CompleteActionsInput', 'ExtendLeasesInput'] // prettier-ignore
    const lists = ['ids', 'ids', 'executions', 'completions', 'leases']
    for (const [place_, mutation] of queue.entries()) {
      const query = `mutation ($input: ${inputs[place_]}!) { ${mutation}(input: $input) { ${results} } }`
      const { data, errors } = await ask(query, { input: { [lists[place_]!]: [{ id: [] }, false] } })
      expect([mutation, errors]).toEqual([mutation, undefined])
      const told = data![mutation]!.results.map(({ ok, problem: one }) => [ok, one?.['code']])
      expect([mutation, ...told]).toEqual([mutation, [false, 'BAD_USER_INPUT'], [false, 'BAD_USER_INPUT']])
    }
  })

  it('is no excuse for what else is wrong: the call is refused, and nothing is stored', async () => {
    const query = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { ${results} } }`
    const backend = await ask(query, { input: { executions: [good('refused')], backend: 5 } })
    const literal = await ask(
      `mutation { recordExecutions(input: { executions: [{ id: "refused", flow: 5 }] }) { ${results} } }`,
      {},
    )
    const missing = await ask(query, {})
    for (const { data, errors } of [backend, literal, missing]) {
      expect([data, errors!.map(({ extensions }) => extensions['code'])]).toEqual([
        undefined,
        ['BAD_USER_INPUT'],
      ])
    }
    const { data } = await ask('{ execution(id: "refused") { id } }', {})
    expect(data).toEqual({ execution: null })
  })

  it('counts as one of the 500', async () => {
    const executions = [...Array.from({ length: 500 }, (_, index) => good(`too-${index}`)), { id: 'wrong' }]
    const { data, errors } = await ask(
      `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { ${results} } }`,
      { input: { executions } },
    )
    expect(data).toEqual({ recordExecutions: null })
    expect(errors!.map(({ extensions }) => extensions)).toEqual([
      { code: 'BATCH_TOO_LARGE', field: 'input.executions', limit: 500, received: 501 },
    ])
  })

  it('variables hold at most 200,000 values', async () => {
    const metadata = Array.from({ length: 9_000 }, () => ({ field: 'a', value: 'b' }))
    const { data, errors } = await ask(
      `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { ${results} } }`,
      {
        input: {
          executions: Array.from({ length: 9 }, (_, index) => ({ ...good(`full-${index}`), metadata })),
        },
      },
    )
    expect([data, errors!.map(({ extensions }) => extensions)]).toEqual([
      undefined,
      [{ code: 'TOO_LARGE', field: 'variables', limit: 200_000, received: 200_001 }],
    ])
    const inputs = Array.from({ length: 90_000 }, () => 1)
    const executions = Array.from({ length: 4 }, (_, index) => ({ ...good(`json-${index}`), inputs }))
    const json = await ask(
      `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { ${results} } }`,
      { input: { executions } },
    )
    expect(json.data!['recordExecutions']!.results.map(({ ok }) => ok)).toEqual([true, true, true, true])
  })
})
