import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds, lastingVersions } from '../setup/servers/stores.ts'
import { longIt, sized } from '../setup/whole.ts'

/** Among these, one of five failed, and the first hundred are the parents of all. */
const rows = 10_000
/** Two that failed and have children, of which a fifth failed. A node of every execution did. */
const ids = ['e-2', 'e-7']

describe.each(sized(lastingVersions, kinds))('the plans of failures in %s', (kind) => {
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let explained: Api
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openStores(api)[0]!
    await fill(sql, rows)
    await sql.run(`update node_results set status = 'FAILED'`)
    await sql.run(`update runs set end_ok = 0, end_ok_at = started_at, end_ok_id = '' where number in (2, 7)`)
    explained = apiOver([explaining(api.backends[0]!, sql, plans)])
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  async function readsOf(query: string) {
    plans.length = 0
    const answer = await explained.ask(query)
    expect(answer.errors).toBeUndefined()
    return plans.map(({ text, reads }) => [/\/\* (.*) \*\//.exec(text)?.[1], reads] as const)
  }

  it('read children by their parents, and nodes by their executions', async () => {
    const asked = ids.map((id) => `"${id}"`).join()
    const reads = await readsOf(`{ executions(ids: [${asked}]) { failure { summary node } } }`)
    const byId = (table: string) => (sql.dialect === 'sqlite' ? [`search ${table} by row id`] : [])
    const children = ['search executions by executions_parent', ...byId('executions')]
    const nodes = ['search node_results by primary key', ...byId('node_results')]
    expect(reads).toEqual([
      ['executions.byIds', ['search executions by primary key']],
      ['failures.ofParent', children],
      ['failures.nodes', nodes],
      ['failures.ofParent', children],
      ['failures.nodes', nodes],
      ['executions.dags', ['search dags by primary key']],
      ['failures.nodeErrors', ['search node_results by primary key']],
    ])
  })

  it('read the executions of runs by these', async () => {
    const aliases = [2, 7].map(
      (number) => `r${number}: run(flow: "flow-${number}", ref: "${number}") { failure { node } }`,
    )
    const reads = await readsOf(`{ ${aliases.join(' ')} }`)
    const own = sql.dialect === 'sqlite' ? ['search executions by row id'] : []
    expect(reads[1]).toEqual([
      'failures.ofRun',
      ['search executions by executions_run_not_completed', ...own],
    ])
  })

  // What it takes to count them is the same on both.
  const once = kind === 'sqlite' ? it : longIt
  once('look at 40,000 failed parts, and refuse more than 50,000', async () => {
    const [parents, each] = [130, 400]
    const columns =
      'execution_id, flow_id, parent_id, sample_rate, sort_at, attempt, verdict, finished_at, node_count, version'
    const numbers =
      sql.dialect === 'postgres'
        ? `generate_series(0, ${parents * each - 1}) as numbers(n)`
        : `(with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${parents * each - 1}) select n from numbers)`
    await sql.run(
      `insert into executions (${columns}) select 'part-' || n, 'F', 'p-' || (n % ${parents}), 1, 0, 1, 2, 9999 - n / ${parents}, 0, 1 from ${numbers}`,
    )
    await sql.run(
      `insert into executions (${columns}) select 'p-' || n, 'F', null, 1, 0, 1, 2, 99999, 0, 1 from ${numbers} where n < ${parents}`,
    )
    if (sql.dialect === 'postgres') await sql.run('analyze executions')
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { failure { execution { id } } } }`
    const answered = await api.ask(query, { ids: idsFrom('p-', 100) })
    expect(answered).toMatchObject({
      data: {
        executions: idsFrom('part-', 100).map((_, n) => ({
          failure: { execution: { id: `part-${n + (each - 1) * parents}` } },
        })),
      },
    })
    const refused = await api.ask(query, { ids: idsFrom('p-', parents) })
    expect(refused.data).toEqual({ executions: idsFrom('p-', parents).map(() => ({ failure: null })) })
    expect(refused.errors![0]).toMatchObject({
      path: ['executions', 0, 'failure'],
      extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 50_000 },
    })
  })
})
