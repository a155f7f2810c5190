import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { hashOfText } from '../../src/db/stores/postgres/citus/hash.ts'
import { equalShards, shardOf } from '../../src/db/stores/postgres/citus/shards.ts'
import { statements } from '../setup/ask/answers.ts'
import { drain, edge, look, node, start } from '../setup/ask/queue.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { update } from '../setup/seeds/patches.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { endFact, storeFacts, storeRuns } from '../setup/seeds/runs.ts'
import { details, scalars, whole } from '../setup/seeds/wholes.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { openSql } from '../setup/servers/sql.ts'
import { citusShapes, newReadyPlace, postgresKinds } from '../setup/servers/stores.ts'

const [postgres] = postgresKinds as [string]

describe('the shard of a key', () => {
  it('is known by the hash that Postgres has of it', async () => {
    const place = await newReadyPlace(postgres)
    const sql = openSql(place)
    const texts = [...'abcdefghijklmnopqrstuvwxyz'].map((_, length) =>
      'Grüße, 世界! 🚀 and more'.slice(0, length),
    )
    const keys = [...texts, 'x'.repeat(255), ...idsFrom('e-', 200)]
    const rows = await sql.run('select key, hashtext(key) as hash from unnest($1::text[]) as key', [keys])
    expect(rows.map(({ key }) => [key, hashOfText(String(key))])).toEqual(
      rows.map(({ key, hash }) => [key, hash]),
    )
    await sql.close()
    await place.remove()
  })

  it('is the last one that begins at its hash or before', () => {
    const shards = equalShards(8)
    expect(shards.map(({ least }) => least)).toContain(0)
    for (const key of idsFrom('key-', 500)) {
      const hash = hashOfText(key)
      expect(shardOf(key, shards)).toBe(shards.findLastIndex(({ least }) => least <= hash))
    }
  })
})

const flows = idsFrom('flow-', 6)
const ids = idsFrom('e-', 12)

/** Runs of several flows, and executions of several shards with everything. */
async function fill(api: Api): Promise<void> {
  await storeRuns(
    api,
    flows.flatMap((flow) =>
      [1, 2, 3].map((number) => ({ flow, number, name: `r${number}`, startedAt: at(number * 10_000) })),
    ),
  )
  await storeFacts(
    api,
    flows.flatMap((flow, place) => [
      endFact(flow, 1, 'attempt_ok', 'true', Date.parse(at(15_000))),
      endFact(flow, 2, 'attempt_ok', place % 2 === 0 ? 'true' : 'false', Date.parse(at(25_000))),
    ]),
  )
  await record(api, [begun('parent'), begun('other')])
  await record(
    api,
    ids.map((id, place) =>
      whole(id, {
        flow: flows[place % flows.length],
        runNumber: 1 + (place % 3),
        parentId: place % 2 === 0 ? 'parent' : 'other',
        tags: [`t${place % 2}`],
        ...(place % 4 === 3 && {
          metadata: [],
          attempts: [
            {
              number: 1,
              startedAt: at(place),
              finishedAt: at(place + 9),
              verdict: 'FAILED',
              error: `no ${place % 8}`,
            },
          ],
        }),
      }),
    ),
  )
  const patched = ids
    .slice(0, 8)
    .map((id) => ({ id, addTags: ['patched'], metadata: [{ field: 'seen', value: id }] }))
  expect((await update(api, patched)).filter(({ ok }) => !ok)).toEqual([])
}

const pick = (name: string, more: string) =>
  flows.map((flow, place) => `${name}${place}: run(flow: "${flow}"${more}) { number status }`).join(' ')

/** Queries, with how many statements a Postgres gets for them, and how many where each shard gets its own. */
const queries: readonly (readonly [what: string, query: string, plain: number, shards: number])[] = [
  ['look-ups by id', `executions(ids: $ids) { ${scalars} tags }`, 2, 2],
  ['everything of executions', `executions(ids: $ids) { id ${details} }`, 9, 15],
  [
    'children of several',
    'executions(ids: ["parent", "other"]) { children(first: 4) { nodes { id } } }',
    2,
    3,
  ],
  ['newest runs', pick('newest', ''), 1, 4],
  ['newest runs of a status', pick('good', ', status: [COMPLETED]'), 1, 4],
  ['runs by name', pick('named', ', ref: "r2"'), 1, 4],
  [
    'neighbours',
    pick('of', ', ref: "2"').replaceAll('number status', 'previous { number } next { number }'),
    3,
    12,
  ],
  [
    'what hangs on runs',
    pick('of', ', ref: "1"').replaceAll(
      'number status',
      'metadata { nodes { field value } } executions(first: 2) { nodes { id } }',
    ),
    3,
    14,
  ],
  [
    'pages of one flow',
    `runs(filter: { flow: ["${flows[0]}"], status: [FAILED, COMPLETED] }) { nodes { number status } }`,
    1,
    1,
  ],
  ['running executions', 'executionHistory(filter: { status: [RUNNING, WAITING] }) { nodes { id } }', 1, 1],
  ['failures', 'failureGroups { nodes { count firstSeen lastSeen isRising newest { id } } }', 3, 5],
  ['what is usual', 'executions(ids: $ids) { usual { p50Ms } failure { summary changed { path } } }', 9, 27],
]

describe('a store in shards', () => {
  let plain: Api
  let shards: Api
  let counter: Counter
  beforeAll(async () => {
    plain = await startApi({ title: '', kinds: { main: postgres } })
    shards = await startApi({ title: '', kinds: { main: citusShapes } })
    counter = await countStatements(shards)
    for (const api of [plain, shards]) await fill(api)
  })
  afterAll(async () => {
    await counter.close()
    await plain.close()
    await shards.close()
  })

  it.each(queries)('answers as any other: %s', async (_, query, ofPlain, ofShards) => {
    const text = query.includes('$ids') ? `query ($ids: [ID!]!) { ${query} }` : `{ ${query} }`
    const expected = await plain.ask(text, { ids })
    const { answer, seen } = await counter.during(() => shards.ask(text, { ids }))
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual(expected.data)
    expect([statements(expected), statements(answer), seen]).toEqual([
      { main: ofPlain },
      { main: ofShards },
      { main: ofShards },
    ])
  })

  it('hands out nodes with what others returned', async () => {
    const dag = { title: 'in shards', nodes: [node('a'), node('b')], edges: [edge('a b')] }
    const started = await start(
      shards,
      idsFrom('q-', 5).map((id) => ({ id, flow: 'Work' })),
      dag,
    )
    const handled = await drain(shards, ({ nodeId, input }) => ({ output: nodeId === 'a' ? 7 : input }))
    expect(handled.length).toBeGreaterThan(0)
    const seen = await look(
      shards,
      started.map(({ id }) => id!),
    )
    expect(seen.map((one) => one?.status)).toEqual(started.map(() => 'COMPLETED'))
  })

  it('locks in the order of its shards, whoever asks in what order', async () => {
    const many = idsFrom('lock-', 40)
    await record(
      shards,
      many.map((id) => begun(id)),
    )
    const shuffled = (turn: number) => [...many.slice(turn), ...many.slice(0, turn)]
    const answers = await Promise.all(
      [0, 9, 18, 27].map((turn) =>
        update(
          shards,
          shuffled(turn).map((id) => ({ id, metadata: [{ field: 'note', value: `${turn}` }] })),
        ),
      ),
    )
    expect(answers.flat().filter(({ ok }) => !ok)).toEqual([])
  })

  it('deletes what it is told, and all', async () => {
    const deleted = await shards.data<{ deleteExecutions: { results: { ok: boolean }[] } }>(
      'mutation ($ids: [ID!]!) { deleteExecutions(input: { ids: $ids }) { results { ok } } }',
      { ids: ids.slice(0, 6) },
    )
    expect(deleted.deleteExecutions.results.every(({ ok }) => ok)).toBe(true)
    await shards.data('mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }')
    expect(await shards.data('{ executionHistory { nodes { id } } }')).toEqual({
      executionHistory: { nodes: [] },
    })
  })
})

describe('the option citus', () => {
  it('is refused where the database has not Citus', async () => {
    const place = await newReadyPlace(postgres)
    await expect(openBackend(parseBackend(`main=${place.url}?citus=true`))).rejects.toThrow(
      'Backend "main" has citus=true, and its database does not have the extension citus.',
    )
    await place.remove()
  })

  it('is true or false, and not for a store with replicas', () => {
    const parsed = (options: string) => () => parseBackend(`main=postgres://a@b/c?${options}`)
    expect(parsed('citus=yes')).toThrow('Backend "main": citus=yes is neither true nor false.')
    expect(parsed('citus=true&replica=postgres://b')).toThrow('citus=true and replica= exclude each other.')
    expect(parsed('citus=false')).not.toThrow()
  })
})
