import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupOf } from '../../src/db/fingerprint/fingerprint.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { connectEngine, engineUrl } from '../setup/servers/openworkflow.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, newPlace } from '../setup/servers/stores.ts'

const second = (n: number) => new Date(Date.UTC(2026, 0, 1) + 1_000 * n).toISOString()

/** Every third says one thing, the others another, and the newest two nothing, and much. */
const errorOf = (n: number) => {
  if (n === 1_203) return null
  const message = n === 1_202 ? 'y'.repeat(300_000) : n % 3 === 0 ? `No such file ${n}` : 'It broke'
  return JSON.stringify({ name: 'Error', message })
}

interface Found {
  readonly failureGroups: {
    readonly isExact: boolean
    readonly nodes: readonly { readonly id: string; readonly count: number }[]
  }
}

describe.each(kinds)('groups of 1,203 failures of an engine in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    const place = await newPlace(kind)
    await (await connectEngine(place)).stop()
    const db = openSql(place)
    const isServer = db.dialect === 'postgres'
    const rows = Array.from({ length: 1_203 }, (_, index) => [index + 1, errorOf(index + 1), second(index)])
    const value = (at: number) => (isServer ? `value ->> ${at}` : `value ->> '$[${at}]'`)
    const cast = (text: string, type: string) => (isServer ? `(${text})::${type}` : text)
    await db.run(
      `insert into ${isServer ? 'openworkflow.' : ''}workflow_runs (namespace_id, id, workflow_name, status, config, error,
        attempts, finished_at, created_at, updated_at)
      select 'default', 'run ' || (${value(0)}), case when ${cast(value(0), 'int')} % 2 = 0 then 'even' else 'odd' end, 'failed',
        '{}', ${cast(value(1), 'jsonb')}, 1, ${[2, 2, 2].map((at) => cast(value(at), 'timestamptz')).join(', ')}
      from ${isServer ? 'jsonb_array_elements($1::text::jsonb)' : 'json_each(?)'}`,
      [JSON.stringify(rows)],
    )
    if (isServer) await db.run('analyze')
    await db.close()
    api = apiOver([await openBackend(parseBackend(`ow=${engineUrl(place)}`))], [place])
  })
  afterAll(() => api.close())

  it('are those of the newest 1,000, which is said, and cost two statements', async () => {
    const answer = await api.ask('{ failureGroups { isExact nodes { id count } } }')
    const { failureGroups } = answer.data as { failureGroups: object }
    expect(statements(answer)).toEqual({ ow: 2 })
    expect(failureGroups).toEqual({
      isExact: false,
      nodes: [
        { id: groupOf('It broke'), count: 665 },
        { id: groupOf('No such file 1'), count: 333 },
        { id: groupOf('y'.repeat(8_192)), count: 1 },
      ],
    })
  })

  it('of a flow and a time are all', async () => {
    const filter = `{ flow: ["even"], startedBefore: "${second(29)}" }`
    const { failureGroups } = await api.data<Found>(
      `{ failureGroups(filter: ${filter}) { isExact nodes { id count isNew isRising title newest { id } flows { flow count }
        buckets(count: 2) { count } } } }`,
    )
    const ofEven = (count: number) => ({
      ...{ count, flows: [{ flow: 'even', count }], buckets: [{ count: 0 }, { count }] },
      ...{ isNew: false, isRising: false },
    })
    expect(failureGroups).toEqual({
      isExact: true,
      nodes: [
        { id: groupOf('It broke'), title: 'It broke', newest: { id: 'run 28' }, ...ofEven(10) },
        { id: groupOf('No such file 1'), title: 'No such file 30', newest: { id: 'run 30' }, ...ofEven(5) },
      ],
    })
  })

  it('of one are counted', async () => {
    const { executionStats } = await api.data(
      `{ executionStats(filter: { failureGroup: ["${groupOf('It broke')}"], flow: ["even"] }) { isExact oldest newest
        counts { status value } flows { flow count failed } } }`,
    )
    const count =
      Array.from({ length: 1_203 }, (_, n) => n + 1).filter((n) => n % 2 === 0 && n % 3 > 0).length - 1
    expect(executionStats).toMatchObject({
      ...{ isExact: true, oldest: second(1), newest: second(1_197) },
      flows: [{ flow: 'even', count, failed: count }],
    })
  })

  it.each(['ASC', 'DESC'])('the executions of one are paged %s, each once', async (direction) => {
    const [id, found] = [groupOf('No such file 1'), new Array<string>()]
    for (let after: string | null = null, isMore = true; isMore;) {
      const { executionHistory }: Paged = await api.data<Paged>(
        `query ($id: ID!, $after: String) { executionHistory(filter: { failureGroup: [$id], flow: ["odd"] },
          orderBy: { direction: ${direction} }, first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { id, after },
      )
      found.push(...executionHistory.nodes.map((node) => node.id))
      after = executionHistory.pageInfo.endCursor
      isMore = executionHistory.pageInfo.hasNextPage
    }
    const all = Array.from({ length: 1_202 }, (_, index) => index + 1).filter((n) => n % 6 === 3)
    const ordered = direction === 'ASC' ? all : all.toReversed()
    expect(found).toEqual(ordered.map((n) => `run ${n}`))
  })
})

interface Paged {
  readonly executionHistory: {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}
