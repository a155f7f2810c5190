import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import type { ExecutionFilter } from '../../src/db/executions/filter.ts'
import { createStatement, missingOf } from '../../src/db/engineindexes.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { childrenOf, executionsByIds } from '../../src/db/executions/rows.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { everyOperation } from '../setup/ask/everyoperation.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type BossPlace, newBoss } from '../setup/servers/pgboss.ts'
import { makeManyJobs, since } from '../setup/servers/pgbossrows.ts'

const count = 200_000
const queues = 20
const now = since + count * 1_000

describe(`${count} jobs of pg-boss`, () => {
  let place: BossPlace
  let opened: Backend
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    place = await newBoss()
    await makeManyJobs(place, count, queues)
    opened = await openBackend(parseBackend(`main=${place.url}`))
    api = apiOver([opened], [place])
    counter = await countStatements(api)
  }, 120_000)
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  const newest = (limit: number, filter: ExecutionFilter = {}, backend = opened) =>
    listExecutions(
      backend,
      { filter, descending: true },
      { limit, from: undefined, backward: false },
      reading(now),
    )

  describe('are read along its indexes:', () => {
    const plans: Plan[] = []
    let explained: Backend
    beforeAll(() => {
      explained = explaining(opened, place.sql, plans)
    })

    /** How many rows a page may read, in both of its steps: of each queue as many as a page has, and no more of all. */
    const walk = queues * 60 + 200
    const cases: readonly (readonly [what: string, filter: ExecutionFilter, most: number])[] = [
      ['all', {}, walk],
      ['completed', { statuses: ['COMPLETED'] }, walk],
      ['failed, by the index of what is live', { statuses: ['FAILED'] }, 12_000],
      ['running, by the same', { statuses: ['RUNNING'] }, 12_000],
      ['a queue', { flows: ['queue_3'] }, 250],
      ['a queue with a table of its own', { flows: ['queue_0'] }, 250],
      ['a queue without failures', { flows: ['queue_0'], statuses: ['FAILED'] }, 50],
      ['until a time', { startedTo: since + 50_000_000 }, walk],
      ['from a time', { startedFrom: since + 100_000_000 }, walk],
      ['between times', { startedFrom: since + 50_000_000, startedTo: since + 150_000_000 }, walk],
      ['of a run, of which there are none', { run: { flow: 'queue_1', number: 1 } }, 50],
    ]

    it.each(cases)('%s', async (_, filter, most) => {
      plans.length = 0
      const rows = await newest(51, filter, explained)
      const last = rows.at(-1)
      if (rows.length === 51 && last) {
        const from = { sortAt: last.sortAt, id: last.id }
        const list = { filter, descending: true }
        await listExecutions(explained, list, { limit: 51, from, backward: false }, reading(now))
      }
      expect(plans).toHaveLength(rows.length === 51 ? 2 : 1)
      for (const { reads, rows: read } of plans) {
        // These are small, and read as a whole.
        expect(
          reads.filter((one) => one.startsWith('scan ') && !/ (queue|job_dependency)$/.test(one)),
        ).toEqual([])
        expect([read! <= most, read]).toEqual([true, read])
      }
    })
  })

  it('cost one statement of a hundred ids and of five hundred, and one more for each other kind', async () => {
    const ids = (await newest(500)).map(({ id }) => id)
    for (const length of [100, 500]) {
      const ask = (fields: string) =>
        counter.during(() =>
          api.ask(
            `query ($ids: [ID!]!) { executions(ids: $ids) { id status statusReason attempt startedAt finishedAt error ${fields} } }`,
            {
              ids: ids.slice(0, length),
            },
          ),
        )
      const own = await ask('')
      expect([own.seen, statements(own.answer)]).toEqual([{ main: 1 }, { main: 1 }])
      const all = await ask(
        'tags inputs { json } outputs { json } attempts(first: 1) { nodes { number } } children(first: 1) { nodes { id } } parent { id }',
      )
      expect([all.answer.errors, all.seen, statements(all.answer)]).toEqual([
        undefined,
        { main: 5 },
        { main: 5 },
      ])
    }
  })

  it('read no more rows than they are asked for, by key and by parent', async () => {
    const rows = await newest(500)
    const plans: Plan[] = []
    const noted = explaining(opened, place.sql, plans)
    await executionsByIds(
      noted,
      rows.map(({ id }) => id),
      reading(now),
    )
    const page = { limit: 10, from: undefined, backward: false, rows: 1_000 }
    await childrenOf(
      noted,
      rows.map(({ id }) => ({ id })),
      page,
      reading(now),
    )
    for (const { reads } of plans)
      expect(reads.filter((one) => one.startsWith('scan') && !one.includes('job_dependency'))).toEqual([])
  })

  it('are paged to the end while tries fail, which deletes their rows and inserts them again', async () => {
    const { boss } = place
    await boss.createQueue('busy', { retryLimit: 1_000, retryDelay: 0 })
    await boss.insert(
      'busy',
      Array.from({ length: 60 }, (_, n) => ({ data: { n } })),
    )
    const wanted = (await boss.findJobs<object>('busy')).map(({ id }) => `busy/${id}`)
    const found: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const jobs = await boss.fetch('busy', { batchSize: 30 })
      await boss.fail(
        'busy',
        jobs.map(({ id }) => id),
        { message: 'again' },
      )
      const {
        executionHistory: page,
      }: {
        executionHistory: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
      } = await api.data(
        `{ executionHistory(filter: { flow: ["busy"] }, first: 7 ${after ? `after: "${after}"` : ''}) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
      )
      found.push(...page.nodes.map(({ id }) => id))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    }
    // All have been created at once: they are in the order of their ids.
    expect(found).toEqual(wanted.toSorted().toReversed())
  })

  it('are never written: its server gets nothing but SELECT, SET and SHOW', async () => {
    const own = '(select oid from pg_database where datname = current_database())'
    await place.sql.run(`select pg_stat_statements_reset(0, ${own}, 0)`)
    const contents = () => place.sql.run('select count(*), max(xmin::text::bigint) as newest from pgboss.job')
    const before = await contents()
    const [job] = await newest(1)
    const told = (text: string) => text.replaceAll('main:x/1', `main:${job!.id}`)
    for (const { query, variables } of await everyOperation())
      await api.ask(query, JSON.parse(told(JSON.stringify(variables))) as typeof variables)
    const seen = await place.sql.run(
      `select query from pg_stat_statements where dbid = ${own} and query not like '%pg_stat_statements%'`,
    )
    const texts = seen.map(({ query }) => String(query))
    expect(texts.filter((text) => !/^\s*(select|with|set|show)\b/i.test(text))).toEqual([])
    const kinds = new Set(texts.map((text) => /\/\* ([\w.]+) \*\/$/.exec(text)?.[1]))
    const read = ['attempts', 'byIds', 'children', 'list', 'payloads', 'running', 'stats', 'tags']
    expect([...kinds]).toEqual(
      expect.arrayContaining(['runs.flows', ...read.map((kind) => `executions.${kind}`)]),
    )
    expect(await contents()).toEqual(before)
  })

  it('name the index that is missing if a list takes too long, and are read without it if not', async () => {
    const { store } = parseBackend(`main=${place.url}`)
    expect(await missingOf(store.indexes!)).toEqual([])
    await place.sql.run('drop index pgboss.job_common_i15')
    const [missing, ...others] = await missingOf(store.indexes!)
    expect(others).toEqual([])
    const create = 'create index concurrently on "pgboss"."job_common" (name, created_on);'
    expect(createStatement(missing!, store.indexes!)).toBe(create)
    const without = apiOver([await openBackend(parseBackend(`main=${place.url}`))], [])
    const { executionHistory } = await without.data<{ executionHistory: { nodes: object[] } }>(
      '{ executionHistory(filter: { flow: ["queue_3"] }, first: 5) { nodes { id } } }',
    )
    expect(executionHistory.nodes).toEqual(
      (await newest(5, { flows: ['queue_3'] })).map(({ id }) => ({ id })),
    )
    // Whoever waits for a lock takes too long, too.
    const locked = place.sql.run('begin; lock table pgboss.queue; select pg_sleep(4); commit')
    const held = `select 1 from pg_locks where mode = 'AccessExclusiveLock' and granted and relation = 'pgboss.queue'::regclass`
    await expect.poll(async () => (await place.boss.getDb().executeSql(held)).rows.length).toBe(1)
    const answer = await without.ask('{ executionHistory { nodes { id } } }')
    await locked
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('QUERY_TOO_EXPENSIVE')
    expect(answer.errors?.[0]?.message).toContain('"pgboss"."job_common" had no index on (name, created_on)')
    await without.close()
  })
})
