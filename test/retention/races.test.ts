import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { type Pass, retain } from '../../src/db/retention/pass.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, aloneSetups, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { hangOn, idsByTable, lay, storedIds } from '../setup/seeds/retention.ts'
import { type Sql, openSql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000
const old = now - 100 * day

const alone = setupsAndMemory.filter(({ kinds }) => Object.keys(kinds).length === 1)

const tested = sized(alone, aloneSetups)

describe.each(tested)('while others write to $title, retention', (setup) => {
  const isPostgres = setup.title.startsWith('postgres')
  let api: Api
  let backend: Backend
  let sql: Sql
  beforeAll(async () => {
    api = await startApi(setup)
    backend = api.backends[0]!
    sql = openStores(api)[0]!
  })
  beforeEach(async () => {
    for (const table of Object.keys(await idsByTable(sql))) await sql.run(`delete from ${table}`)
    for (const table of ['flows', 'dags', 'runs']) await sql.run(`delete from ${table}`)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  const pass = (rule: string, more: Partial<Pass> = {}) =>
    retain({ backend, rule: parseRetainRule(rule), now, meter: createMeter(), ...more })

  /** The same backend, with something that happens before each of its transactions begins. */
  const before = (work: () => Promise<unknown>): Backend => ({
    ...backend,
    async write(meter, transaction) {
      await work()
      return backend.write(meter, transaction)
    },
  })

  it.each(['any:30d', 'count:1'])('leaves what was begun anew after it was chosen, by %s', async (rule) => {
    const ids = idsFrom('e-', 5)
    await lay(
      sql,
      ids.map((id, index) => ({ id, sortAt: old + index })),
    )
    await hangOn(sql)
    const retry = () =>
      sql.run(`update executions set attempt = 2, verdict = 0, finished_at = null where execution_id = 'e-2'`)
    const { parts } = await pass(rule, { backend: before(retry) })
    const stay = rule === 'count:1' ? ['e-2', 'e-4'] : ['e-2']
    expect(parts).toEqual([{ part: rule, executions: 5 - stay.length }])
    for (const known of Object.values(await idsByTable(sql))) expect(known).toEqual(stay)
  })

  it('leaves what has failed again meanwhile, which has an age of its own', async () => {
    await lay(sql, [{ id: 'a', sortAt: old }])
    const again = () => sql.run(`update executions set verdict = 2 where execution_id = 'a'`)
    const rule = 'completed:30d,failed:200d'
    expect((await pass(rule, { backend: before(again) })).parts.map(({ executions }) => executions)).toEqual([
      0, 0,
    ])
    expect(await storedIds(sql)).toEqual(['a'])
  })

  it('leaves a DAG that was used after it was chosen', async () => {
    for (const hash of ['used', 'recorded', 'free'])
      await sql.run(
        `insert into dags (dag_hash, json, node_count, last_used_at) values ('${hash}', '{}', 0, ${old})`,
      )
    const use = async () => {
      await sql.run(`update dags set last_used_at = ${now} where dag_hash = 'used'`)
      await lay(sql, [{ id: 'new', sortAt: now, dag: 'recorded' }])
    }
    expect((await pass('any:30d', { backend: before(use) })).dags).toBe(1)
    const left = (await sql.run('select dag_hash as hash from dags')).map(({ hash }) => String(hash))
    expect(left.toSorted()).toEqual(['recorded', 'used'])
  })

  if (isPostgres)
    it('waits for nobody who holds a row, and takes the others', async () => {
      await lay(
        sql,
        ['held', 'free'].map((id) => ({ id, sortAt: old })),
      )
      for (const hash of ['held', 'free'])
        await sql.run(
          `insert into dags (dag_hash, json, node_count, last_used_at) values ('${hash}', '{}', 0, ${old})`,
        )
      const other = openSql(api.places[0]!)
      await other.run('begin')
      await other.run(`update executions set error = 'late' where execution_id = 'held'`)
      await other.run(`select * from dags where dag_hash = 'held' for update`)
      expect(await pass('any:30d')).toEqual({
        parts: [{ part: 'any:30d', executions: 1 }],
        dags: 1,
        audit: 0,
      })
      expect(await storedIds(sql)).toEqual(['held'])
      await other.run('commit')
      await other.close()
      expect(await pass('any:30d')).toEqual({
        parts: [{ part: 'any:30d', executions: 1 }],
        dags: 1,
        audit: 0,
      })
    })

  it('loses nothing that is recorded during a pass, and removes each old one once', async () => {
    const oldOnes = sized(1_500, 500)
    const ids = idsFrom('old-', oldOnes)
    for (let first = 0; first < ids.length; first += 500)
      await lay(
        sql,
        ids.slice(first, first + 500).map((id, index) => ({ id, sortAt: old + index })),
      )
    await hangOn(sql)
    const dag = (index: number) => ({ nodes: [{ id: `node-${index}` }] })
    const recorded = (index: number) => begun(`new-${index}`, 0, { dag: dag(index % 40), inputs: [index] })
    // The same DAGs, old and unused: each is collected or used again, whoever comes first.
    await record(
      api,
      idsFrom('', 40).map((_, index) => recorded(index)),
    )
    await sql.run(`update dags set last_used_at = ${old}`)
    await sql.run(`delete from executions where execution_id like 'new-%'`)
    for (const table of Object.keys(await idsByTable(sql)))
      await sql.run(`delete from ${table} where execution_id like 'new-%'`)

    const others =
      backend.kind === 'memory' ? [backend] : [await openBackend(parseBackend(`two=${api.places[0]!.url}`))]
    const passes = [backend, ...others].map((one) => pass('completed:30d', { backend: one }))
    for (let index = 0; index < 200; index += 10)
      await record(
        api,
        idsFrom('', 10).map((_, place) => recorded(index + place)),
      )
    const removed = await Promise.all(passes)
    if (others[0] !== backend) await others[0]!.close()

    expect(removed.reduce((sum, { parts }) => sum + parts[0]!.executions, 0)).toBe(oldOnes)
    const news = idsFrom('new-', 200)
    expect(await storedIds(sql)).toEqual(news.toSorted())
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { id dag { nodes { id } } inputs { json } } }`
    expect(await api.data(query, { ids: news })).toEqual({
      executions: news.map((id, index) => ({
        id,
        inputs: { json: [index] },
        dag: { nodes: [{ id: `node-${index % 40}` }] },
      })),
    })
  })

  it('ends between two transactions when it is told to', async () => {
    await lay(
      sql,
      idsFrom('e-', 300).map((id) => ({ id, sortAt: old })),
    )
    const abort = new AbortController()
    let transactions = 0
    const counted = before(async () => void (++transactions === 2 && abort.abort()))
    const { parts } = await pass('any:30d,count:1', { backend: counted, signal: abort.signal })
    const removed = parts[0]!.executions
    expect(transactions).toBe(2)
    expect(parts).toEqual([
      { part: 'any:30d', executions: removed },
      { part: 'count:1', executions: 0 },
    ])
    expect(await storedIds(sql)).toHaveLength(300 - removed)
    expect(removed).toBeLessThan(300)
  })
})
