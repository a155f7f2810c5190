import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Sent, record } from '../setup/seeds/records.ts'
import { endFact, instant, storeFacts, storeRuns } from '../setup/seeds/runs.ts'
import { connectionOf, walkBackward, walkForward } from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1, 12)
const at = (seconds: number) => instant(now + seconds * 1000)
const open = (seconds: number) => ({ number: 1, startedAt: at(seconds) })
const ended = (from: number, to: number, verdict = 'OK') => ({ ...open(from), finishedAt: at(to), verdict })
const silent = { heartbeatAt: at(-30), heartbeatTimeoutMs: 1000 }

const task = (id: string, step: string | null, attempts: object[], more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  runNumber: 1,
  step,
  attempts,
  ...more,
})

const tasks: readonly Sent[] = [
  task('begin', 'start', [ended(-90, -80)]),
  task('fit 1', 'fit', [ended(-70, -60)]),
  task('fit 2', 'fit', [ended(-75, -50, 'FAILED')]),
  task('fit 3', 'fit', [open(-72)]),
  task('fit 4', 'fit', [open(-71)], silent),
  task('fit 5', 'fit', [ended(-70, -65, 'CANCELLED')]),
  task('queued', 'join', []),
  task('waiting', 'approve', [open(-20)], { state: 'WAITING' }),
  task('no step', null, [ended(-10, -5)]),
  task('lost', 'lost', [open(-40)], silent),
]

const steps = [
  { name: 'start', startedAt: at(-90), finishedAt: at(-80), counts: { COMPLETED: 1 } },
  {
    name: 'fit',
    startedAt: at(-75),
    finishedAt: at(-30),
    counts: { CANCELLED: 1, COMPLETED: 1, FAILED: 2, RUNNING: 1 },
  },
  { name: 'lost', startedAt: at(-40), finishedAt: at(-30), counts: { FAILED: 1 } },
  { name: 'approve', startedAt: at(-20), finishedAt: null, counts: { WAITING: 1 } },
  { name: 'join', startedAt: null, finishedAt: null, counts: { PENDING: 1 } },
]

/** Oldest first: what has not begun stands where it was recorded. */
const statuses: Record<string, string> = {
  'begin': 'COMPLETED',
  'fit 2': 'FAILED',
  'fit 3': 'RUNNING',
  'fit 4': 'FAILED',
  'fit 1': 'COMPLETED',
  'fit 5': 'CANCELLED',
  'lost': 'FAILED',
  'waiting': 'WAITING',
  'no step': 'COMPLETED',
  'queued': 'PENDING',
}

describe.each(sized(setups, aloneSetups))('what hangs on a run on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    vi.useFakeTimers({ toFake: ['Date'], now })
    for (const name of names) {
      const tags = { tags: ['b', 'a', '🙂', 'a'], systemTags: ['runtime:dev', 'b'] }
      await storeRuns(
        api,
        [
          { flow: 'Train', number: 1, name: 'nightly', user: 'ana', startedAt: at(-90), ...tags },
          { flow: 'Train', number: 2 },
        ],
        name,
      )
      await record(api, tasks, name)
      const facts = Array.from({ length: 7 }, (_, index) => ({
        ...endFact('Train', 1, `field ${index}`, '', now - index),
        attempt: index || null,
      }))
      await storeFacts(api, facts, name)
    }
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const ofEach = async <Found>(selection: string): Promise<Found[]> => {
    const aliases = names.map(
      (name, index) => `r${index}: run(flow: "Train", ref: "1", backend: "${name}") { ${selection} }`,
    )
    const answer = await api.data<Record<string, Found>>(`{ ${aliases.join('\n')} }`)
    return names.map((_, index) => answer[`r${index}`]!)
  }

  it('are its fields, tags of people and of the engine apart, in order', async () => {
    expect(
      await ofEach('id backend flow number name user tags systemTags startedAt heartbeatAt status'),
    ).toEqual(
      names.map((backend) => ({
        id: `${backend}:Train/1`,
        backend,
        flow: 'Train',
        number: 1,
        name: 'nightly',
        user: 'ana',
        // A tag that is both is the engine's.
        ...{
          tags: ['a', '🙂'],
          systemTags: ['b', 'runtime:dev'],
          startedAt: at(-90),
          heartbeatAt: at(0),
          status: 'RUNNING',
        },
      })),
    )
  })

  it('are its steps by when they began, with how many of each status', async () => {
    const found = await ofEach<{ steps: { counts: { status: string; value: number }[] }[] }>(
      'steps { name startedAt finishedAt counts { status value } }',
    )
    const asObjects = found.map((run) =>
      run.steps.map((step) => ({
        ...step,
        counts: Object.fromEntries(step.counts.map(({ status, value }) => [status, value])),
      })),
    )
    expect(asObjects).toEqual(names.map(() => steps))
    expect(
      (
        await ofEach<object>(
          'next { steps { name } executions { nodes { id } unavailable } metadata { nodes { id } } tags }',
        )
      )[0],
    ).toEqual({
      next: { steps: [], executions: { nodes: [], unavailable: [] }, metadata: { nodes: [] }, tags: [] },
    })
  })

  it('are its executions, oldest first, all or of some statuses', async () => {
    const all = Object.entries(statuses).map(([id, status]) => ({ id, status }))
    const of = (...some: string[]) => ({ nodes: all.filter(({ status }) => some.includes(status)) })
    expect(
      await ofEach(`
        all: executions { nodes { id status } }
        failed: executions(status: [FAILED]) { nodes { id status } }
        open: executions(status: [RUNNING, PENDING, WAITING, RUNNING]) { nodes { id status } }
        unknown: executions(status: [UNKNOWN]) { nodes { id status } }
        none: executions(status: []) { nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } unavailable }
      `),
    ).toEqual(
      names.map(() => ({
        all: { nodes: all },
        failed: of('FAILED'),
        open: of('RUNNING', 'PENDING', 'WAITING'),
        unknown: of(),
        none: { nodes: [], edges: [], pageInfo: { hasNextPage: false, endCursor: null }, unavailable: [] },
      })),
    )
  })

  it('are pages of executions and of facts that make up the whole', async () => {
    const variables = '$first: Int, $after: String, $last: Int, $before: String'
    const passed = 'first: $first, after: $after, last: $last, before: $before'
    const pages = (list: string, node: string) => async (page: object) => {
      const query = `query (${variables}) { run(flow: "Train", ref: "1") { list: ${list} { ${connectionOf(node)} } } }`
      return (await api.data<{ run: { list: never } }>(query, { ...page })).run.list
    }
    const open = Object.entries(statuses).flatMap(([id, status]) =>
      status === 'FAILED' || status === 'COMPLETED' ? [{ id }] : [],
    )
    const facts = Array.from({ length: 7 }, (_, index) => ({
      step: 'end',
      field: `field ${index}`,
      value: '',
      attempt: index || null,
      ts: instant(now - index),
    }))
    for (const walk of [walkForward, walkBackward]) {
      expect(await walk(pages(`executions(${passed}, status: [COMPLETED, FAILED])`, 'id'), [2])).toEqual(open)
      expect(await walk(pages(`metadata(${passed})`, 'step field value attempt ts'), [3])).toEqual(facts)
    }
  })

  it('cost a statement of each kind, for one run and for fifty', async () => {
    for (const name of names)
      await storeRuns(
        api,
        Array.from({ length: 48 }, (_, index) => ({ flow: 'Train', number: index + 3, startedAt: at(-200) })),
        name,
      )
    const nested = `tags systemTags steps { name } executions { nodes { id status } } failed: executions(status: [FAILED]) { nodes { id } }
      metadata { nodes { field } } previous { id } next { id } latest(status: [COMPLETED]) { id }`
    for (const backend of names) {
      const ask = (first: number) =>
        api.ask(`{ runs(filter: { backend: ["${backend}"] }, first: ${first}) { nodes { id ${nested} } } }`)
      const [one, fifty] = [await ask(1), await ask(50)]
      expect([statements(one), statements(fifty)]).toEqual([{ [backend]: 9 }, { [backend]: 9 }])
    }
    const all = await api.ask(`{ runs(first: 100) { nodes { id ${nested} } } }`)
    expect(statements(all)).toEqual(each(setup, 9))
  })
})
