import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Api, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

type Body = Answer & { errors?: { message: string; extensions: Record<string, unknown> }[] }

// They are refused before a store is asked.
describe.each(sized(kinds, ['sqlite']))('a list among the arguments of a query, on %s,', (kind) => {
  let api: Api
  const ask = async (query: string, variables: Record<string, unknown> = {}) =>
    (await api.ask(query, variables)) as Body
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    const record =
      'recordExecutions(input: { executions: [{ id: "a", flow: "F", runNumber: 1, step: "s" }] })'
    await ask(`mutation { ${record} { results { ok } } }`)
  })
  afterAll(() => api.close())

  it('may repeat itself, and says no more by that', async () => {
    const executions = (status: string) => `executions(status: [${status}]) { nodes { id } }`
    const query = `{ run(flow: "F", ref: "1") { a: ${executions('PENDING, RUNNING')} b: ${executions('RUNNING, PENDING, RUNNING')} } }`
    const { data, extensions } = await ask(query)
    const nodes = [{ id: 'a' }]
    expect(data).toEqual({ run: { a: { nodes }, b: { nodes } } })
    expect(extensions!.backends).toMatchObject([{ statements: 2 }])
  })

  it('has a bound: for statuses, how many there are', async () => {
    const statuses = (count: number) => Array.from({ length: count }, () => 'FAILED')
    const names = (count: number) => Array.from({ length: count }, () => 'main')
    const cases: readonly (readonly [query: string, list: unknown[], field: string, limit: number])[] = [
      ['query ($list: [ExecutionStatus!]) { run(flow: "F", ref: "1") { executions(status: $list) { nodes { id } } } }', statuses(400_000), 'status', 9], // prettier-ignore
      ['query ($list: [ExecutionStatus!]) { executionHistory(filter: { status: $list }) { unavailable } }', statuses(10), 'filter.status', 9], // prettier-ignore
      ['query ($list: [RunStatus!]) { runs(filter: { status: $list }) { unavailable } }', statuses(4), 'filter.status', 3], // prettier-ignore
      ['query ($list: [RunStatus!]) { run(flow: "F", status: $list) { id } }', statuses(4), 'status', 3],
      ['query ($list: [RunStatus!]!) { run(flow: "F", ref: "1") { latest(status: $list) { id } } }', statuses(4), 'status', 3], // prettier-ignore
      ['query ($list: [RunStatus!]!) { flows { nodes { latest(status: $list) { id } } } }', statuses(4), 'status', 3], // prettier-ignore
      ['query ($list: [String!]) { runs(filter: { backend: $list }) { unavailable } }', names(101), 'filter.backend', 100], // prettier-ignore
      ['query ($list: [String!]) { runs(filter: { user: $list }) { unavailable } }', names(101), 'filter.user', 100], // prettier-ignore
    ]
    for (const [query, list, field, limit] of cases) {
      // More than a request may hold is refused before: half of 400,000 is as good.
      const sent = list.slice(0, sized(150_000, 20_000))
      const { errors } = await ask(query, { list: sent })
      const told = errors?.map(({ extensions }) => extensions)
      expect([query, told]).toEqual([
        query,
        [{ code: 'BAD_USER_INPUT', field, limit, received: sent.length }],
      ])
    }
  })

  it('a histogram of the future, or of no time at all, is refused in plain words', async () => {
    const histogram = (filter: string) => ask(`{ runHistogram(filter: { ${filter} }) { isExact } }`)
    const { errors } = await histogram('startedAfter: "2999-01-01T00:00:00Z"')
    expect(errors!.map(({ message }) => message)).toEqual([
      '"filter.startedAfter" is in the future, and without "filter.startedBefore" the histogram ends now. Give an earlier "filter.startedAfter", or "filter.startedBefore".',
    ])
    const short = 'startedAfter: "2026-01-01T00:00:00Z", startedBefore: "2026-01-01T00:00:00.010Z"'
    expect((await histogram(short)).errors!.map(({ message, extensions }) => [message, extensions])).toEqual([
      [
        'The histogram covers 10 ms, from "filter.startedAfter" to "filter.startedBefore". That must be at least 30 ms, one for each bucket.',
        { code: 'BAD_USER_INPUT', field: 'filter.startedAfter', limit: 30, received: 10 },
      ],
    ])
  })
})
