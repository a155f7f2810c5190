import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Answer, type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { orders } from '../setup/ask/runlists.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

const instantOf = (day: number) => `2026-01-0${day}T00:00:00.000Z`
const query = `query ($filter: RunFilter, $orderBy: RunOrder, $first: Int, $after: String, $last: Int, $before: String) {
  runs(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { number } pageInfo { endCursor hasNextPage } unavailable
  }
}`
const strange = ['%', '_', `it's`, '"', '\\', '🙂', ' ', 'a%b', 'ä', '--', '{a,b}', 'null', '\n', '[1]']

describe.each(sized(setups, mixedSetups))('what is asked of runs on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    for (const name of names) {
      const runs = strange.map((tag, index) => ({
        flow: 'Train',
        number: index,
        tags: [tag, 'all'],
        user: tag,
        startedAt: instantOf(1),
        heartbeatAt: null,
      }))
      await storeRuns(api, runs, name)
    }
  })
  afterAll(() => api.close())

  const ask = (variables: Record<string, unknown>) => api.ask(query, variables)
  const refusal = async (variables: Record<string, unknown>) => {
    const answer = await ask(variables)
    expect([answer.data, answer.extensions]).toEqual([{ runs: null }, { backends: [] }])
    return errors(answer)
  }
  const refused = (details: object) => [{ path: ['runs'], code: 'BAD_USER_INPUT', ...details }]
  const cursorOf = async (variables: Record<string, unknown>) =>
    ((await ask({ first: 1, ...variables })).data as { runs: { pageInfo: { endCursor: string } } }).runs
      .pageInfo.endCursor

  it.each([0, -1, 101, 2_147_483_647])('cannot be a page of %i', async (received) => {
    for (const field of ['first', 'last']) {
      expect(await refusal({ [field]: received })).toEqual(
        refused({ field, limit: received < 1 ? 1 : 100, received }),
      )
    }
  })

  it('goes in one direction', async () => {
    const cursor = await cursorOf({})
    expect(await refusal({ first: 1, last: 1 })).toEqual(refused({ field: 'last' }))
    expect(await refusal({ last: 1, after: cursor })).toEqual(refused({ field: 'after' }))
    expect(await refusal({ before: cursor })).toEqual(refused({ field: 'before' }))
  })

  it('takes no cursor of another list, filter, order or version, and no garbage', async () => {
    const filter = { flow: ['Train'] }
    const own = await cursorOf({ filter })
    const others = await Promise.all([
      cursorOf({}),
      cursorOf({ filter: { flow: ['Train'], status: ['FAILED'] } }),
      cursorOf({ filter: { flow: ['Train', 'Test'] } }),
      cursorOf({ filter: { tagsAll: ['all'] } }),
      ...orders.slice(2).map((orderBy) => cursorOf({ filter, orderBy })),
      cursorOf({ filter, orderBy: { field: 'STARTED', direction: 'ASC' } }),
      flowCursor(),
    ])
    const parts = JSON.parse(Buffer.from(own, 'base64url').toString()) as unknown[]
    const tampered = parts.map((part, index) =>
      close(parts.with(index, typeof part === 'number' ? part + 1 : `${String(part)}x`)),
    )
    for (const cursor of [...others, ...tampered, '', 'x', '🙂', 'null', '[]', 'x'.repeat(10_000)]) {
      expect(await refusal({ filter, after: cursor })).toEqual(refused({ field: 'after' }))
      expect(await refusal({ filter, last: 1, before: cursor })).toEqual(refused({ field: 'before' }))
    }
    const answer = await ask({ filter, after: close(parts.with(0, 2)) })
    expect(answer.errors![0]!.message).toContain('version')
    expect((await ask({ filter, after: own })).errors).toBeUndefined()
    // The same filter in other words is the same list.
    expect((await ask({ filter: { flow: ['Train', 'Train'] }, after: own })).errors).toBeUndefined()
    const either = await cursorOf({ filter: { status: ['FAILED', 'RUNNING'] } })
    expect(
      (await ask({ filter: { status: ['RUNNING', 'FAILED', 'RUNNING'] }, after: either })).errors,
    ).toBeUndefined()
  })

  const flowCursor = async () => {
    const { flows } = await api.data<{ flows: { pageInfo: { endCursor: string } } }>(
      '{ flows { pageInfo { endCursor } } }',
    )
    return flows.pageInfo.endCursor
  }

  it.each([
    ['startedAfter', 'startedBefore'],
    ['heartbeatAfter', 'heartbeatBefore'],
  ])('cannot lie between %s and an earlier %s', async (from, to) => {
    const field = `filter.${from}`
    expect(await refusal({ filter: { [from]: instantOf(2), [to]: instantOf(1) } })).toEqual(
      refused({ field, limit: Date.parse(instantOf(1)), received: Date.parse(instantOf(2)) }),
    )
    expect((await ask({ filter: { [from]: instantOf(1), [to]: instantOf(1) } })).errors).toBeUndefined()
  })

  it('cannot take longer than it may at most', async () => {
    expect(await refusal({ filter: { minDurationMs: 2, maxDurationMs: 1 } })).toEqual(
      refused({ field: 'filter.minDurationMs', limit: 1, received: 2 }),
    )
  })

  it('is refused for more than a hundred of anything, before a statement', async () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => `tag ${index}`)
    for (const name of ['tagsAny', 'tagsAll', 'flow', 'user']) {
      const field = `filter.${name}`
      expect(await refusal({ filter: { [name]: thousand } })).toEqual(
        refused({ field, limit: 100, received: 1000 }),
      )
      expect((await ask({ filter: { [name]: thousand.slice(0, 100) } })).errors).toBeUndefined()
    }
    expect(await refusal({ filter: { refPrefix: 'x'.repeat(256) } })).toEqual(
      refused({ field: 'filter.refPrefix', limit: 255, received: 256 }),
    )
  })

  it('means tags, users and prefixes letter by letter', async () => {
    for (const [number, text] of strange.entries()) {
      const all = names.map(() => ({ number }))
      for (const filter of [
        { tagsAny: [text] },
        { tagsAll: [text] },
        { tagsAll: [text, 'all'] },
        { user: [text] },
        { tagsAny: [text, 'none'] },
      ]) {
        expect({ filter, ...(await ask({ filter })).data }).toMatchObject({ filter, runs: { nodes: all } })
      }
    }
    for (const refPrefix of ['%', '_', '*', '?', '\\']) {
      expect((await ask({ filter: { refPrefix } })).data).toMatchObject({ runs: { nodes: [] } })
    }
  })

  it('matches nothing for a text that no store can hold', async () => {
    for (const text of ['', 'a\0b', '\ud800', 'x'.repeat(256)]) {
      for (const name of ['tagsAny', 'tagsAll', 'flow', 'user']) {
        const answer = await ask({ filter: { [name]: [text] } })
        expect([answer.errors, answer.data]).toMatchObject([undefined, { runs: { nodes: [] } }])
      }
    }
  })

  it('is an empty list, without a statement, where a list of a filter is empty', async () => {
    const nothing = {
      runs: { nodes: [], pageInfo: { endCursor: null, hasNextPage: false }, unavailable: [] },
    }
    for (const name of ['status', 'flow', 'user', 'tagsAny', 'backend']) {
      const answer = await ask({ filter: { [name]: [] } })
      expect([answer.data, answer.errors, answer.extensions]).toEqual([nothing, undefined, { backends: [] }])
    }
    // All of no tags is no condition.
    expect((await ask({ filter: { tagsAll: [] }, first: 1 })).data).toMatchObject({ runs: { nodes: [{}] } })
    const counts = await api.ask('{ statusCounts(filter: { status: [] }) { counts { status } unavailable } }')
    expect([counts.data, counts.extensions]).toEqual([
      { statusCounts: { counts: [], unavailable: [] } },
      { backends: [] },
    ])
    const one = await api.ask('{ run(flow: "Train", status: []) { number } }')
    expect([one.data, one.extensions]).toEqual([{ run: null }, { backends: [] }])
  })

  it('has only statuses, orders and fields that the schema has', async () => {
    const messages = ({ errors: some }: Answer) => some!.map(({ message }) => message).join()
    const bogus = 'Value "BOGUS" does not exist in "RunStatus" enum. It has RUNNING, COMPLETED, FAILED.'
    const variable = await ask({ filter: { status: ['BOGUS'] } })
    const literal = await api.ask('{ runs(filter: { status: [BOGUS] }) { nodes { number } } }')
    for (const answer of [variable, literal]) {
      expect(answer.data).toBeUndefined()
      expect(errors(answer)).toEqual([{ code: 'BAD_USER_INPUT' }])
      expect(messages(answer)).toContain(bogus)
    }
    expect(messages(await ask({ orderBy: { field: 'NAME' } }))).toContain(
      'It has STARTED, FINISHED, DURATION, FLOW.',
    )
    expect(messages(await ask({ filter: { status: [1] } }))).toContain('It has RUNNING, COMPLETED, FAILED.')
    expect(messages(await ask({ filter: { nonsense: 1 } }))).toContain('nonsense')
    expect(messages(await ask({ filter: { startedAfter: 'yesterday' } }))).toContain('DateTime')
    expect(messages(await ask({ filter: { minDurationMs: 1.5 } }))).toContain('SafeInt')
  })

  it('names only backends that are configured', async () => {
    expect(await refusal({ filter: { backend: ['main', 'none'] } })).toEqual(
      refused({ field: 'filter.backend' }),
    )
    const one = await api.ask('{ run(flow: "Train", backend: "none") { number } }')
    expect([one.data, errors(one)]).toEqual([
      { run: null },
      [{ path: ['run'], code: 'BAD_USER_INPUT', field: 'backend' }],
    ])
    for (const list of [
      'flows(F) { nodes { name } }',
      'statusCounts(F) { unavailable }',
      'runFacets(F) { isExact }',
      'runHistogram(F) { isExact }',
    ]) {
      const answer = await api.ask(`{ list: ${list.replace('(F)', '(filter: { backend: ["none"] })')} }`)
      expect([answer.data, errors(answer)]).toEqual([
        { list: null },
        [{ path: ['list'], code: 'BAD_USER_INPUT', field: 'filter.backend' }],
      ])
    }
  })
})

const close = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
