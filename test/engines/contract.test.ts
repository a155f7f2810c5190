import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupOf } from '../../src/db/fingerprint/fingerprint.ts'
import { statements } from '../setup/ask/answers.ts'
import { adapters } from '../setup/contract/adapters.ts'
import {
  type Cannot,
  type Seeded,
  type Told,
  type ToldStep,
  history,
  many,
} from '../setup/contract/history.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { citusShapes } from '../setup/servers/stores.ts'
import { isWhole, sized } from '../setup/whole.ts'

const fields = `id flow status startedAt finishedAt durationMs error tags parent { id } inputs { json } outputs { json }
  isInQueue children { nodes { id } } nodeResults { nodes { nodeId attempt status error value } }`

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

interface Kind {
  readonly cannot: Cannot
  readonly idOf: Seeded['idOf']
}

/** What every kind answers of an execution, but for what it cannot have. */
function rowOf(told: Told, { cannot, idOf }: Kind) {
  const can = (field: Cannot['fields'][number]) => !cannot.fields.includes(field)
  const { name, at, status, finishedAt, error, parent } = told
  const startedAt = status === 'PENDING' ? null : at
  const json = (field: 'inputs' | 'outputs') =>
    can(field) && told[field] !== null ? { json: told[field] } : null
  const children = can('parent') ? inOrder(history, idOf).filter((one) => one.parent === name) : []
  const ofChildren = cannot.hasStepsOfChildren ? children.map((child) => startOf(child.name)) : []
  const attempts = new Map<string, number>()
  return {
    ...{ id: idOf(name), flow: told.flow, status, startedAt: iso(startedAt), finishedAt: iso(finishedAt) },
    durationMs: finishedAt === null ? (cannot.hasOpenDurations ? expect.any(Number) : null) : finishedAt - at,
    error: can('error') ? error : null,
    tags: can('tags') ? told.tags.toSorted(bytes) : [],
    parent: can('parent') && parent !== null ? { id: idOf(parent) } : null,
    isInQueue: false,
    ...{ inputs: json('inputs'), outputs: json('outputs') },
    children: { nodes: children.map((child) => ({ id: idOf(child.name) })) },
    nodeResults: {
      nodes: [...(can('nodeResults') ? told.steps : []), ...ofChildren].map((step) => {
        attempts.set(step.name, (attempts.get(step.name) ?? 0) + 1)
        return {
          ...{ nodeId: step.name, attempt: attempts.get(step.name), status: step.status, error: step.error },
          value: step.value,
        }
      }),
    },
  }
}

const startOf = (child: string): ToldStep => ({
  name: `starts ${child}`,
  status: 'COMPLETED',
  error: null,
  value: null,
})

const inOrder = (list: readonly Told[], idOf: Seeded['idOf']) =>
  list.toSorted((a, b) => a.at - b.at || bytes(idOf(a.name), idOf(b.name)))

interface Listed {
  readonly filter: string
  readonly fits: (told: Told) => boolean
  readonly needs?: Cannot['fields'][number]
}

const filters: readonly Listed[] = [
  { filter: 'flow: ["team.alpha", "team.beta"]', fits: ({ flow }) => flow !== 'team.many' },
  { filter: 'flow: ["team.beta"]', fits: ({ flow }) => flow === 'team.beta' },
  {
    filter: 'flow: ["team.alpha"], status: [COMPLETED]',
    fits: ({ flow, status }) => flow === 'team.alpha' && status === 'COMPLETED',
  },
  { filter: 'status: [FAILED]', fits: ({ status }) => status === 'FAILED' },
  {
    filter: 'status: [FAILED, TIMED_OUT, CANCELLED]',
    fits: ({ status }) => /FAILED|TIMED_OUT|CANCELLED/.test(status),
  },
  { filter: 'status: [RUNNING, PENDING]', fits: ({ status }) => /RUNNING|PENDING/.test(status) },
  { filter: 'status: [UNKNOWN, PAUSED, WAITING]', fits: () => false },
  {
    filter: `flow: ["team.alpha"], startedAfter: "${iso(history[3]!.at)}", startedBefore: "${iso(history[6]!.at)}"`,
    fits: ({ flow, at }) => flow === 'team.alpha' && at >= history[3]!.at && at <= history[6]!.at,
  },
  { filter: 'parent: PARENT', fits: ({ parent }) => parent === 'parent', needs: 'parent' },
  { filter: 'tagsAny: ["a", "b"]', fits: ({ tags }) => tags.length > 0, needs: 'tags' },
]

/** A store in memory is that of SQLite, and the forms for shards are asked by `stores/shards.test.ts`. */
const chosen = Object.entries(adapters).filter(
  ([title]) => isWhole || (title !== 'memory' && title !== citusShapes),
)

describe.each(chosen)('the contract of reads: %s', (title, { cannot, seed }) => {
  const own = history.filter(({ status }) => !cannot.statuses.includes(status))
  let seeded: Seeded
  let api: Api
  let kind: Kind
  let name: string
  beforeAll(async () => {
    // The oldest first: a store of Execgraph's sorts what is pending by when it was recorded.
    seeded = await seed([...many, ...own])
    kind = { cannot, idOf: seeded.idOf }
    name = seeded.backend.name
    api = apiOver([seeded.backend], [seeded.place])
  })
  afterAll(async () => {
    await seeded.close?.()
    await api.close()
  })

  it('executions, in the order asked, with all that they have', async () => {
    const asked = [...own.toReversed(), own[0]!]
    const answer = await api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, {
      ids: [...asked.map((told) => seeded.idOf(told.name)), 'nobody'],
    })
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({ executions: [...asked.map((told) => rowOf(told, kind)), null] })
  })

  it.each(sized([100, 500], [100]))('%s executions by their ids, in one statement', async (count) => {
    const asked = many.slice(0, count)
    const answer = await api.ask(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id flow status startedAt finishedAt durationMs version attempt statusReason } }',
      { ids: asked.map((told) => seeded.idOf(told.name)) },
    )
    expect(answer.data).toMatchObject({
      executions: asked.map((told) => ({
        id: seeded.idOf(told.name),
        flow: 'team.many',
        status: 'COMPLETED',
        durationMs: 1_500,
      })),
    })
    expect(statements(answer)).toEqual({ [name]: 1 })
  })

  it.each(filters)('a list by { $filter }, page by page, both ways, a statement for each', async (listed) => {
    const { fits, needs } = listed
    const filter = listed.filter.replace('PARENT', () => JSON.stringify(seeded.idOf('parent')))
    const isThere = needs === undefined || !cannot.fields.includes(needs)
    const wanted = inOrder(isThere ? own.filter(fits) : [], seeded.idOf)
    for (const [direction, list] of [
      ['ASC', wanted],
      ['DESC', wanted.toReversed()],
    ] as const) {
      const found: object[] = []
      for (let after: string | null = null, isMore = true; isMore;) {
        const answer = await api.ask(
          `query ($after: String) { executionHistory(filter: { ${filter} }, orderBy: { direction: ${direction} }, first: ${sized(3, 5)}, after: $after) {
            nodes { id } pageInfo { endCursor hasNextPage } } }`,
          { after },
        )
        expect(answer.errors).toBeUndefined()
        expect(statements(answer)).toEqual({ [name]: 1 })
        const { executionHistory: page } = answer.data as { executionHistory: Page }
        found.push(...page.nodes)
        after = page.pageInfo.endCursor
        isMore = page.pageInfo.hasNextPage
      }
      expect(found).toEqual(list.map((told) => ({ id: seeded.idOf(told.name) })))
    }
  })

  it('counts by status, and how long they took', async () => {
    const answer = await api.ask(
      '{ executionStats(filter: { flow: ["team.alpha", "team.beta"] }) { counts { status value } durations { p50Ms maxMs } } }',
    )
    expect(answer.errors).toBeUndefined()
    const asked = own.filter(({ flow }) => flow !== 'team.many')
    const counts = [...Map.groupBy(asked, ({ status }) => status)]
    const { executionStats: stats } = answer.data as {
      executionStats: { counts: object[]; durations: object }
    }
    for (const [status, same] of counts) expect(stats.counts).toContainEqual({ status, value: same.length })
    expect(stats.durations).toEqual({
      p50Ms: 1_500,
      maxMs: cannot.hasOpenDurations ? expect.any(Number) : 1_500,
    })
    expect(statements(answer)).toEqual({ [name]: 1 })
  })

  const hasUsual = !cannot.fields.includes('usual')

  it('how long executions usually take, and which of them runs too long', async () => {
    const { execution, attention } = await api.data<{ execution: object; attention: Attention }>(
      `query ($id: ID!) { execution(id: $id) { usual { p50Ms p95Ms count } } attention { items { kind execution { id } } } }`,
      { id: seeded.idOf('too long') },
    )
    const usual = hasUsual ? { p50Ms: 1_500, p95Ms: 1_500, count: 50 } : null
    expect(execution).toEqual({ usual })
    const long = attention.items.filter((one) => one.kind === 'RUNNING_LONG' && one.execution)
    expect(long.map((one) => one.execution!.id)).toEqual(hasUsual ? [seeded.idOf('too long')] : [])
  })

  it('of executions as they are listed, how long they usually take, in a statement more', async () => {
    const answer = await api.ask(
      '{ executionHistory(filter: { flow: ["team.many"], status: [COMPLETED] }, first: 100) { nodes { usual { p50Ms count } } } }',
    )
    const { executionHistory } = answer.data as { executionHistory: { nodes: object[] } }
    const usual = hasUsual ? { p50Ms: 1_500, count: 50 } : null
    expect(executionHistory.nodes).toEqual(Array.from({ length: 100 }, () => ({ usual })))
    // In shards, what is usual is asked of each execution.
    const asked = title === citusShapes ? 100 : 1
    expect(statements(answer)).toEqual({ [name]: hasUsual ? 1 + asked : 1 })
  })

  it('where a failure began, and what the last good one before it had', async () => {
    const id = seeded.idOf('broken')
    const answer = await api.data(
      `query ($id: ID!) { execution(id: $id) { failure { execution { id } error path { id } } }
        compareExecutions(pairs: [{ right: $id }]) { left { id } right { id } durationDifferenceMs } }`,
      { id },
    )
    const error = cannot.fields.includes('error') ? null : 'x'.repeat(20_000)
    expect(answer).toEqual({
      execution: { failure: { execution: { id }, error, path: [{ id: `${name}:${id}` }] } },
      compareExecutions: [
        { left: { id: seeded.idOf('parent') }, right: { id }, durationDifferenceMs: expect.any(Number) },
      ],
    })
  })

  it('groups of failures, and the executions of each', async () => {
    const failures = own.filter(({ error }) => error !== null && !cannot.fields.includes('error'))
    const { failureGroups } = await api.data<{ failureGroups: object }>(
      `{ failureGroups(orderBy: LAST_SEEN) { isExact nodes { id count share firstSeen lastSeen newest { id } flows { flow count } } } }`,
    )
    const wanted = failures.toReversed().map(({ error, at, flow, ...told }) => ({
      ...{ id: groupOf(error!), count: 1, share: 1 / failures.length, firstSeen: iso(at), lastSeen: iso(at) },
      ...{ newest: { id: seeded.idOf(told.name) }, flows: [{ flow, count: 1 }] },
    }))
    expect(failureGroups).toEqual({ isExact: true, nodes: wanted })
    for (const { id, newest } of wanted)
      expect(
        await api.data(
          `query ($id: ID!, $of: ID!) { executionHistory(filter: { failureGroup: [$id] }) { nodes { id } }
            execution(id: $of) { failure { group { id count isExact } } } }`,
          { id, of: newest.id },
        ),
      ).toEqual({
        executionHistory: { nodes: [newest] },
        execution: { failure: { group: { id, count: 1, isExact: true } } },
      })
  })

  it('flows, or that there are none', async () => {
    const { flows } = await api.data<{ flows: { nodes: object[] } }>('{ flows { nodes { name } } }')
    const names = cannot.fields.includes('flows') ? [] : ['team.alpha', 'team.beta', 'team.many']
    expect(flows.nodes).toEqual(names.map((flow) => ({ name: flow })))
  })
})

interface Attention {
  readonly items: readonly { readonly kind: string; readonly execution: { readonly id: string } | null }[]
}

interface Page {
  readonly nodes: object[]
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean }
}
