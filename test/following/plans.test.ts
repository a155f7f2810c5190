import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { followAt } from '../setup/ask/following.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { storeHeartbeats, storeRuns } from '../setup/seeds/runs.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds, lastingVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const count = sized(30_000, 15_000)

/** Some promise heartbeats. All rows were written by servers that say so: on Postgres by one transaction. */
const lived = (sql: Sql) => [
  `update executions set heartbeat_at = ${Date.now()} + sort_at / 1000 % 1000000, heartbeat_timeout_ms = 600000 where verdict = 0`,
  `update runs set heartbeat_at = ${Date.now()} - number where number % 10 = 0`,
  ...(sql.dialect === 'postgres'
    ? []
    : [
        'update executions set changed = rowid',
        'update runs set changed = rowid',
        `update change_counter set value = ${count}`,
      ]),
]

const touched = (sql: Sql) =>
  sql.dialect === 'postgres'
    ? `select 'executions', 'e-' || n, 0, n from generate_series(1, ${count}) as numbers(n)`
    : `select 'executions', execution_id, 0, rowid, rowid from executions`

describe.each(sized(lastingVersions, kinds))(`what changed among ${count}, on %s,`, (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openStores(api)[0]!
    await fill(sql, count)
    for (const text of lived(sql)) await sql.run(text)
    const columns = sql.dialect === 'postgres' ? 'kind, key, number, at' : 'kind, key, number, at, changed'
    await sql.run(`insert into touched (${columns}) ${touched(sql)}`)
    if (sql.dialect === 'postgres') await sql.run('analyze')
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('is read from ranges of indexes, and by keys', async () => {
    const plans: Plan[] = []
    const follower = await followAt(explaining(api.backends[0]!, sql, plans))
    await follower.ids()
    await record(
      api,
      idsFrom('new ', 5).map((id) => begun(id)),
    )
    await storeRuns(api, [{ flow: 'new', number: 1 }])
    await storeHeartbeats(api, [{ flow: 'new', number: 1 }])
    expect(await follower.ids()).toEqual({ executions: idsFrom('new ', 5), runs: ['new/1'] })
    const reads = plans.map((plan) => plan.reads)
    expect(reads.flat().filter((read) => read.startsWith('scan '))).toEqual([])
    expect([...new Set(reads.flat())].toSorted()).toEqual([
      'search executions by executions_changed',
      'search executions by executions_stale',
      'search executions by primary key',
      'search runs by primary key',
      'search runs by runs_changed',
      'search runs by runs_live',
      'search touched by primary key',
    ])
    for (const { rows } of plans) if (rows !== undefined) expect(rows).toBeLessThan(50)
  })
})
