import { describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { apiOver } from '../setup/servers/api.ts'
import { migrated, migrationsOf } from '../setup/servers/migrations.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, newPlace } from '../setup/servers/stores.ts'

/** What a server of the version before has applied. It goes on running beside a new one, which applies the others. */
const known = 4

describe.each(['sqlite', 'postgres'] as const)('the migrations on %s', (dialect) => {
  it('only add, so that old and new servers may share a store', () => {
    const later = migrationsOf(dialect)
      .slice(known)
      .flatMap(({ sql }) => sql.map((text) => text.trim()))
    expect(later.length).toBeGreaterThan(0)
    // A default, which comes after its column, is for rows to come.
    const adds =
      /^create (index|table|trigger) |^insert into `change_counter` |^alter table \S+ (add (?!.*not null(?!.* default ))|alter column \S+ set default )/i
    // Counts of what is there, and functions of triggers, which write nothing else.
    const counts = /^insert into \S+hours. \(|^do \$migration\$/i
    // Without an index, servers of the version before are only slower. The table of tokens is new to them.
    const indexes = /^drop index |^create unique index \S+ on .tokens/i
    const isHarmless = (text: string) => [adds, counts, indexes].some((known) => known.test(text))
    expect(later.filter((text) => !isHarmless(text))).toEqual([])
  })
})

/** Every column and index of `executions`, as the store describes it. */
const described = {
  sqlite: `
    select name, sql from sqlite_master where tbl_name = 'executions' and type = 'index'
    union all
    select name, type || "notnull" || hidden from pragma_table_xinfo('executions')`,
  postgres: `
    select indexname as name, indexdef as sql from pg_indexes where tablename = 'executions'
    union all
    select column_name, concat(data_type, ' ', generation_expression, ' ', is_nullable)
    from information_schema.columns where table_name = 'executions'`,
}

/** What the version before asks for, in its own words. */
const oldRanges = (now: number) => ({
  silent: `standing = 0 and stale_at < ${now}`,
  alive: `standing = 0 and stale_at >= ${now}`,
  unpromised: `standing = 0 and stale_at is null`,
})

const recorded = [
  { id: 'pending' },
  { id: 'running', status: 'running' },
  { id: 'alive', status: 'running', heartbeatTimeoutMs: 1_000_000_000_000 },
  { id: 'silent', status: 'running', heartbeatTimeoutMs: 1, heartbeatAt: '2026-01-01T00:00:00Z' },
  { id: 'waiting', status: 'waiting' },
  { id: 'paused', status: 'paused' },
  { id: 'completed', status: 'success' },
  { id: 'failed', status: 'error' },
  { id: 'cancelled', status: 'cancelled' },
  { id: 'late', status: 'timed_out' },
].map((one) => ({ flow: 'etl', ...one }))

describe.each(kinds)('a store on %s that a new server has migrated under an old one', (kind) => {
  it('keeps the columns and indexes of the old one, and answers it the same', async () => {
    const place = await newPlace(kind)
    const sql = openSql(place)
    await migrated(sql, migrationsOf(sql.dialect).slice(0, known))
    const before = await sql.run(described[sql.dialect])
    expect(before.length).toBeGreaterThan(8)
    const backend = await openBackend(parseBackend(`main=${place.url}`))
    const api = apiOver([backend], [place])
    try {
      expect(await sql.run(described[sql.dialect])).toEqual(expect.arrayContaining(before))
      const record =
        'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
      const stored = await api.data<{ recordExecutions: { results: unknown[] } }>(record, {
        input: { executions: recorded },
      })
      expect(stored.recordExecutions.results).toEqual(recorded.map(() => ({ ok: true })))
      const rows = await sql.run('select execution_id, standing from executions')
      const standings = Object.fromEntries(rows.map((row) => [row['execution_id'], row['standing']]))
      expect(standings).toEqual({
        ...{ pending: 5, running: 0, alive: 0, silent: 0, waiting: 6, paused: 7 },
        ...{ completed: 1, failed: 2, cancelled: 3, late: 4 },
      })
      const old = async (where: string) =>
        (await sql.run(`select execution_id from executions where ${where}`)).map((row) =>
          String(row['execution_id']),
        )
      const { silent, alive, unpromised } = oldRanges(Date.now())
      const inNew = async (status: string) => {
        const list = `{ executionHistory(filter: { status: [${status}] }) { nodes { id } } }`
        const { executionHistory } = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(list)
        return executionHistory.nodes.map(({ id }) => id).toSorted()
      }
      expect(await inNew('RUNNING')).toEqual([...(await old(alive)), ...(await old(unpromised))].toSorted())
      expect(await inNew('RUNNING')).toEqual(['alive', 'running'])
      expect(await inNew('FAILED')).toEqual([...(await old(silent)), 'failed'].toSorted())
      expect(await inNew('FAILED')).toEqual(['failed', 'silent'])
    } finally {
      await sql.close()
      await api.close()
    }
  })
})
