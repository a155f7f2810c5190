import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupOf } from '../../src/db/fingerprint/fingerprint.ts'
import { each, errors, statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { type Connection, connectionOf, walkForward } from '../setup/ask/walk.ts'
import { type Sent, begun, record } from '../setup/seeds/records.ts'
import { type Api, setups, startApi } from '../setup/servers/api.ts'
import { sized } from '../setup/whole.ts'

const hour = 3_600_000
const began = Date.now() - 100 * hour
const instant = (hours: number) => new Date(began + hours * hour).toISOString()

/** A failure that many hours after the beginning. */
function failed(id: string, hours: number, error: string, more: Sent = {}): Sent {
  const startedAt = instant(hours)
  return begun(id, 0, {
    ...more,
    attempts: [{ number: 1, startedAt, finishedAt: startedAt, verdict: 'FAILED', error }],
  })
}

const seeds: readonly Sent[] = [
  ...[1, 2, 3, 50].map((hours) => failed(`disk-${hours}`, hours, `disk ${hours} is full`)),
  ...[10, 60].map((hours) => failed(`late-${hours}`, hours, `Timed out after ${hours} s`, { flow: 'Load' })),
  failed('new', 70, 'no such table: "orders"', { flow: 'Load', tags: ['prod'] }),
]
const [disk, late, table] = ['disk 1 is full', 'Timed out after 1 s', 'no such table: "x"'].map((text) =>
  groupOf(text)!,
)

type Group = Record<string, unknown>

// The last of them has both kinds of store.
describe.each(sized(setups, setups.slice(-1)))('failureGroups on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const times = names.length
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    for (const name of names) {
      await record(api, seeds, name)
      await record(
        api,
        [
          begun('open'),
          begun('ok', 0, {
            attempts: [{ number: 1, startedAt: instant(1), verdict: 'OK', finishedAt: instant(2) }],
          }),
        ],
        name,
      )
    }
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  async function ask(fields: string, args = ''): Promise<Group[]> {
    const data = await api.data<{ failureGroups: { nodes: Group[] } }>(
      `{ failureGroups${args && `(${args})`} { nodes { ${fields} } } }`,
    )
    return data.failureGroups.nodes
  }

  it('counts each error once for all stores, most first', async () => {
    const query =
      '{ failureGroups { isExact unavailable nodes { id title count isExact share firstSeen lastSeen isNew isRising newest { id } } } }'
    const shown = { isExact: true, isNew: false, isRising: false }
    const { failureGroups } = await api.data<Group>(query)
    expect(failureGroups).toEqual({
      isExact: true,
      unavailable: [],
      nodes: [
        {
          ...shown,
          id: disk,
          title: 'disk 50 is full',
          count: 4 * times,
          share: 4 / 7,
          firstSeen: instant(1),
          lastSeen: instant(50),
          newest: { id: 'disk-50' },
        },
        {
          ...shown,
          id: late,
          title: 'Timed out after 60 s',
          count: 2 * times,
          share: 2 / 7,
          firstSeen: instant(10),
          lastSeen: instant(60),
          newest: { id: 'late-60' },
        },
        {
          ...shown,
          id: table,
          title: 'no such table: "orders"',
          count: times,
          share: 1 / 7,
          firstSeen: instant(70),
          lastSeen: instant(70),
          newest: { id: 'new' },
        },
      ],
    })
  })

  it.each([
    ['COUNT', [disk, late, table]],
    ['LAST_SEEN', [table, late, disk]],
    ['FIRST_SEEN', [table, late, disk]],
  ])('orders by %s, and pages', async (order, expected) => {
    const query = `query ($first: Int, $after: String) {
      failureGroups(orderBy: ${order}, first: $first, after: $after) { ${connectionOf('id')} } }`
    const page = async (args: object) =>
      (await api.data<{ failureGroups: Connection<{ id: string }> }>(query, args as Group)).failureGroups
    for (const size of [1, 2, 3])
      expect(await walkForward(page, [size])).toEqual(expected.map((id) => ({ id })))
  })

  it('counts what matches the filter, and tells what is new in its time', async () => {
    const since = `filter: { startedAfter: "${instant(40)}" }`
    expect(await ask('id count firstSeen lastSeen isNew', `${since}, orderBy: FIRST_SEEN`)).toEqual([
      { id: table, count: times, firstSeen: instant(70), lastSeen: instant(70), isNew: true },
      { id: late, count: times, firstSeen: instant(10), lastSeen: instant(60), isNew: false },
      { id: disk, count: times, firstSeen: instant(1), lastSeen: instant(50), isNew: false },
    ])
    const before = `filter: { startedBefore: "${instant(20)}" }`
    expect(await ask('title count lastSeen newest { id }', before)).toEqual([
      { title: 'disk 3 is full', count: 3 * times, lastSeen: instant(3), newest: { id: 'disk-3' } },
      { title: 'Timed out after 10 s', count: times, lastSeen: instant(10), newest: { id: 'late-10' } },
    ])
    for (const filter of [
      'flow: ["Load"]',
      'flow: ["Load", "None"]',
      `failureGroup: ["${late}", "${table}"]`,
    ])
      expect(await ask('id count', `filter: { ${filter} }`)).toEqual([
        { id: late, count: 2 * times },
        { id: table, count: times },
      ])
    for (const filter of [
      'tagsAny: ["prod"]',
      `failureGroup: ["${table}"]`,
      'status: [FAILED], errorContains: "such"',
    ])
      expect(await ask('id count share', `filter: { ${filter} }`)).toEqual([
        { id: table, count: times, share: 1 },
      ])
    for (const filter of ['status: [COMPLETED]', 'failureGroup: []', 'failureGroup: ["1:none"]', 'flow: []'])
      expect(await ask('id', `filter: { ${filter} }`)).toEqual([])
  })

  it('tells the flows and the times of a group', async () => {
    await record(api, [failed('other', 55, 'disk 9 is full', { flow: 'Other' })], names[0])
    const filter = `filter: { failureGroup: ["${disk}"], startedAfter: "${instant(0)}", startedBefore: "${instant(100)}" }`
    expect(
      await ask(
        'flows { flow count } one: flows(first: 1) { flow } buckets(count: 4) { from to count }',
        filter,
      ),
    ).toEqual([
      {
        flows: [
          { flow: 'Train', count: 4 * times },
          { flow: 'Other', count: 1 },
        ],
        one: [{ flow: 'Train' }],
        buckets: [0, 1, 2, 3].map((index) => ({
          from: expect.any(String),
          to: expect.any(String),
          count: [3 * times, times, 1, 0][index],
        })),
      },
    ])
    await api.data(
      `mutation { deleteExecutions(input: { ids: ["other"], backend: "${names[0]}" }) { results { ok } } }`,
    )
  })

  it('tells a group that rises', async () => {
    const recent = Array.from({ length: 12 }, (_, index) =>
      failed(`now-${index}`, 99.5, `disk ${index} is full`),
    )
    await record(api, recent, names[0])
    expect(await ask('id isRising')).toEqual([
      { id: disk, isRising: true },
      { id: late, isRising: false },
      { id: table, isRising: false },
    ])
    const ids = recent.map(({ id }) => id)
    await api.data(
      `mutation ($ids: [ID!]!) { deleteExecutions(input: { ids: $ids, backend: "${names[0]}" }) { results { ok } } }`,
      { ids },
    )
  })

  it.each([
    ['id count share firstSeen lastSeen isNew', 1],
    ['title', 1 + 1],
    ['title newest { id error }', 1 + 1 + 1],
    ['isRising flows { flow } buckets { count } more: buckets(count: 3) { count }', 1 + 1 + 1 + 2],
  ])('costs each store one statement for each kind of record: %s', async (fields, most) => {
    for (const first of [1, 100]) {
      const query = `{ failureGroups(first: ${first}) { nodes { ${fields} } } }`
      const { answer, seen } = await counter.during(() => api.ask(query))
      expect(answer.errors).toBeUndefined()
      expect(statements(answer)).toEqual(seen)
      for (const count of Object.values(seen)) expect(count).toBeLessThanOrEqual(most)
    }
  })

  it('is told of each execution that failed, for all at once', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { failure { group { id count isExact share firstSeen lastSeen title } } } }`
    const group = { share: null, isExact: true }
    const ids = ['disk-1', 'late-10', 'disk-2', 'new', 'ok', 'open']
    const { answer, seen } = await counter.during(() => api.ask(query, { ids }))
    const first = names[0]!
    const { [first]: own } = seen
    const one = await counter.during(() => api.ask(query, { ids: ['disk-1'] }))
    expect([one.seen[first], own! <= 8]).toEqual([own, true])
    const ofDisk = {
      ...group,
      id: disk,
      count: 4,
      firstSeen: instant(1),
      lastSeen: instant(50),
      title: 'disk 50 is full',
    }
    expect(answer.data).toEqual({
      executions: [
        { failure: { group: ofDisk } },
        {
          failure: {
            group: {
              ...group,
              id: late,
              count: 2,
              firstSeen: instant(10),
              lastSeen: instant(60),
              title: 'Timed out after 60 s',
            },
          },
        },
        { failure: { group: ofDisk } },
        {
          failure: {
            group: {
              ...group,
              id: table,
              count: 1,
              firstSeen: instant(70),
              lastSeen: instant(70),
              title: 'no such table: "orders"',
            },
          },
        },
        { failure: null },
        { failure: null },
      ],
    })
  })

  it('lists the failures of a group by a walk along its index', async () => {
    const query = (filter: string) =>
      `{ executionHistory(filter: { ${filter} }, first: 2) { nodes { id } pageInfo { hasNextPage } } }`
    const { answer, seen } = await counter.during(() => api.ask(query(`failureGroup: ["${disk}"]`)))
    expect(seen).toEqual(each(setup, 1))
    expect(answer.data).toEqual({
      executionHistory: {
        nodes: times === 1 ? [{ id: 'disk-50' }, { id: 'disk-3' }] : [{ id: 'disk-50' }, { id: 'disk-50' }],
        pageInfo: { hasNextPage: true },
      },
    })
    const two = await api.data(query(`failureGroup: ["${disk}", "${table}"], flow: ["Train"]`))
    expect(two).toEqual(answer.data)
    const counted = await api.data<{ executionStats: { counts: { value: number }[] } }>(
      `{ executionStats(filter: { failureGroup: ["${disk}"], status: [FAILED] }) { counts { value } } }`,
    )
    expect(counted.executionStats.counts).toEqual([{ value: 4 * times }])
  })

  it.each([
    ['first: 0', { field: 'first', limit: 1, received: 0 }],
    ['first: 101', { field: 'first', limit: 100, received: 101 }],
    ['after: "x"', { field: 'after' }],
    [
      `filter: { failureGroup: [${Array.from({ length: 101 }, (_, index) => `"${index}"`).join()}] }`,
      { field: 'filter.failureGroup', limit: 100, received: 101 },
    ],
  ])('refuses %s', async (args, problem) => {
    const answer = await api.ask(`{ failureGroups(${args}) { nodes { id } } }`)
    expect(errors(answer)).toEqual([{ code: 'BAD_USER_INPUT', path: ['failureGroups'], ...problem }])
  })

  it.each(['flows(first: 0) { flow }', 'buckets(count: 101) { count }'])(
    'refuses %s of a group',
    async (field) => {
      const answer = await api.ask(`{ failureGroups(first: 1) { nodes { id ${field} } } }`)
      expect(errors(answer)).toMatchObject([
        { code: 'BAD_USER_INPUT', field: field.startsWith('flows') ? 'first' : 'count' },
      ])
    },
  )
})
