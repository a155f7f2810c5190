import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { statements, each } from '../setup/ask/answers.ts'
import { type Api, setups, setupsAndShards, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { lay } from '../setup/seeds/retention.ts'
import { openStores } from '../setup/servers/sql.ts'
import { citusShapes } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const day = 86_400_000
const fields = 'parts { part executions isExact } dags total isExact oldest unavailable'
const query = `query ($rule: String, $backend: String) { retentionPreview(rule: $rule, backend: $backend) { ${fields} } }`

/** Both kinds of store, and shards. */
const few = setupsAndShards.slice(-2)

describe.each(sized(setupsAndShards, few))('a preview of retention on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  // Of the ages, of the old DAGs, and of what uses one. In shards, of each age, and of each old DAG.
  const [ofRule, ofFailed] = setup.kinds['main'] === citusShapes ? [7, 4] : [3, 3]
  const began = Date.now() - 40 * day
  const yesterday = Date.now() - day
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup, { retain: parseRetainRule('completed:30d,any:10d') })
    counter = await countStatements(api)
    for (const sql of openStores(api)) {
      const of = (count: number, verdict: number, flow: string, first: number) =>
        Array.from({ length: count }, (_, index) => ({
          id: `${flow}-${index}`,
          flow,
          verdict,
          sortAt: first + index,
        }))
      await lay(sql, of(3, 1, 'Done', began))
      await lay(sql, of(2, 2, 'Failed', began + 20 * day))
      await lay(sql, of(20, 0, 'Running', began))
      for (let first = 0; first < 10_001; first += 1_000)
        await lay(sql, of(10_001, 3, 'Cancelled', yesterday).slice(first, first + 1_000))
      await sql.run(
        `insert into dags (dag_hash, json, node_count, last_used_at) values ('a', '{}', 0, 1), ('b', '{}', 0, ${Date.now()})`,
      )
      await sql.close()
    }
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  it('tells by the rule of the server what would go, in one statement per kind of record and backend', async () => {
    const { answer, seen } = await counter.during(() => api.ask(query))
    expect(seen).toEqual(each(setup, ofRule))
    expect(statements(answer)).toEqual(each(setup, ofRule))
    expect(answer.data).toEqual({
      retentionPreview: {
        parts: [
          { part: 'completed:30d', executions: 3 * names.length, isExact: true },
          { part: 'any:10d', executions: 2 * names.length, isExact: true },
        ],
        dags: names.length,
        total: 5 * names.length,
        isExact: true,
        oldest: new Date(began).toISOString(),
        unavailable: [],
      },
    })
  })

  it('stops counting at 10,000 for each part and backend, and says so', async () => {
    const answer = await api.data(query, { rule: 'cancelled:1h, count:15' })
    expect(answer).toEqual({
      retentionPreview: {
        parts: [
          { part: 'cancelled:1h', executions: 10_000 * names.length, isExact: false },
          // What one of the others lets go is not counted again, and the running ones stay.
          { part: 'count:15', executions: 0, isExact: true },
        ],
        dags: names.length,
        total: 10_000 * names.length,
        isExact: false,
        oldest: new Date(yesterday).toISOString(),
        unavailable: [],
      },
    })
  })

  it('counts to 10,000 beyond a count too', async () => {
    const answer = await api.data(query, { rule: 'count:1' })
    const parts = [{ part: 'count:1', executions: 10_000 * names.length, isExact: false }]
    expect(answer).toMatchObject({ retentionPreview: { parts, isExact: false } })
  })

  it.each(names)('asks one backend where it is told to: %s', async (backend) => {
    const answer = await api.ask(query, { rule: 'failed:1d', backend })
    expect(statements(answer)).toEqual({ [backend]: ofFailed })
    expect(answer.data).toMatchObject({ retentionPreview: { total: 2, parts: [{ part: 'failed:1d' }] } })
  })

  it('refuses a rule that cannot be, and a backend that is not there', async () => {
    const refused = async (variables: object) => (await api.ask(query, { ...variables })).errors![0]!
    expect(await refused({ rule: 'completed:30d,failed:30d,failed:1d' })).toMatchObject({
      message: 'The rule contains "failed" twice. Give it once.',
      path: ['retentionPreview'],
      extensions: { code: 'BAD_USER_INPUT', field: 'rule' },
    })
    expect(await refused({ rule: '', backend: 'main' })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(await refused({ backend: 'other' })).toMatchObject({
      message: expect.stringContaining('There is no backend "other".') as string,
      extensions: { code: 'BAD_USER_INPUT', field: 'backend' },
    })
  })
})

it('needs a rule where the server has none', async () => {
  const api = await startApi(setups[0]!)
  expect((await api.ask(query)).errors).toMatchObject([
    {
      message: expect.stringContaining('runs without a retention rule') as string,
      extensions: { code: 'BAD_USER_INPUT', field: 'rule' },
    },
  ])
  expect(await api.data(query, { rule: 'any:1d' })).toMatchObject({
    retentionPreview: { total: 0, oldest: null },
  })
  await api.close()
})

it('takes nothing from a Metaflow database, and leaves it out', async () => {
  const kinds = { main: 'sqlite', mf: 'metaflow on postgres' }
  const api = await startApi({ title: 'beside metaflow', kinds })
  const answer = await api.ask(query, { rule: 'any:1d' })
  expect(statements(answer)).toEqual({ main: 2 })
  expect((await api.ask(query, { rule: 'any:1d', backend: 'mf' })).errors).toMatchObject([
    {
      message: 'Backend "mf" (metaflow) is read-only: nothing is ever removed from it.',
      extensions: { code: 'FORBIDDEN', field: 'backend' },
    },
  ])
  await api.close()
})
