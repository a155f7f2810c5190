import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../src/server/app.ts'
import { type Api, aloneSetups, post, startApi, versionSetups } from '../setup/servers/api.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { insertMany } from '../setup/seeds/manyruns.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const rows = sized(50_500, 20_200)
const ids = idsFrom('e-', rows)
  .filter((_, index) => index > 0 && index % 50 === 0)
  .slice(0, 100)

describe.each(sized(versionSetups, aloneSetups))('the plans of $title', (setup) => {
  const isPostgres = postgresVersions.includes(setup.kinds['main']!)
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let app: App
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await fill(sql, rows)
    app = createApp([explaining(api.backends[0]!, sql, plans)], {
      log: pino({ level: 'silent' }),
      readMs: 60_000,
    })
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  async function plansOf(query: string, variables: Record<string, unknown> = {}) {
    plans.length = 0
    const answer = (await (await post(app, { query, variables })).json()) as {
      data: never
      errors?: object[]
    }
    expect(answer.errors).toBeUndefined()
    return { data: answer.data as Record<string, unknown>, plans: plans.splice(0) }
  }

  /** How the stores read for a field of 100 executions, below the look-up of these. */
  async function below(fields: string) {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { id ${fields} } }`
    const { plans: all } = await plansOf(query, { ids })
    expect(all[0]!.reads).toEqual(['search executions by primary key'])
    return all.slice(1)
  }

  it('look executions up by their primary key, as many rows as ids', async () => {
    const { plans: all } = await plansOf('query ($ids: [ID!]!) { executions(ids: $ids) { id status } }', {
      ids: [...ids, 'nobody', 'none'],
    })
    expect(all).toMatchObject([{ reads: ['search executions by primary key'], sorts: false }])
    if (isPostgres) expect(all[0]!.rows).toBe(100)
  })

  it('read a page of the history along its index, and no more than the page', async () => {
    const page = 'edges { cursor } nodes { id status }'
    const first = await plansOf(`{ executionHistory(first: 20) { ${page} } }`)
    const last = await plansOf(`{ executionHistory(last: 20) { ${page} } }`)
    for (const { plans: all } of [first, last]) {
      expect(all).toMatchObject([{ reads: ['walk executions by executions_sort'], sorts: false }])
      if (isPostgres) expect(all[0]!.rows).toBe(21)
    }
    const { edges } = first.data['executionHistory'] as { edges: { cursor: string }[] }
    const cursor = edges.at(-1)!.cursor
    for (const place of ['first: 20, after:', 'last: 10, before:']) {
      const { plans: all } = await plansOf(`{ executionHistory(${place} "${cursor}") { ${page} } }`)
      expect(all).toMatchObject([{ reads: ['search executions by executions_sort'], sorts: false }])
      if (isPostgres) expect(all[0]!.rows).toBeLessThanOrEqual(21)
    }
  })

  it('read the children of 100 parents from their index, and a page of each only', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { children(first: 5) { nodes { id } } } }`
    const { plans: all } = await plansOf(query, { ids: idsFrom('e-', 100) })
    const reads = all[1]!.reads
    expect(reads).toEqual([
      'search executions by executions_parent',
      ...(isPostgres ? [] : ['search executions by row id']),
    ])
    if (isPostgres) expect(all[1]!.rows).toBe(100 * 6)
  })

  it.each([
    // All are children of one.
    ['parent { id }', 'executions', 1],
    ['run { id status }', 'runs', 100],
    ['inputs { json }', 'payloads', 100],
    ['dag { hash }', 'dags', 100],
    ['nodeResults { nodes { nodeId } }', 'node_results', 100],
    ['metadata { nodes { field } }', 'execution_metadata', 400],
  ])('read for %s the primary key of %s, as many rows as there are', async (fields, table, count) => {
    const all = await below(fields)
    // SQLite looks up which rows make a page, and then reads these.
    const page = isPostgres || !fields.includes('nodes') ? [] : [`search ${table} by row id`]
    // What the queue still has to do of them.
    const open = table === 'node_results' ? [{ reads: [expect.stringContaining('actions')] }] : []
    expect(all).toMatchObject([{ reads: [`search ${table} by primary key`, ...page] }, ...open])
    if (isPostgres) expect(all[0]!.rows).toBe(count)
  })

  it('read the values of nodes by their primary key', async () => {
    const values = (await below('nodeResults { nodes { value } }')).at(-1)
    expect(values).toMatchObject({ reads: ['search node_results by primary key'] })
    if (isPostgres) expect(values!.rows).toBe(100)
  })

  it('read attempts from the facts of their executions only', async () => {
    const all = await below('attempts { nodes { number status } }')
    // Two indexes begin with the execution: either will do.
    const reads = all[0]!.reads.map((read) => read.replace('execution_metadata_client_key', 'primary key'))
    expect(reads).toEqual(['search execution_metadata by primary key', 'search executions by primary key'])
    if (isPostgres) expect(all[0]!.rows).toBe(400 + 100)
  })
})

describe.each(sized(versionSetups, aloneSetups.slice(0, 1)))('nested lists of $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    const [sql] = openStores(api)
    await insertMany(
      sql!,
      'executions (execution_id, flow_id, parent_id, sample_rate, sort_at, started_at, attempt, node_count, version, verdict)',
      `'e-' || n, 'F', 'e-' || (n % 100), 1, n, n, 1, 0, 1, 0`,
      50_500,
    )
    await sql!.close()
  })
  afterAll(() => api.close())

  it('are refused where they hold more than 50,000 rows', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { children(first: 1000) { nodes { id } } } }`
    const whole = await api.data<{ executions: { children: { nodes: unknown[] } }[] }>(query, {
      ids: idsFrom('e-', 99),
    })
    const lengths = whole.executions.map(({ children }) => children.nodes.length)
    expect(lengths).toEqual(Array.from({ length: 99 }, () => 505))
    const answer = await api.ask(query, { ids: idsFrom('e-', 100) })
    expect(answer).toMatchObject({
      data: { executions: Array.from({ length: 100 }, () => ({ children: null })) },
      errors: [
        { path: ['executions', 0, 'children'], extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 50_000 } },
      ],
    })
    expect(answer.errors).toHaveLength(1)
  })
})
