import { afterEach, describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { statement } from '../../src/db/sql/statement.ts'
import { sql } from 'drizzle-orm'
import { statements } from '../setup/ask/answers.ts'
import { type Api } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { reading } from '../setup/seeds/everything.ts'
import { boundOf, ended, lookUp, orphans, startMemory, stored } from '../setup/servers/memory.ts'
import { begun, idsFrom, record, send } from '../setup/seeds/records.ts'
import { endFact, instant, storeFacts, storeRuns } from '../setup/seeds/runs.ts'
import { openStores } from '../setup/servers/sql.ts'
import { dag, whole } from '../setup/seeds/wholes.ts'

let api: Api
afterEach(() => api.close())

const plain = (text: string) => statement<Record<string, unknown>>('test.plain', () => sql.raw(text))
const insert = (id: string) =>
  plain(
    `insert into executions (execution_id, flow_id, sample_rate, sort_at, attempt, verdict, node_count, version) values ('${id}', 'F', 1, 0, 1, 1, 0, 1)`,
  )
const runIds = async () => {
  const { runs } = await api.data<{ runs: { nodes: { id: string }[] } }>(
    '{ runs(first: 100) { nodes { id } } }',
  )
  return runs.nodes.map(({ id }) => id).toSorted()
}

describe('what goes from a store in memory goes as a whole', () => {
  it('with all that hangs on it, and its DAG when nothing uses that any more', async () => {
    api = await startMemory(3)
    const own = (id: string, title: string) => whole(id, { dag: { ...dag, title } })
    await record(api, [own('a', 'only here')])
    await record(api, [own('b', 'shared'), own('c', 'shared')])
    await record(api, [own('d', 'shared')])
    expect([await stored(api), await orphans(api)]).toEqual([['b', 'c', 'd'], {}])
    const [store] = openStores(api)
    expect(await store!.run('select count(*) as n from dags')).toEqual([{ n: 1 }])
    await record(
      api,
      idsFrom('e-', 3).map((id) => ended(id)),
    )
    expect([await stored(api), await orphans(api)]).toEqual([idsFrom('e-', 3), {}])
    expect(await store!.run('select count(*) as n from dags')).toEqual([{ n: 0 }])
  })

  it('a DAG when the last execution of it is deleted or gets another, unless a run uses it', async () => {
    api = await startMemory(10)
    const own = (id: string) => whole(id, { dag: { ...dag, title: id } })
    await record(api, ['a', 'b', 'c'].map(own))
    const [store] = openStores(api)
    await store!.run("update runs set dag_hash = (select dag_hash from executions where execution_id = 'a')")
    for (const id of ['a', 'b']) await store!.run(`delete from executions where execution_id = '${id}'`)
    expect(await store!.run('select count(*) as n from dags')).toEqual([{ n: 2 }])
    await store!.run('update runs set dag_hash = null')
    expect(await store!.run('select count(*) as n from dags')).toEqual([{ n: 1 }])
    await store!.run('update executions set dag_hash = null')
    expect(await store!.run('select count(*) as n from dags')).toEqual([{ n: 0 }])
  })

  it('and so do runs: finished ones first, of these the one that started first', async () => {
    api = await startMemory(3)
    const now = Date.now()
    const run = (number: number, ms: number, ok?: boolean) => ({
      flow: 'F',
      number,
      tags: ['t'],
      startedAt: instant(now - 1_000_000 + ms),
      ...(ok !== undefined && { verdict: { ok } }),
    })
    await storeRuns(api, [run(1, 1), run(2, 30, true), run(3, 20, false)])
    await storeRuns(api, [run(4, 40, true)])
    expect(await runIds()).toEqual(['main:F/1', 'main:F/2', 'main:F/4'])
    await storeRuns(api, [run(5, 35, false)])
    expect(await runIds()).toEqual(['main:F/1', 'main:F/4', 'main:F/5'])
    // It is tried again, so it is open.
    await storeFacts(api, [endFact('F', 5, 'attempt', '2', now + 1000)])
    await storeRuns(api, [run(6, 6), run(7, 7), run(8, 8)])
    expect(await runIds()).toEqual(['main:F/5', 'main:F/7', 'main:F/8'])
    expect([await orphans(api), await boundOf(api)]).toEqual([{}, { max: 3, evicted: 0 }])
  })
})

describe('a write to a store in memory', () => {
  it('that fails leaves rows, recency and counts as they were', async () => {
    api = await startMemory(2)
    await record(api, [ended('a')])
    await record(api, [ended('b')])
    const [backend] = api.backends
    const failing = backend!.write(createMeter(), async (transaction) => {
      await transaction.run(plain("update executions set version = 2 where execution_id = 'a'"), {})
      for (const id of ['c', 'd', 'e']) await transaction.run(insert(id), {})
      await transaction.run(
        plain("insert into runs (flow_id, number, started_at, version) values ('F', 1, 0, 1)"),
        {},
      )
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect([await stored(api), await boundOf(api)]).toEqual([['a', 'b'], { max: 2, evicted: 0 }])
    await record(api, [ended('c')])
    expect([await stored(api), await boundOf(api)]).toEqual([['b', 'c'], { max: 2, evicted: 1 }])
  })

  it('is seen by reads before it or after it, and by none in between', async () => {
    api = await startMemory(100)
    const [backend] = api.backends
    const counting = plain('select count(*) as n from executions')
    const read = async () => (await backend!.read(counting, {}, reading()))[0]!['n']
    const [before, during, after] = [[] as unknown[], [] as unknown[], [] as unknown[]]
    for (const id of idsFrom('w', 10)) {
      before.push(await read())
      await backend!.write(createMeter(), async (transaction) => {
        await transaction.run(insert(`${id}-1`), {})
        during.push(await read())
        await transaction.run(insert(`${id}-2`), {})
      })
      after.push(await read())
    }
    const twice = Array.from({ length: 10 }, (_, write) => write * 2)
    expect([before, during, after]).toEqual([twice, twice, twice.map((count) => count + 2)])
  })

  it('among others and look-ups at the same time keeps to the bound', async () => {
    api = await startMemory(50)
    const ids = idsFrom('e-', 300)
    const both = async (id: string, index: number) => {
      await Promise.all([
        record(api, [index % 3 === 0 ? begun(id, index) : ended(id, index)]),
        lookUp(api, ids.slice(Math.max(0, index - 40), index)),
      ])
    }
    // A look-up has two seconds, so not all begin at once.
    for (let from = 0; from < ids.length; from += 20)
      await Promise.all(ids.slice(from, from + 20).map((id, index) => both(id, from + index)))
    expect([(await stored(api)).length, await boundOf(api)]).toEqual([50, { max: 50, evicted: 250 }])
    // A hundred run, so no finished one is left.
    expect((await stored(api)).filter((id) => Number(id.slice(2)) % 3 !== 0)).toEqual([])
    expect(await orphans(api)).toEqual({})
  })

  it('tells of the statements that let go, as many for one execution as for a hundred', async () => {
    api = await startMemory(200)
    const counter = await countStatements(api)
    const call = async (prefix: string, count: number) => {
      const executions = idsFrom(prefix, count).map((id, index) => whole(id, { runNumber: index }))
      const { answer, seen } = await counter.during(() => send(api, executions))
      expect(statements(answer)).toEqual(seen)
      return seen['main']!
    }
    const within = await call('a', 200)
    const [one, hundred] = [await call('b', 1), await call('c', 100)]
    // What the queue holds, nine tables of details, what was deleted, and the executions; then the DAG is asked for, which others use.
    expect([one, hundred]).toEqual([within + 13, within + 13])
    await counter.close()
  })
})
