import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { type Api, aloneSetups, post, startApi, versionSetups } from '../setup/servers/api.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const rows = sized(30_000, 12_000)
const ids = idsFrom('e-', rows)
  .filter((_, index) => index % (rows / 120) === 50)
  .slice(0, 100)

describe.each(sized(versionSetups, aloneSetups))('the plans behind graphs and tags of $title', (setup) => {
  const isPostgres = postgresVersions.includes(setup.kinds['main']!)
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let plansOf: (fields: string) => Promise<Plan[]>
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await fill(sql, rows)
    await sql.run(`update dags set json = '{"nodes":[{"id":"fit"}],"edges":[],"groups":[]}'`)
    // Three attempts of one node, and another node.
    for (const more of [`'fit', 2`, `'fit', 3`, `'load', 1`])
      await sql.run(
        `insert into node_results (execution_id, node_id, attempt, status) select execution_id, ${more}, 'FAILED' from executions`,
      )
    for (const tag of ['a', 'b'])
      await sql.run(
        `insert into execution_tags (execution_id, tag, sort_at) select execution_id, '${tag}', sort_at from executions`,
      )
    if (isPostgres) await sql.run('analyze')
    const app = createApp([explaining(api.backends[0]!, sql, plans)], { log: pino({ level: 'silent' }) })
    plansOf = async (fields) => {
      plans.length = 0
      const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
      const answer = (await (await post(app, { query, variables: { ids } })).json()) as { errors?: object }
      expect(answer.errors).toBeUndefined()
      return plans.splice(1)
    }
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('read the results of nodes by their primary key, and look up the newest of each in it', async () => {
    const [dags, results] = await plansOf('dag { nodes { id status result { attempt } } }')
    expect(dags!.reads).toEqual(['search dags by primary key'])
    expect([results!.reads, results!.sorts]).toEqual([['search node_results by primary key'], false])
    // All four results of each execution, and for each of these the newest of its node.
    if (isPostgres) expect(results!.rows).toBe(100 * 4 * 2)
  })

  it('read tags by their primary key, as many rows as there are', async () => {
    const [tags] = await plansOf('tags')
    expect(tags!.reads).toEqual(['search execution_tags by primary key'])
    if (isPostgres) expect(tags!.rows).toBe(100 * 2)
  })
})
