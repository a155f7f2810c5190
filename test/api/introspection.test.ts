import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi({ title: '', kinds: { main: 'sqlite' } })
})
afterAll(() => api.close())

it('answers the widest query that tools send', async () => {
  const all = { inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, oneOf: true }
  const query = getIntrospectionQuery({ ...all, directiveIsRepeatable: true })
  expect(await api.ask(query)).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } })
})

it.each([
  ['aliases of all fields', '__schema { types { ALIASES } }'],
  ['the same in a fragment', '__schema { types { ...F ...F } } } fragment F on __Type { HALF'],
  ['types by name', '__type(name: "Execution") { ALIASES }'],
])('refuses %s before it is worked out', async (_, text) => {
  const aliases = (count: number) =>
    Array.from({ length: count }, (__, index) => `f${index}: fields { name args { name } }`).join(' ')
  const query = `{ ${text.replace('ALIASES', aliases(80)).replace('HALF', aliases(40))} }`
  expect(errors(await api.ask(query))).toEqual([
    expect.objectContaining({ code: 'QUERY_TOO_EXPENSIVE', limit: 200_000 }),
  ])
})
