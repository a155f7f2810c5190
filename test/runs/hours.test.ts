import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { migrated, migrationsOf } from '../setup/servers/migrations.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { kinds, lastingVersions, newPlace, postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const hour = 3_600_000
const number = (rows: readonly Record<string, unknown>[]) => Number(Object.values(rows[0]!)[0])

/** What is counted, and what is there, by flow, hour and outcome. */
async function both(sql: Sql) {
  const own = `started_at - ((started_at % ${hour}) + ${hour}) % ${hour}`
  const plain = (rows: readonly Record<string, unknown>[]) =>
    rows.map((row) => Object.values(row).map(String)).toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
  const counted = (table: string, of: string) =>
    sql.run(`
      select ${of}, sum(runs)
      from (select ${of}, runs from ${table} union all select ${of}, runs from run_hour_changes) as counted
      group by ${of}
      having sum(runs) <> 0
    `)
  const there = (of: string) =>
    sql.run(`select ${of}, count(*) from (select *, ${own} as hour from runs) as runs group by ${of}`)
  const [ofFlows, ofAll] = ['flow_id, hour, outcome', 'hour, outcome'] as const
  return {
    counted: [plain(await counted('run_flow_hours', ofFlows)), plain(await counted('run_hours', ofAll))],
    there: [plain(await there(ofFlows)), plain(await there(ofAll))],
  }
}

const insert = (flow: string, run: number, startedAt: number, ok: 0 | 1 | null = null) =>
  `insert into runs (flow_id, number, started_at, version, end_ok) values ('${flow}', ${run}, ${startedAt}, 1, ${ok})`

describe.each(sized(postgresVersions, postgresKinds))('the counts of hours on %s', (kind) => {
  let api: Api
  let sqls: Sql[]
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sqls = Array.from({ length: 6 }, () => openSql(api.places[0]!))
  })
  afterAll(async () => {
    await Promise.all(sqls.map((sql) => sql.close()))
    await api.close()
  })
  const everyone = (work: (sql: Sql, writer: number) => Promise<unknown>) => Promise.all(sqls.map(work))

  it('are right among writers that overlap, and do not grow with what is written', async () => {
    await everyone(async (sql, writer) => {
      for (let run = 0; run < 200; run += 1) {
        await sql.run('begin')
        await sql.run(insert(`F${run % 2}`, 1_000 * writer + run, (run % 3) * hour, 1))
        await sql.run(`update runs set end_ok = 0 where flow_id = 'F0' and number = ${1_000 * writer + run}`)
        if (run % 5 === 4) await sql.run(`delete from runs where number = ${1_000 * writer + run - 1}`)
        await sql.run(run % 7 === 6 ? 'rollback' : 'commit')
      }
    })
    const [sql] = sqls as [Sql]
    const { counted, there } = await both(sql)
    expect(counted).toEqual(there)
    expect(counted[0]!.length).toBeGreaterThan(5)
    // They wrote more than 2,000 changes, of which every 128th or so adds up.
    expect(number(await sql.run('select count(*) from run_hour_changes'))).toBeLessThan(1_900)
    expect(number(await sql.run('select count(*) from run_hours'))).toBeGreaterThan(0)
  }, 120_000)

  it('are right after a repeatable read, a bulk insert of other hours, and a truncation', async () => {
    const [one, other] = sqls as [Sql, Sql, ...Sql[]]
    await one.run('begin isolation level repeatable read')
    await one.run('select count(*) from runs')
    for (let run = 0; run < 100; run += 1) await other.run(insert('R', run, 0))
    for (let run = 100; run < 200; run += 1) await one.run(insert('R', run, 0))
    await one.run('commit')
    await one.run(
      `insert into runs (flow_id, number, started_at, version) select 'B' || i % 3, i, i * 1000000, 1 from generate_series(-2000, 2000) i`,
    )
    const filled = await both(one)
    expect(filled.counted).toEqual(filled.there)
    await one.run('truncate runs')
    expect(await both(one)).toEqual({ counted: [[], []], there: [[], []] })
  })

  it('are written for whoever may write runs, and nothing more', async () => {
    const [sql] = sqls as [Sql]
    const role = `counting_${process.pid}_${Date.now()}`
    await sql.run(`create role ${role}`)
    try {
      await sql.run(`grant insert, select on runs to ${role}`)
      await sql.run(`set role ${role}`)
      await sql.run(
        'create temporary table run_hour_changes (flow_id text, outcome int, hour bigint, runs bigint)',
      )
      await sql.run(insert('mine', 1, 5 * hour))
      await expect(sql.run('select * from public.run_hour_changes')).rejects.toThrow('permission denied')
      expect(await sql.run('select * from pg_temp.run_hour_changes')).toEqual([])
    } finally {
      await sql.run('reset role')
      await sql.run('drop table if exists pg_temp.run_hour_changes')
      const { counted, there } = await both(sql)
      expect(counted).toEqual(there)
      await sql.run(`drop owned by ${role}`)
      await sql.run(`drop role ${role}`)
    }
  })
})

it.each(sized(lastingVersions, kinds))(
  'are made of the runs that a store on %s has, and of what an old server writes',
  async (kind) => {
    const place = await newPlace(kind)
    const sql = openSql(place)
    await migrated(sql, migrationsOf(sql.dialect).slice(0, 9))
    for (let run = 0; run < 50; run += 1)
      await sql.run(insert(`F${run % 3}`, run, (run - 20) * 700_000, ([0, 1, null] as const)[run % 3]))
    const backend = await openBackend(parseBackend(`main=${place.url}`))
    try {
      const before = await both(sql)
      expect([before.counted, before.there[0]!.length > 20]).toEqual([before.there, true])
      await sql.run(insert('F0', 100, 0))
      await sql.run(`update runs set end_ok = 1, end_ok_at = 7, end_ok_id = '' where number < 30`)
      const after = await both(sql)
      expect(after.counted).toEqual(after.there)
    } finally {
      await backend.close()
      await sql.close()
      await place.remove()
    }
  },
)
