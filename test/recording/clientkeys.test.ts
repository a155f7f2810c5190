import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'

let api: Api
beforeAll(async () => void (api = await startApi({ title: 'memory', kinds: { main: 'memory' } })))
afterAll(() => api.close())

const problem = (field: string) => ({
  ok: false,
  problem: {
    code: 'BAD_USER_INPUT',
    message: `"${field}" must be 1 to 255 characters of well-formed text without NUL.`,
    field,
  },
})

// An empty one, as of a variable that is not set, would make all runs of a flow the same one.
it('an empty key of a client is refused, of runs and of facts', async () => {
  const runs = await api.data(
    'mutation { recordRuns(input: { runs: [{ flow: "F", clientKey: "" }, { flow: "F", clientKey: "a" }] }) { results { ok problem { code message field } } } }',
  )
  expect(runs).toEqual({
    recordRuns: { results: [problem('input.runs[0].clientKey'), { ok: true, problem: null }] },
  })
  const facts = await api.data(
    `mutation { recordMetadata(input: { facts: [{ run: { flow: "F", number: 1 }, step: "s", field: "a", value: "b", clientKey: "" }] }) {
      results { ok problem { code message field } } } }`,
  )
  expect(facts).toEqual({ recordMetadata: { results: [problem('input.facts[0].clientKey')] } })
})
