import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, errors, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { type History, now, ruled, tell } from '../setup/models/runmodel.ts'
import { instant } from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

const hour = 3_600_000
const plain = { name: null, heartbeatAt: null, facts: [], tags: [] }
const verdict = (value: string) => [{ step: 'end', field: 'attempt_ok', value, ts: now }]
const statuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const

/** Sixty runs over six hours: of three users or none, with tags by their number. */
const history = (backend: string): History[] =>
  Array.from({ length: 60 }, (_, number) => ({
    ...plain,
    backend,
    flow: `flow ${number % 3}`,
    number,
    user: ['ana', 'bob', null, 'ana', 'cy'][number % 5]!,
    tags: ['even', 'third', 'rare'].filter((_, index) => number % (index === 2 ? 30 : index + 2) === 0),
    startedAt: now - 6 * hour + number * 360_000,
    heartbeatAt: number % 4 === 0 ? now : null,
    facts: [[], verdict('true'), verdict('false'), []][number % 4]!,
  }))

describe.each(sized(setups, mixedSetups))('counts of runs on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const all = names.flatMap(history)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await tell(api, all)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const countsOf = (runs: readonly History[]) =>
    statuses.map((status) => ({
      status,
      value: runs.filter((run) => ruled(run).status === status).length,
      isExact: true,
    }))

  it('are of each status, or of those asked for, by one statement to each backend', async () => {
    const counts = async (filter: string) =>
      api.ask(`{ statusCounts${filter} { counts { status value isExact } unavailable } }`)
    const answer = await counts('')
    expect([answer.data, statements(answer)]).toEqual([
      { statusCounts: { counts: countsOf(all), unavailable: [] } },
      each(setup, 1),
    ])
    const ofBob = all.filter(({ user }) => user === 'bob')
    expect((await counts('(filter: { user: ["bob"] })')).data).toEqual({
      statusCounts: { counts: countsOf(ofBob), unavailable: [] },
    })
    const even = all.filter(({ tags }) => tags.includes('even'))
    expect((await counts('(filter: { tagsAll: ["even"], status: [FAILED, RUNNING, FAILED] })')).data).toEqual(
      {
        statusCounts: {
          counts: countsOf(even).filter(({ status }) => status !== 'COMPLETED'),
          unavailable: [],
        },
      },
    )
  })

  it('are those of each part of a time, which begins where it ends', async () => {
    const histogram = async (args: string) =>
      (
        await api.data<{ runHistogram: { buckets: object[] } }>(
          `{ runHistogram${args && `(${args})`} { buckets { from to counts { status value isExact } } isExact unavailable } }`,
        )
      ).runHistogram
    const expected = (from: number, to: number, count: number, runs = all) => ({
      isExact: true,
      unavailable: [],
      buckets: Array.from({ length: count }, (_, index) => {
        const edge = (place: number) => from + Math.ceil(((to - from) * place) / count)
        const within = runs.filter(({ startedAt }) => startedAt >= edge(index) && startedAt < edge(index + 1))
        return { from: instant(edge(index)), to: instant(edge(index + 1)), counts: countsOf(within) }
      }),
    })
    for (const [from, to, count] of [
      [now - 6 * hour, now, 6],
      [now - 5 * hour - 1, now - hour + 1, 7],
      [now - hour, now - hour + 500, 500],
      [now - 6 * hour, now - 3 * hour, 1],
    ] as const) {
      const filter = `filter: { startedAfter: "${instant(from)}", startedBefore: "${instant(to)}" }, buckets: ${count}`
      // The last part ends just before the time does, though the filter would let that instant through.
      expect(await histogram(filter)).toEqual(expected(from, to, count))
    }
    expect(await histogram('buckets: 60, filter: { status: [FAILED], flow: ["flow 1"] }')).toEqual(
      expected(
        now - 30 * 24 * hour,
        now,
        60,
        all.filter((run) => run.flow === 'flow 1' && ruled(run).status === 'FAILED'),
      ),
    )
    const days = await histogram('')
    expect([days.buckets.length, days]).toEqual([30, expected(now - 30 * 24 * hour, now, 30)])
  })

  it('are of the commonest users and tags', async () => {
    const facets = (args: string) =>
      api.ask(`{ runFacets${args} { users { value count } tags { value count } isExact unavailable } }`)
    const expected = (runs: readonly History[], most = 20) => {
      const top = (values: (run: History) => readonly (string | null)[]) => {
        const counts = Map.groupBy(
          runs.flatMap(values).filter((value) => value !== null),
          (value) => value,
        )
        return [...counts]
          .map(([value, same]) => ({ value, count: same.length }))
          .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
          .slice(0, most)
      }
      return {
        users: top(({ user }) => [user]),
        tags: top(({ tags }) => tags),
        isExact: true,
        unavailable: [],
      }
    }
    const answer = await facets('')
    expect([answer.data, statements(answer)]).toEqual([{ runFacets: expected(all) }, each(setup, 1)])
    expect((await facets('(first: 1)')).data).toEqual({ runFacets: expected(all, 1) })
    const failed = all.filter((run) => ruled(run).status === 'FAILED' && run.tags.includes('third'))
    expect((await facets('(filter: { status: [FAILED], tagsAny: ["third"] })')).data).toEqual({
      runFacets: expected(failed),
    })
  })

  it('are refused in more parts than there may be, and nothing where nothing fits', async () => {
    const refusal = async (field: string) => {
      const answer = await api.ask(`{ list: ${field} }`)
      expect([answer.data, answer.extensions]).toEqual([{ list: null }, { backends: [] }])
      return errors(answer)
    }
    const refused = (details: object) => [{ path: ['list'], code: 'BAD_USER_INPUT', ...details }]
    for (const received of [0, -1, 501])
      expect(await refusal(`runHistogram(buckets: ${received}) { isExact }`)).toEqual(
        refused({ field: 'buckets', limit: received < 1 ? 1 : 500, received }),
      )
    const short = `filter: { startedAfter: "${instant(now)}", startedBefore: "${instant(now + 9)}" }, buckets: 10`
    expect(await refusal(`runHistogram(${short}) { isExact }`)).toEqual(
      refused({ field: 'filter.startedAfter', limit: 10, received: 9 }),
    )
    const turned = `filter: { startedAfter: "${instant(now)}", startedBefore: "${instant(now - 1)}" }`
    for (const field of [`statusCounts(${turned}) { unavailable }`, `runFacets(${turned}) { isExact }`])
      expect(await refusal(field)).toEqual(
        refused({ field: 'filter.startedAfter', limit: now - 1, received: now }),
      )
    expect(await refusal('runFacets(first: 101) { isExact }')).toEqual(
      refused({ field: 'first', limit: 100, received: 101 }),
    )
    const empty = await api.ask(`{
      statusCounts(filter: { flow: [] }) { counts { status value isExact } }
      runFacets(filter: { user: [] }) { users { value } tags { value } isExact }
      runHistogram(filter: { status: [] }, buckets: 1) { buckets { counts { value } } isExact }
    }`)
    expect([empty.data, empty.extensions]).toEqual([
      {
        statusCounts: { counts: statuses.map((status) => ({ status, value: 0, isExact: true })) },
        runFacets: { users: [], tags: [], isExact: true },
        runHistogram: { buckets: [{ counts: [{ value: 0 }, { value: 0 }, { value: 0 }] }], isExact: true },
      },
      { backends: [] },
    ])
  })
})
