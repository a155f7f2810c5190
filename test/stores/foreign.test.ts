import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Seen, emptyTable, tableFrom } from '../../src/db/source/columns.ts'
import { postgresTables } from '../../src/db/tables/postgres.ts'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Job, createJobs, openJobs } from '../setup/servers/jobs.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, newPlace } from '../setup/servers/stores.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { instant } from '../setup/seeds/runs.ts'

const states = ['new', 'active', 'done', 'broken', 'odd'] as const
const words = { new: 'PENDING', active: 'RUNNING', done: 'COMPLETED', broken: 'FAILED', odd: 'UNKNOWN' }
const reasons = {
  ...{ new: 'QUEUED', active: 'ATTEMPT_STARTED', done: 'ATTEMPT_OK', broken: 'ATTEMPT_FAILED' },
  odd: 'REPORTED',
}
type State = keyof typeof words

/** One in three starts at the same time as another. */
const jobs = Array.from({ length: 40 }, (_, place): Job => {
  const state = states[place % 5]!
  const startedAt = state === 'new' ? null : 10_000 + 1_000 * Math.floor(place / 3)
  const isOver = state === 'done' || state === 'broken'
  return {
    id: `job ${place}`,
    queue: place % 2 === 0 ? 'mail' : 'Mail',
    parent: place % 4 === 1 ? `job ${place - 1}` : null,
    state,
    createdAt: 1_000 * place,
    startedAt,
    endedAt: isOver ? startedAt! + 10 * place : null,
    tries: state === 'new' ? 0 : 1,
    problem: state === 'broken' ? 'x'.repeat(place === 3 ? 20_000 : 3) : null,
    labels: [...(place % 3 === 0 ? ['b', 'a'] : []), ...(place % 6 === 0 ? ['c'] : [])],
    result: state === 'done' ? `{"n":${place}}` : null,
  }
})

const statusOf = ({ state }: Job) => words[state as State]
const sortAt = ({ startedAt, createdAt }: Job) => startedAt ?? createdAt
const inOrder = (list: readonly Job[]) =>
  list.toSorted((one, other) => sortAt(one) - sortAt(other) || bytes(one.id, other.id))

const row = (job: Job) => ({
  key: `jobs:${job.id}`,
  flow: job.queue,
  status: statusOf(job),
  statusReason: reasons[job.state as State],
  attempt: job.tries,
  startedAt: instant(job.startedAt),
  finishedAt: instant(job.endedAt),
  durationMs: job.endedAt === null ? null : job.endedAt - job.startedAt!,
  error: job.problem,
})
const rowFields = Object.keys(row(jobs[0]!)).join(' ')

describe.each(kinds)('the tables of a small engine in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    const place = await newPlace(kind)
    const db = openSql(place)
    await createJobs(db, jobs)
    await db.close()
    api = apiOver([await openJobs(place)], [place])
  })
  afterAll(() => api.close())

  it('are executions, in the order asked, with all that the engine has and nothing else', async () => {
    const asked = [...jobs.toReversed(), ...jobs.slice(0, 2)]
    const answer = await api.ask(
      `query ($ids: [ID!]!) { executions(ids: $ids) { ${rowFields} tags parent { id } run { id } dag { hash }
        children { nodes { id } } attempts { nodes { number } } metadata { nodes { field } }
        nodeResults { nodes { nodeId } } inputs { json } outputs { json bytes } } }`,
      { ids: [...asked.map(({ id }) => id), 'nobody'] },
    )
    expect(answer.errors).toBeUndefined()
    const whole = (job: Job) => ({
      ...row(job),
      tags: job.labels.toSorted(bytes),
      parent: job.parent === null ? null : { id: job.parent },
      run: null,
      dag: null,
      children: { nodes: inOrder(jobs.filter(({ parent }) => parent === job.id)).map(({ id }) => ({ id })) },
      attempts: { nodes: [] },
      metadata: { nodes: [] },
      nodeResults: { nodes: [] },
      inputs: null,
      outputs:
        job.result === null ? null : { json: JSON.parse(job.result) as object, bytes: job.result.length },
    })
    expect(answer.data).toEqual({ executions: [...asked.map(whole), null] })
    // The look-up, tags, children, payloads, and the long error.
    expect(statements(answer)).toEqual({ jobs: 5 })
  })

  it('cost no statement for what the engine does not have', async () => {
    const answer = await api.ask(`{ executions(ids: ["job 1"]) { id attempts { nodes { number } }
      metadata { nodes { field } } nodeResults { nodes { nodeId } } } }`)
    const none = { nodes: [] }
    const found = { id: 'job 1', attempts: none, metadata: none, nodeResults: none }
    expect(answer.data).toEqual({ executions: [found] })
    expect(statements(answer)).toEqual({ jobs: 1 })
  })

  it.each<[filter: string, fits: (job: Job) => boolean]>([
    ['', () => true],
    ['status: [FAILED]', ({ state }) => state === 'broken'],
    [
      'status: [PENDING, UNKNOWN], flow: ["mail"]',
      (job) => 'new odd'.includes(job.state) && job.queue === 'mail',
    ],
    ['tagsAny: ["c", "d"]', ({ labels }) => labels.includes('c')],
    ['tagsAll: ["a", "c"]', ({ labels }) => labels.includes('a') && labels.includes('c')],
    ['parent: "job 4"', ({ parent }) => parent === 'job 4'],
    [
      'minDurationMs: 100, maxDurationMs: 200',
      ({ startedAt, endedAt }) =>
        endedAt !== null && endedAt - startedAt! >= 100 && endedAt - startedAt! <= 200,
    ],
    [
      `startedAfter: "${instant(12_000)}", startedBefore: "${instant(15_000)}"`,
      (job) => sortAt(job) >= 12_000 && sortAt(job) <= 15_000,
    ],
    ['run: { flow: "mail", number: 1 }', () => false],
  ])('are listed and counted by { %s }, page by page, both ways', async (filter, fits) => {
    const wanted = inOrder(jobs.filter(fits)).toReversed()
    for (const [from, to, cursor, has] of [
      ['first', 'after', 'endCursor', 'hasNextPage'],
      ['last', 'before', 'startCursor', 'hasPreviousPage'],
    ]) {
      const pages: object[][] = []
      for (let at: string | null = '', isMore = true; isMore;) {
        const { executionHistory: page }: { executionHistory: { nodes: object[]; pageInfo: never } } =
          await api.data(`{ executionHistory(filter: { ${filter} }, ${from}: 7 ${at ? `, ${to}: "${at}"` : ''}) {
            nodes { ${rowFields} } pageInfo { ${cursor} ${has} } } }`)
        pages.push(page.nodes)
        at = page.pageInfo[cursor!] as string | null
        isMore = page.pageInfo[has!]
      }
      expect((from === 'first' ? pages : pages.toReversed()).flat()).toEqual(wanted.map(row))
    }
    const { executionStats: stats } = await api.data<{ executionStats: { counts: object[] } }>(
      `{ executionStats(filter: { ${filter} }) { counts { status value } } }`,
    )
    const counts = Map.groupBy(wanted, statusOf)
    expect(stats.counts).toEqual(
      expect.arrayContaining([...counts].map(([status, { length }]) => ({ status, value: length }))),
    )
  })

  it('have no runs and no flows, and asked for runs alone that is said', async () => {
    const answer = await api.ask(`{ flows { nodes { name } } run(flow: "mail") { id }
      byNumber: run(flow: "mail", ref: "1", status: [FAILED], backend: "jobs") { id }
      backends { name hasRuns } none: runs(filter: { status: [] }) { nodes { id } } attention { items { kind } } }`)
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({
      ...{ flows: { nodes: [] }, run: null, byNumber: null, none: { nodes: [] }, attention: { items: [] } },
      backends: [{ name: 'jobs', hasRuns: false }],
    })
    for (const asked of [
      'runs { nodes { id } }',
      'runs(filter: { backend: ["jobs"] }, orderBy: { field: FINISHED }) { nodes { id } }',
      'statusCounts { counts { value } }',
      'runHistogram { isExact }',
      'runFacets { isExact }',
    ]) {
      const refused = await api.ask(`{ ${asked} }`)
      expect(errors(refused)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'filter.backend' }])
      expect(refused.data).toEqual({ [/^\w+/.exec(asked)![0]]: null })
      expect(statements(refused)).toEqual({})
    }
  })

  it('leave lists of runs to other stores, and are not missed there', async () => {
    const main = await openBackend(parseBackend('main=memory:'))
    const both = apiOver([...api.backends, main])
    await both.data(
      'mutation { recordRuns(input: { backend: "main", runs: [{ flow: "mail", number: 1 }] }) { results { ok } } }',
    )
    const answer = await both.ask(`{ runs { nodes { id } unavailable }
      statusCounts { counts { value } unavailable } runFacets { isExact unavailable } run(flow: "mail") { id }
      compareRuns(pairs: [{ left: "mail/1", right: "mail/1" }]) { right { id } } }`)
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toMatchObject({
      runs: { nodes: [{ id: 'main:mail/1' }], unavailable: [] },
      statusCounts: { unavailable: [] },
      runFacets: { unavailable: [] },
      run: { id: 'main:mail/1' },
    })
    expect(statements(answer)['jobs']).toBeUndefined()
    await main.close()
  })

  it('are never written', async () => {
    const answer = await api.ask(
      'mutation { recordExecutions(input: { executions: [{ id: "e", flow: "F" }] }) { results { ok } } }',
    )
    expect(errors(answer)).toMatchObject([{ code: 'FORBIDDEN', backend: 'jobs' }])
  })
})

describe('the columns that a source declares', () => {
  const from = sql`jobs`
  const one = sql`a`

  it('are those of the native table: none is missing or misspelt', () => {
    const made = tableFrom(postgresTables, 'executionTags', { from, columns: { executionId: one, tag: one } })
    expect(new PgDialect().sqlToQuery(made).sql).toBe(
      '(select a as "execution_id", a as "tag" from jobs) as "execution_tags"',
    )
    // @ts-expect-error: a column that is never null is missing
    const missing = { from, columns: { executionId: one } } satisfies Tags
    // @ts-expect-error: there is no such column
    const misspelt = { from, columns: { executionId: one, tga: one } } satisfies Tags
    // @ts-expect-error: only Execgraph's own lists walk it
    const register = { from, columns: { executionId: one, tag: one, sortAt: one } } satisfies Tags
    expect([missing, misspelt, register]).toHaveLength(3)
  })

  it('are null where the engine has none, with the type that the native column has', () => {
    const made = tableFrom(postgresTables, 'nodeResults', {
      from,
      columns: { executionId: one, nodeId: one, attempt: one, status: one },
    })
    const empty = emptyTable(postgresTables, 'runTags')
    expect([made, empty].map((table) => new PgDialect().sqlToQuery(table).sql)).toEqual([
      '(select a as "execution_id", a as "node_id", a as "attempt", a as "status", cast(null as bigint) as "started_at", cast(null as bigint) as "finished_at", cast(null as bigint) as "duration_ms", cast(null as text) as "error", cast(null as bigint) as "bytes", cast(null as text) as "truncated", cast(null as text) as "value" from jobs) as "node_results"',
      '(select cast(null as text) as "flow_id", cast(null as bigint) as "number", cast(null as text) as "tag", cast(null as bigint) as "system" where 1 = 0) as "run_tags"',
    ])
  })
})

type Tags = Seen<'executionTags'>
