import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fillDemo } from '../../src/demo/fill.ts'
import { createMover } from '../../src/demo/mover.ts'
import { type Api, silent, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const hour = 3_600_000

interface Group {
  readonly title: string
  readonly isNew: boolean
  readonly isRising: boolean
  readonly firstSeen: string
  readonly count: number
  readonly flows: readonly { flow: string; count: number }[]
}

// Its records are the same in every store, and so are the answers to them.
describe.each(sized(kinds, kinds.slice(0, 1)))('the story of the demo on %s', (kind) => {
  let api: Api
  const now = Date.now()
  const ago = (ms: number) => new Date(now - ms).toISOString()

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    api = await startApi({ title: kind, kinds: { main: kind } })
    const [backend] = api.backends
    const open = await fillDemo(backend!, now, silent)
    const moveOn = createMover(backend!, api.app.queue, open)
    for (let turn = 0; turn < 7; turn++) {
      vi.setSystemTime(now + turn * 5_000)
      await moveOn(now + turn * 5_000)
    }
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const groupsOf = async (): Promise<Group[]> => {
    const query = `{ failureGroups(filter: { startedAfter: "${ago(24 * hour)}" }, first: 100) {
      nodes { title isNew isRising firstSeen count flows { flow count } } } }`
    return (await api.data<{ failureGroups: { nodes: Group[] } }>(query)).failureGroups.nodes
  }

  it('has some 2,000 runs in the last 24 hours, some in each of them', async () => {
    const { runHistogram } = await api.data<{
      runHistogram: { buckets: { counts: { value: number }[] }[] }
    }>(`{ runHistogram(filter: { startedAfter: "${ago(24 * hour)}", startedBefore: "${ago(0)}" }, buckets: 24) {
      buckets { counts { value } } } }`)
    const sums = runHistogram.buckets.map(({ counts }) => counts.reduce((all, { value }) => all + value, 0))
    expect(sums.reduce((all, one) => all + one, 0)).toBeGreaterThan(1_800)
    expect(Math.min(...sums)).toBeGreaterThan(30)
  })

  it('has failures that are alike in several flows, though their ids and numbers differ', async () => {
    const groups = await groupsOf()
    expect(groups.length).toBeGreaterThan(10)
    expect(groups.filter(({ flows, count }) => flows.length > 1 && count > 5).length).toBeGreaterThan(3)
  })

  it('has one group that is new since an hour, and one that rises', async () => {
    const groups = await groupsOf()
    const fresh = groups.filter(({ isNew, firstSeen }) => isNew && Date.parse(firstSeen) > now - hour)
    expect(fresh.map(({ title, flows }) => [title, flows.map(({ flow }) => flow)])).toEqual([
      [
        expect.stringMatching(/^torch\.cuda\.OutOfMemoryError: CUDA out of memory/),
        ['TrainRecommender', 'FinetuneSupportModel'],
      ],
    ])
    expect(groups.filter(({ isRising }) => isRising).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^RateLimitError: 429/),
    ])
  })

  it('wants attention for a run that takes long, groups, failing flows, tries, silence and waiting work', async () => {
    const { attention } = await api.data<{
      attention: { items: { kind: string; run: { id: string } | null }[]; notLookedAt: string[] }
    }>('{ attention(first: 100) { items { kind run { id } } notLookedAt } }')
    expect(attention.notLookedAt).toEqual([])
    const kindsOf = new Set(attention.items.map((item) => item.kind))
    expect([...kindsOf].toSorted()).toEqual([
      'ATTEMPTS',
      'FAILURE_GROUP',
      'FLOW_FAILING',
      'HEARTBEAT_DUE',
      'QUEUE_WAITING',
      'RUNNING_LONG',
    ])
    expect(attention.items.filter(({ run }) => run?.id.startsWith('main:CustomerSync/'))).toEqual([
      expect.objectContaining({ kind: 'RUNNING_LONG' }),
    ])
  })

  it('says what is different from the last run that went well', async () => {
    const { run } = await api.data<{
      run: { failure: { changed: object[]; path: object[] }; latest: { id: string } }
    }>(`{ run(flow: "TrainRecommender", status: [FAILED]) { latest(status: [COMPLETED]) { id }
      failure { path { kind name } changed(first: 3) { kind path before after } } } }`)
    expect(run.failure.changed).toEqual([
      expect.objectContaining({ kind: 'VERSION', path: 'git-commit' }),
      { kind: 'INPUT', path: '$.batchSize', before: '256', after: '2048' },
      { kind: 'INPUT', path: '$.mixedPrecision', before: null, after: 'false' },
    ])
  })

  it('has a queue at work, with a backlog and more than one worker', async () => {
    const { queue } = await api.data<{
      queue: {
        waiting: { name: string }[]
        ready: { name: string; value: number }[]
        inFlight: number
        future: number
        workers: { id: string }[]
        rates: { name: string; total: number }[]
      }
    }>(
      `{ queue { waiting { name } ready { name value } inFlight future workers { id } rates { name total } } }`,
    )
    expect(queue.ready.length).toBeGreaterThan(2)
    expect(queue.waiting.length).toBeGreaterThan(0)
    expect(queue.future).toBe(15)
    expect(queue.inFlight).toBeGreaterThan(5)
    expect(queue.workers).toHaveLength(6)
    const started = queue.rates.find(({ name }) => name === 'started')
    expect(started!.total).toBeGreaterThanOrEqual(200)
  })
})
