import { type ExpectStatic, type TestContext, describe, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openSql, type Sql } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const tooExpensive = { code: 'QUERY_TOO_EXPENSIVE', backend: 'prod' }
const statementsUnderWay =
  "select query from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()"

interface Started {
  readonly api: Api
  readonly sql: Sql
  readonly other: Sql
  readonly expect: ExpectStatic
}

// At the same time: most of it is waiting for deadlines.
describe.concurrent.each(
  postgresKinds.flatMap((kind) => [
    { kind, how: 'stopped by the server', option: '?pool=2' },
    { kind, how: 'stopped by a cancel request', option: '?pool=2&prepare=false' },
  ]),
)('on $kind, a statement that takes too long, $how,', ({ kind, option }) => {
  const withTwo =
    (work: (started: Started) => Promise<void>) =>
    async ({ expect }: TestContext) => {
      const route = (url: string, name: string) => (name === 'prod' ? `${url}${option}` : url)
      const api = await startApi({ title: '', kinds: { main: 'sqlite', prod: kind } }, {}, route)
      await record(api, [begun('own')], 'main')
      await record(api, [begun('theirs')], 'prod')
      const [sql, other] = [openSql(api.places[1]!), openSql(api.places[1]!)]
      try {
        await work({ api, sql, other, expect })
      } finally {
        await sql.close()
        await other.close()
        await api.close()
      }
    }

  /** Holds a table, so that whoever reads it waits. */
  async function holding(other: Sql, table: string, work: () => Promise<void>) {
    await other.run('begin')
    await other.run(`lock table ${table} in access exclusive mode`)
    await work()
    await other.run('rollback')
  }

  it(
    'is QUERY_TOO_EXPENSIVE, and gone from the server',
    withTwo(async ({ api, sql, other, expect }) => {
      await holding(other, 'executions', async () => {
        const answer = await api.ask(
          '{ executions(ids: ["own", "theirs"]) { key } executionHistory { nodes { key } unavailable } }',
        )
        expect(answer.data).toEqual({
          executions: [{ key: 'main:own' }, null],
          executionHistory: { nodes: [{ key: 'main:own' }], unavailable: ['prod'] },
        })
        expect(errors(answer)).toEqual([
          { ...tooExpensive, path: ['executions', 1] },
          { ...tooExpensive, path: ['executionHistory'], resume: expect.any(String) },
        ])
        await expect.poll(() => sql.run(`${statementsUnderWay} and query like '%executions%'`)).toEqual([])
      })
      expect((await api.ask('{ executions(ids: ["theirs"]) { key } }')).data).toEqual({
        executions: [{ key: 'prod:theirs' }],
      })
    }),
  )

  it(
    'in a nested list leaves the level above it as it is',
    withTwo(async ({ api, sql, other, expect }) => {
      await holding(other, 'node_results', async () => {
        const answer = await api.ask(
          '{ executions(ids: ["theirs", "own"]) { key nodeResults { nodes { nodeId } } metadata { nodes { field } } } }',
        )
        expect(answer.data).toEqual({
          executions: [
            { key: 'prod:theirs', nodeResults: null, metadata: { nodes: expect.any(Array) } },
            { key: 'main:own', nodeResults: { nodes: [] }, metadata: { nodes: expect.any(Array) } },
          ],
        })
        expect(errors(answer)).toEqual([{ ...tooExpensive, path: ['executions', 0, 'nodeResults'] }])
        await expect.poll(() => sql.run(statementsUnderWay)).toEqual([])
      })
    }),
  )

  it(
    'does not stop those that wait for its connection from being answered as what they are',
    withTwo(async ({ api, other, expect }) => {
      const many = idsFrom('id-', 12)
      await record(
        api,
        many.map((id) => begun(id)),
        'prod',
      )
      await holding(other, 'node_results', async () => {
        const slow = many.map((id) =>
          api.ask(`{ executions(ids: ["prod:${id}"]) { key nodeResults { nodes { nodeId } } } }`),
        )
        const quick = many.map((id) => api.ask(`{ executions(ids: ["prod:${id}"]) { key } }`))
        const answers = await Promise.all([...slow, ...quick])
        // Some may be told that no connection became free; none may be given the row of another.
        for (const [index, { data }] of answers.entries()) {
          const [execution] = (data as { executions: ({ key: string } | null)[] }).executions
          if (execution) expect(execution.key).toBe(`prod:${many[index % many.length]}`)
        }
      })
      const answers = await Promise.all(
        many.map((id) => api.ask(`{ executions(ids: ["prod:${id}"]) { key } }`)),
      )
      expect(answers.map(({ data }) => data)).toEqual(
        many.map((id) => ({ executions: [{ key: `prod:${id}` }] })),
      )
    }),
  )
})
