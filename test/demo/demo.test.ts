import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { type RunRow, runsByKeys } from '../../src/db/runs/rows.ts'
import { fillDemo, history } from '../../src/demo/fill.ts'
import { graphiqlOptions } from '../../src/server/graphiql/tabs.ts'
import { readStream } from '../setup/ask/streams.ts'
import { type Answer, type Api, startApi } from '../setup/servers/api.ts'
import { type Found, countExecutions, everything, reading } from '../setup/seeds/everything.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { kinds } from '../setup/servers/stores.ts'
import { isWhole, longIt } from '../setup/whole.ts'

const silent = pino({ level: 'silent' })

const runsOf = (backend: Backend): Promise<RunRow[]> =>
  runsByKeys(
    backend,
    history(Date.now()).stories.map(({ run: { flow, number } }) => ({ flow, number })),
    reading(),
  )

const countBy = (list: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(list, (one) => one)].map(([one, all]) => [one, all.length]))

describe.each(kinds)('the demo on %s', (kind) => {
  // What it tells is the same in every store.
  const hasContent = kind === 'sqlite' || isWhole
  const itTells = kind === 'sqlite' ? it : longIt
  let api: Api
  let backend: Backend
  let found: Found[]
  let count: number
  let writes = 0
  const now = Date.now()

  beforeAll(async () => {
    // What runs is silent some minutes later.
    vi.useFakeTimers({ toFake: ['Date'], now })
    api = await startApi({ title: kind, kinds: { main: kind } })
    backend = api.backends[0]!
    const write: Backend['write'] = (...args) => {
      writes += 1
      return backend.write(...args)
    }
    await fillDemo({ ...backend, write }, now, silent)
    count = await countExecutions(api)
    found = hasContent ? await everything(api) : []
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  it('fills an empty store in a few transactions', () => {
    expect(writes).toBeLessThanOrEqual(40)
  })

  it('has runs in every branch of the rule, each as its story says', async () => {
    const rows = await runsOf(backend)
    expect(rows.length).toBeGreaterThanOrEqual(2_000)
    const reasons = {
      OK: 'ATTEMPT_OK',
      FAILED: 'ATTEMPT_FAILED',
      RETRYING: 'RETRYING',
      OPEN: 'HEARTBEAT_FRESH',
      SILENT: 'HEARTBEAT_STALE',
      NEVER: 'NO_HEARTBEAT',
    } as const
    const expected = history(now).stories.map(
      ({ run, ending }) => `${run.flow}/${run.number} ${reasons[ending]}`,
    )
    const actual = rows.map(({ flow, number, statusReason }) => `${flow}/${number} ${statusReason}`)
    expect(actual.toSorted()).toEqual(expected.toSorted())
    expect(new Set(rows.map(({ statusReason }) => statusReason))).toEqual(new Set(Object.values(reasons)))
  })

  itTells('has runs of the last 30 days, with users, tags and some names', async () => {
    const rows = await runsOf(backend)
    const days = rows.map(({ startedAt }) => Math.floor((now - startedAt!) / 86_400_000))
    expect(new Set(days).size).toBeGreaterThanOrEqual(28)
    expect(Math.max(...days)).toBeLessThanOrEqual(31)
    expect(Math.min(...days)).toBe(0)
    expect(rows.every(({ user }) => user !== null)).toBe(true)
    const named = rows.filter(({ name }) => name !== null)
    expect(named.length).toBeGreaterThan(30)
    expect(history(now).stories.every(({ run }) => run.tags.length > 0 && run.systemTags.length > 0)).toBe(
      true,
    )
  })

  itTells('has at least 2,000 executions of at least 12 flows, with every status', () => {
    expect(found).toHaveLength(count)
    expect(count).toBeGreaterThanOrEqual(2_000)
    expect(new Set(found.map(({ flow }) => flow)).size).toBeGreaterThanOrEqual(12)
    const reasons = countBy(found.map(({ status, statusReason }) => `${status} ${statusReason}`))
    expect(Object.keys(reasons).toSorted()).toEqual([
      'CANCELLED CANCELLED',
      'COMPLETED ATTEMPT_OK',
      'FAILED ATTEMPT_FAILED',
      'FAILED HEARTBEAT_STALE',
      'PAUSED REPORTED',
      'PENDING QUEUED',
      'RUNNING ATTEMPT_STARTED',
      'RUNNING RETRYING',
      'TIMED_OUT TIMED_OUT',
      'WAITING REPORTED',
    ])
    expect(found.filter(({ attempt }) => attempt > 2).length).toBeGreaterThan(10)
    expect(found.filter(({ status, error }) => status === 'FAILED' && error === null)).toEqual(
      found.filter(({ statusReason }) => statusReason === 'HEARTBEAT_STALE'),
    )
  })

  itTells('has no time that lies ahead or runs backwards', () => {
    const wrong = found.filter(
      ({ startedAt, finishedAt }) =>
        Date.parse(startedAt ?? '') > now + 1 ||
        Date.parse(finishedAt ?? '') > now + 1 ||
        finishedAt! < startedAt!,
    )
    expect(wrong).toEqual([])
  })

  itTells('nests executions four parents deep', () => {
    const parents = new Map(found.map(({ id, parent }) => [id, parent?.id]))
    const depth = (id: string): number => (parents.get(id) === undefined ? 0 : 1 + depth(parents.get(id)!))
    expect(Math.max(...found.map(({ id }) => depth(id)))).toBe(4)
  })

  itTells('has a run of 500 executions', () => {
    const runs = found.flatMap(({ flow, run }) => (run ? [`${flow}/${run.number}`] : []))
    expect(countBy(runs)['BackfillEmbeddings/1']).toBe(500)
  })

  itTells('has a graph of 200 nodes with groups and all kinds of edges, and what its nodes did', async () => {
    const { execution } = await api.data<{
      execution: {
        nodeCount: number
        dag: { nodeCount: number; nodes: object[]; edges: { kind: string }[]; groups: object[] }
        nodeResults: { nodes: { status: string }[] }
      }
    }>(`{ execution(id: "demo-monthly-close-2") { nodeCount
      dag { nodeCount nodes { id label } edges { kind } groups { id nodeIds } }
      nodeResults(first: 1000) { nodes { nodeId status } } } }`)
    const { dag, nodeCount, nodeResults } = execution
    expect([nodeCount, dag.nodeCount, dag.nodes.length, dag.groups.length]).toEqual([200, 200, 200, 4])
    expect(new Set(dag.edges.map((edge) => edge.kind))).toEqual(new Set(['DATA', 'OPTIONAL', 'CONTROL']))
    expect(countBy(nodeResults.nodes.map(({ status }) => status))).toMatchObject({
      FAILED: expect.any(Number),
      SKIPPED: 4,
    })
  })

  itTells('adds nothing when it is filled again soon', async () => {
    const runs = (await runsOf(backend)).map(({ version }) => version)
    await fillDemo(backend, now + 1_000_000, silent)
    expect(await countExecutions(api)).toBe(count)
    expect((await runsOf(backend)).map(({ version }) => version)).toEqual(runs)
  })

  itTells('is written anew when it has not moved for a while, and what others wrote stays', async () => {
    await record(api, [begun('demo-of-mine'), begun('mine')])
    const later = now + 3_600_000
    vi.setSystemTime(later)
    await fillDemo(backend, later, silent)
    expect(await countExecutions(api)).toBe(count + 2)
    expect(await runsOf(backend)).toHaveLength(history(later).stories.length)
    const { execution } = await api.data<{ execution: { startedAt: string } }>(
      '{ execution(id: "demo-monthly-close-3") { startedAt } }',
    )
    expect(Date.parse(execution.startedAt)).toBe(later - 50 * 60_000)
  })

  // One of them records.
  itTells('answers the example queries with content', async () => {
    for (const { query, variables } of graphiqlOptions.defaultTabs) {
      const given = JSON.parse(variables ?? '{}') as Record<string, unknown>
      const isStream = /^subscription /m.test(query)
      const { data, errors } = await (isStream ? firstOf(api, query) : api.ask(query, given))
      expect(errors).toBeUndefined()
      for (const value of Object.values(data!)) expect(value).not.toBeNull()
      if ('ids' in given) expect(data!['executions']).toMatchObject([{}, {}, {}, null, null])
    }
  })
})

/** The first event of a subscription. */
async function firstOf({ app }: Api, query: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'accept': 'text/event-stream' }
  const stream = readStream(
    await app.fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }),
  )
  await expect.poll(() => stream.events.length).toBeGreaterThan(0)
  await stream.close()
  return stream.events[0]!.data
}
