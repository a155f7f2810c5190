import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Patch, update } from '../setup/seeds/patches.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const promised = { heartbeatAt: at(0), heartbeatTimeoutMs: 60_000 }

/** Whether the patch changes a column that an index has, and what it is applied to. */
const cases: readonly { id: string; isIndexed: boolean; patch: Patch; given?: object }[] = [
  { id: 'a sign of life', isIndexed: false, patch: { heartbeatAt: at(5) } },
  { id: 'a note', isIndexed: false, patch: { metadata: [{ field: 'note', value: 'text' }] } },
  { id: 'a tag', isIndexed: false, patch: { addTags: ['t'] } },
  { id: 'a node', isIndexed: false, patch: { nodeResults: [{ nodeId: 'a', status: 'READY' }] } },
  { id: 'outputs', isIndexed: false, patch: { outputs: { a: 1 } } },
  { id: 'a sign of life that was promised', isIndexed: true, patch: { heartbeatAt: at(5) }, given: promised },
  {
    id: 'a promise after a sign of life',
    isIndexed: true,
    patch: { heartbeatTimeoutMs: 1 },
    given: { heartbeatAt: at(0) },
  },
  { id: 'a state', isIndexed: true, patch: { state: 'WAITING' } },
  { id: 'an end', isIndexed: true, patch: { finishAttempt: { verdict: 'OK' } } },
  {
    id: 'an end with an error',
    isIndexed: true,
    patch: { finishAttempt: { verdict: 'FAILED', error: 'no' } },
  },
]

describe.each(sized(postgresVersions, postgresKinds))('a patch on %s', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openSql(api.places[0]!)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  /** The number of the row, and how often it was noted. */
  const told = async (id: string) => {
    const [row] = await sql.run(
      `select changed::text, (select count(*)::int from touched where key = $1) as noted from executions where execution_id = $1`,
      [id],
    )
    return row!
  }

  it.each(cases)('$id: the row tells of it if an index has the column', async (one) => {
    const { id, isIndexed, patch, given } = one
    await record(api, [begun(id, 0, given)])
    const before = await told(id)
    await update(api, [{ id, ...patch }])
    const after = await told(id)
    const noted = [before['noted'], after['noted']]
    expect([noted, after['changed'] !== before['changed']]).toEqual([[0, isIndexed ? 0 : 1], isIndexed])
  })

  it('leaves all indexes alone if no column of theirs changes', async () => {
    const indexed = await sql.run(`
      select distinct attname as name
      from pg_depend
      join pg_class on pg_class.oid = objid and relkind = 'i'
      join pg_attribute on attrelid = refobjid and attnum = refobjsubid
      where refobjid = 'executions'::regclass
    `)
    const names = new Set(indexed.map(({ name }) => name))
    expect(names.has('verdict')).toBe(true)
    const others = ['attempt_at', 'verdict_at', 'verdict_id', 'node_count', 'output_preview', 'version']
    expect(others.filter((name) => names.has(name))).toEqual([])
  })

  it('leaves the row where its indexes find it', async () => {
    const inPlace = async () => {
      const [row] = await sql.run(
        `select n_tup_hot_upd from pg_stat_user_tables where relname = 'executions'`,
      )
      return Number(row!['n_tup_hot_upd'])
    }
    const ids = idsFrom('beats ', 3)
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const before = await inPlace()
    for (const ms of [1, 2, 3, 4])
      await update(
        api,
        ids.map((id) => ({ id, heartbeatAt: at(ms) })),
      )
    // The server counts them at the end of a later transaction of the same connection.
    const later = async () => {
      await update(api, [{ id: 'nobody', heartbeatAt: at(9) }])
      return inPlace()
    }
    await expect.poll(later, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + 6)
  }, 90_000)
})
