import { describe, expect, inject, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { whole, details } from '../setup/seeds/wholes.ts'

const down = { code: 'BACKEND_UNAVAILABLE', backend: 'prod' }
const ids = ['own', 'theirs']
const batch = 'query ($ids: [ID!]!) { executions(ids: $ids) { key } }'

interface Started {
  readonly api: Api
  readonly proxy: Proxy
}

const withTwo = (work: (started: Started) => Promise<void>) => async () => {
  const proxy = await startProxy(inject('servers')['postgres']!)
  const kinds = { main: 'sqlite', prod: 'postgres' }
  const route = (url: string, name: string) => (name === 'prod' ? `${proxy.through(url)}?pool=2` : url)
  const api = await startApi({ title: '', kinds }, { readMs: 4_000 }, route)
  await record(api, [whole('own')], 'main')
  await record(api, [whole('theirs')], 'prod')
  try {
    await work({ api, proxy })
  } finally {
    await proxy.restore()
    await api.close()
    await proxy.close()
  }
}

// At the same time: most of it is waiting for deadlines.
describe.concurrent('a backend that takes connections and never answers', () => {
  it(
    'costs its own share only: every level of the other is read at once',
    withTwo(async ({ api, proxy }) => {
      proxy.hang()
      const answered: string[] = []
      const whole = api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { key ${details} } }`, { ids })
      const others = api.ask(
        `query ($ids: [ID!]!) { executions(ids: $ids, backend: "main") { key ${details} } }`,
        {
          ids,
        },
      )
      void whole.then(() => answered.push('both'))
      void others.then(() => answered.push('main alone'))
      const [both, alone] = await Promise.all([whole, others])
      expect(answered).toEqual(['main alone', 'both'])
      expect(both.data).toEqual(alone.data)
      expect(errors(both)).toEqual([{ ...down, path: ['executions', 1] }])
      expect(both.extensions!.backends.find(({ name }) => name === 'main')).toMatchObject({
        statements: alone.extensions!.backends[0]!.statements,
      })
    }),
  )

  it(
    'is given up by the history, by /readyz and by Query.backends',
    withTwo(async ({ api, proxy }) => {
      proxy.hang()
      const [answer, ready] = await Promise.all([
        api.ask('{ executionHistory { nodes { key } unavailable } backends { name reachable } }'),
        api.app.fetch('/readyz'),
      ])
      expect(answer.data).toEqual({
        executionHistory: { nodes: [{ key: 'main:own' }], unavailable: ['prod'] },
        backends: [
          { name: 'main', reachable: true },
          { name: 'prod', reachable: false },
        ],
      })
      expect(errors(answer)).toEqual([{ ...down, path: ['executionHistory'], resume: expect.any(String) }])
      expect(await ready.json()).toMatchObject({ backends: [{ reachable: true }, { reachable: false }] })
    }),
  )

  it(
    'and more requests than it has connections are told the same',
    withTwo(async ({ api, proxy }) => {
      proxy.hang()
      const answers = await Promise.all(Array.from({ length: 10 }, () => api.ask(batch, { ids })))
      for (const answer of answers) {
        expect(answer.data).toEqual({ executions: [{ key: 'main:own' }, null] })
        expect(errors(answer)).toEqual([{ ...down, path: ['executions', 1] }])
      }
    }),
  )

  it(
    'answers again when it goes on',
    withTwo(async ({ api, proxy }) => {
      proxy.hang()
      expect(errors(await api.ask(batch, { ids }))).toHaveLength(1)
      await proxy.restore()
      await untilIt(async () => (await api.ask(batch, { ids })).errors === undefined)
      expect(await api.data(batch, { ids })).toEqual({
        executions: [{ key: 'main:own' }, { key: 'prod:theirs' }],
      })
    }),
  )

  it(
    'answers again although its old connections stay dead',
    withTwo(async ({ api, proxy }) => {
      proxy.hang()
      await Promise.all(Array.from({ length: 4 }, () => api.ask(batch, { ids })))
      proxy.forget()
      await untilIt(async () => (await api.ask(batch, { ids })).errors === undefined)
      expect(await results(api, [begun('new')], 'prod')).toMatchObject([{ problem: { code: 'TIMEOUT' } }])
      await untilIt(async () => (await results(api, [begun('newer')], 'prod'))[0]!.ok)
    }),
  )

  it(
    'is not asked again for what nobody waits for',
    withTwo(async ({ api, proxy }) => {
      const sql = openSql(api.places[1]!)
      await sql.run('create extension if not exists pg_stat_statements')
      proxy.hang()
      const many = idsFrom('id-', 20)
      await Promise.all(many.map((id) => api.ask(batch, { ids: [id] })))
      await sql.run(
        'select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)',
      )
      await proxy.restore()
      let asked = 0
      await untilIt(async () => {
        asked += 1
        return (await api.ask(batch, { ids: ['last'] })).errors === undefined
      })
      const [row] = await sql.run(
        "select sum(calls)::int as calls from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and query like '%executions%' and query not like '%pg_stat%'",
      )
      // Those that the two connections had sent before, and what was asked since.
      expect(row!['calls']).toBeLessThanOrEqual(2 + asked)
      await sql.close()
    }),
  )
})

/** Asks until it is so; the test's own time limit is what ends it. */
async function untilIt(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50))
}
