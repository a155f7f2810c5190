import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refillGroups } from '../../src/db/failures/refill.ts'
import { groupOf } from '../../src/db/fingerprint/fingerprint.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { runApp } from '../../src/server/running.ts'
import { type Sent, at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, aloneSetups, post, startApi } from '../setup/servers/api.ts'
import { newLog } from '../setup/servers/logged.ts'
import { type Sql, openSql, openStores } from '../setup/servers/sql.ts'
import { kinds, newReadyPlace } from '../setup/servers/stores.ts'

const failed = (id: string, error?: string, more: Sent = {}) =>
  begun(id, 0, {
    attempts: [{ number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'FAILED', error }],
    ...more,
  })

const ids = idsFrom('f-', 130)
const textOf = (id: string) => `disk ${id} is full`
const seeds = [
  ...ids.map((id) => failed(id, textOf(id))),
  failed('of a node', undefined, {
    nodeResults: [{ nodeId: 'n', status: 'FAILED', error: 'no such table' }],
  }),
  failed('long', `x${'é'.repeat(50_000)}`),
  failed('silent'),
  begun('open'),
]

/** As a server of the version before writes them. */
const forget = 'update executions set failure_group = null, failure_bytes = null'

const stored = async (sql: Sql) =>
  (await sql.run('select execution_id, failure_group, version from executions order by execution_id')).map(
    (row) => Object.values(row).map(String),
  )

describe.each(aloneSetups)('finding groups on $title', (setup) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await record(api, seeds)
  })
  beforeEach(() => sql.run(forget))
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  const refill = (signal = new AbortController().signal, backend = api.backends[0]!) =>
    refillGroups({ backend, meter: createMeter(), signal })
  const failures = seeds.length - 1

  it('makes those of all failures that have none, once, without a new version', async () => {
    const before = await stored(sql)
    expect(before.every(([, group]) => group === 'null')).toBe(true)
    expect(await refill()).toBe(failures)
    expect(await refill()).toBe(0)
    const after = await stored(sql)
    const groups = Object.fromEntries(after.map(([id, group]) => [id, group]))
    expect(groups).toEqual({
      ...Object.fromEntries(ids.map((id) => [id, groupOf(textOf(id))])),
      'of a node': groupOf('no such table'),
      'long': groupOf(`x${'é'.repeat(50_000)}`),
      ...{ silent: 'null', open: 'null' },
    })
    expect(after.map(([id, , version]) => [id, version])).toEqual(
      before.map(([id, , version]) => [id, version]),
    )
  })

  it('makes those of an error that was replaced, and of an earlier version, anew', async () => {
    await refill()
    const whole = await stored(sql)
    await sql.run(`update executions set failure_group = '0:' || execution_id where execution_id like 'f-1%'`)
    await sql.run(`update executions set error = 'another error' where execution_id = 'f-7'`)
    expect(await refill()).toBe(ids.filter((id) => id.startsWith('f-1')).length + 1)
    const expected = whole.map(([id, group, version]) => [
      id,
      id === 'f-7' ? groupOf('another error') : group,
      version,
    ])
    expect(await stored(sql)).toEqual(expected)
    await sql.run(`update executions set error = 'disk f-7 is full' where execution_id = 'f-7'`)
  })

  it('begins no transaction when it is called off', async () => {
    expect(await refill(AbortSignal.abort())).toBe(0)
    expect((await stored(sql)).every(([, group]) => group === 'null')).toBe(true)
  })

  it('is told of by what is read meanwhile', async () => {
    const query = '{ failureGroups { isExact nodes { count isExact } } }'
    expect(await api.data(query)).toEqual({ failureGroups: { isExact: false, nodes: [] } })
    await refill()
    const shown = (count: number) => ({ count, isExact: true })
    expect(await api.data(query)).toEqual({
      failureGroups: { isExact: true, nodes: [shown(130), shown(1), shown(1)] },
    })
  })
})

describe.each(kinds)('two servers that find groups on %s', (kind) => {
  it('make each once', async () => {
    const place = await newReadyPlace(kind)
    const backends = await Promise.all([0, 1].map(() => openBackend(parseBackend(`main=${place.url}`))))
    const sql = openSql(place)
    try {
      await sql.run(
        `insert into executions (execution_id, flow_id, sample_rate, sort_at, attempt, verdict, error, node_count, version) values ${ids
          .map((id) => `('${id}', 'F', 1, 0, 1, 2, '${textOf(id)}', 0, 1)`)
          .join()}`,
      )
      const { signal } = new AbortController()
      const counts = await Promise.all(
        backends.map((backend) => refillGroups({ backend, meter: createMeter(), signal })),
      )
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ids.length)
      expect(new Set((await stored(sql)).map(([, group]) => group))).toEqual(
        new Set([groupOf(textOf('f-0'))]),
      )
    } finally {
      await sql.close()
      for (const backend of backends) await backend.close()
      await place.remove()
    }
  })
})

it('a server finds groups after its start', async () => {
  const place = await newReadyPlace('sqlite')
  const sql = openSql(place)
  await sql.run(
    `insert into executions (execution_id, flow_id, sample_rate, sort_at, attempt, verdict, error, node_count, version) values ('old', 'F', 1, 0, 1, 4, 'disk 7 is full', 0, 1)`,
  )
  const { log, lines } = newLog()
  const backends = [parseBackend(`main=${place.url}`)]
  const running = await runApp({ backends, log, tokenStore: undefined, waitForBackends: 0 })
  try {
    running.begin()
    const found = 'found the groups of earlier failures'
    await expect.poll(() => lines.filter(({ msg }) => msg === found)).toMatchObject([{ executions: 1 }])
    const answer = await post(running.app, { query: '{ failureGroups { isExact nodes { id count } } }' })
    const nodes = [{ id: groupOf('disk 7 is full'), count: 1 }]
    expect(await answer.json()).toMatchObject({ data: { failureGroups: { isExact: true, nodes } } })
  } finally {
    await running.close()
    await sql.close()
    await place.remove()
  }
})
