import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { tellMetaflow } from '../setup/servers/metaflow.ts'
import { type History, bytes, now, ruled } from '../setup/models/runmodel.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'

const hour = 3_600_000
const verdict = (value: string) => [{ step: 'end', field: 'attempt_ok', value, ts: now }]
const statuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const
const flows = ['b', 'B', 'ä', '_', 'a%', '🙂']

/** Ninety runs over nine hours: of three users or none, with tags by their number. */
const all: readonly History[] = Array.from({ length: 90 }, (_, number) => ({
  backend: 'mf',
  flow: flows[number % flows.length]!,
  number,
  name: null,
  user: ['ana', 'bob', null, 'ana', 'cy'][number % 5]!,
  tags: ['even', 'third', 'rare'].filter((_, index) => number % (index === 2 ? 30 : index + 2) === 0),
  startedAt: now - 9 * hour + number * 360_000,
  heartbeatAt: number % 4 === 0 ? now - 400 : null,
  facts: [[], verdict('true'), verdict('false'), []][number % 4]!,
}))

describe('counts over the tables of metaflow', () => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: 'metaflow', kinds: { mf: 'metaflow' } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await tellMetaflow(sql, all)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  const countsOf = (runs: readonly History[]) =>
    statuses.map((status) => ({
      status,
      isExact: true,
      value: runs.filter((run) => ruled(run).status === status).length,
    }))

  it('are those of each part of a time', async () => {
    const [from, to, count] = [now - 8 * hour - 1, now - hour, 7]
    const edge = (place: number) => from + Math.ceil(((to - from) * place) / count)
    for (const [filter, kept] of [
      ['', all],
      [
        'status: [FAILED], tagsAll: ["even"]',
        all.filter((one) => ruled(one).status === 'FAILED' && one.number % 2 === 0),
      ],
    ] as const) {
      const answer = await api.ask(
        `{ runHistogram(buckets: ${count}, filter: { startedAfter: "${instant(from)}", startedBefore: "${instant(to)}", ${filter} }) { buckets { from counts { status value isExact } } isExact } }`,
      )
      const buckets = Array.from({ length: count }, (_, index) => ({
        from: instant(edge(index)),
        counts: countsOf(
          kept.filter(({ startedAt }) => startedAt >= edge(index) && startedAt < edge(index + 1)),
        ),
      }))
      expect(answer.data).toEqual({ runHistogram: { buckets, isExact: true } })
      expect(statements(answer)).toEqual({ mf: 1 })
    }
  })

  it('are the commonest users and tags, of people and of the engine', async () => {
    for (const [filter, kept] of [
      ['', all],
      ['(filter: { status: [COMPLETED] })', all.filter((one) => ruled(one).status === 'COMPLETED')],
    ] as const) {
      const tally = (values: readonly string[]) =>
        [...Map.groupBy(values, (value) => value)]
          .map(([value, { length: count }]) => ({ value, count }))
          .toSorted((a, b) => b.count - a.count || bytes(a.value, b.value))
      const users = kept.flatMap(({ user }) => user ?? [])
      const tags = kept.flatMap((one) => [...one.tags, ...(one.user === null ? [] : [`user:${one.user}`])])
      expect(
        await api.data(`{ runFacets${filter} { users { value count } tags { value count } isExact } }`),
      ).toEqual({
        runFacets: { users: tally(users), tags: tally(tags), isExact: true },
      })
    }
  })

  it('are none that claim to be exact where there are more runs than are counted', async () => {
    await sql.run(`insert into flows_v3 (flow_id, ts_epoch) values ('many', 0)`)
    await sql.run(
      `insert into runs_v3 (flow_id, run_number, ts_epoch, tags, system_tags) select 'many', n, n, '[]', '[]' from generate_series(1, 10001) as n`,
    )
    const counts = async (filter: string) => {
      const { statusCounts } = await api.data<{
        statusCounts: { counts: { status: string; value: number; isExact: boolean }[] }
      }>(`{ statusCounts(filter: { flow: ["many"], ${filter} }) { counts { status value isExact } } }`)
      return statusCounts.counts
    }
    expect(await counts('')).toEqual([
      { status: 'RUNNING', value: 0, isExact: false },
      { status: 'COMPLETED', value: 0, isExact: false },
      { status: 'FAILED', value: 10_000, isExact: false },
    ])
    expect(await counts('status: [COMPLETED]')).toEqual([{ status: 'COMPLETED', value: 0, isExact: false }])
    await sql.run(`delete from runs_v3 where flow_id = 'many' and run_number = 1`)
    expect(await counts('status: [FAILED]')).toEqual([{ status: 'FAILED', value: 10_000, isExact: true }])
    await sql.run(`delete from runs_v3 where flow_id = 'many'`)
    await sql.run(`delete from flows_v3 where flow_id = 'many'`)
  })

  it('go with flows: by name, each with its newest runs', async () => {
    const id = (one: History | undefined) => (one ? { id: `mf:${one.flow}/${one.number}` } : null)
    const expected = flows.toSorted(bytes).map((name) => {
      const own = all.filter(({ flow }) => flow === name)
      const failed = own.filter((one) => ruled(one).status === 'FAILED')
      return {
        id: `mf:${name}`,
        name,
        createdAt: instant(0),
        lastRun: id(own.at(-1)),
        latest: id(failed.at(-1)),
      }
    })
    const fields = 'id name createdAt lastRun { id } latest(status: [FAILED]) { id }'
    const answer = await api.ask(`{ flows { nodes { ${fields} } unavailable } }`)
    expect(answer.data).toEqual({ flows: { nodes: expected, unavailable: [] } })
    expect(statements(answer)).toEqual({ mf: 2 })
    let after: string | null = null
    for (const one of expected) {
      const { flows: found }: { flows: { nodes: object[]; pageInfo: { endCursor: string } } } =
        await api.data(
          `query ($after: String) { flows(first: 1, after: $after) { nodes { name } pageInfo { endCursor } } }`,
          { after },
        )
      expect(found.nodes).toEqual([{ name: one.name }])
      after = found.pageInfo.endCursor
    }
    expect(await api.data('{ flows(filter: { namePrefix: "a%" }) { nodes { name } } }')).toEqual({
      flows: { nodes: [{ name: 'a%' }] },
    })
  })

  it('go with runs before and after, tags, and facts page by page', async () => {
    const own = all.filter(({ flow }) => flow === 'B')
    const [first, second, third] = own.map(({ number }) => ({ number }))
    expect(
      await api.data(
        `{ run(flow: "B", ref: "${second!.number}") { previous { number previous { number } } next { number } tags systemTags user } }`,
      ),
    ).toEqual({
      run: {
        previous: { ...first, previous: null },
        next: third,
        tags: own[1]!.tags.toSorted(),
        systemTags: ['user:cy'].slice(own[1]!.user === 'cy' ? 0 : 1),
        user: own[1]!.user,
      },
    })
    const insert = `insert into metadata_v3 (flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch, tags)`
    await sql.run(
      `${insert} select 'B', ${first!.number}, 'fit', 1, 'fact', n::text, '', 5, case n when 3 then '["attempt_id:2"]'::jsonb end from generate_series(1, 12) as n`,
    )
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const {
        run,
      }: {
        run: {
          metadata: {
            nodes: { value: string; field: string }[]
            pageInfo: { endCursor: string; hasNextPage: boolean }
          }
        }
      } = await api.data(
        `query ($after: String) { run(flow: "B", ref: "${first!.number}") { metadata(first: 5, after: $after) { nodes { field value attempt step } pageInfo { endCursor hasNextPage } } } }`,
        { after: cursor },
      )
      seen.push(...run.metadata.nodes.filter(({ field }) => field === 'fact').map(({ value }) => value))
      cursor = run.metadata.pageInfo.hasNextPage ? run.metadata.pageInfo.endCursor : null
    } while (cursor !== null)
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)))
  })
})
