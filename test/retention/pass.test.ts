import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { retain } from '../../src/db/retention/pass.ts'
import { previewRetention } from '../../src/db/retention/preview.ts'
import { type Api, aloneSetups, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { reading } from '../setup/seeds/everything.ts'
import { type Lying, hangOn, idsByTable, lay, storedIds } from '../setup/seeds/retention.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1)
const [second, hour, day] = [1_000, 3_600_000, 86_400_000]

const alone = setupsAndMemory.filter(({ kinds }) => Object.keys(kinds).length === 1)

describe.each(sized(alone, aloneSetups))('retention on $title', (setup) => {
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

  const pass = (rule: string, more: { dryRun?: boolean; now?: number } = {}) =>
    retain({ backend, rule: parseRetainRule(rule), now, meter: createMeter(), ...more })
  const counts = async (rule: string, more?: { dryRun?: boolean; now?: number }) =>
    (await pass(rule, more)).parts.map(({ executions }) => executions)

  it('lets each status go at exactly its age, by when it finished', async () => {
    const ended = ['completed', 'failed', 'cancelled', 'timed_out']
    await lay(
      sql,
      ended.flatMap((word, index) => [
        { id: `${word} then`, sortAt: now - 20 * day, finishedAt: now - 10 * day, verdict: index + 1 },
        { id: `${word} later`, sortAt: now - 20 * day, finishedAt: now - 10 * day + 1, verdict: index + 1 },
        { id: `${word} long`, sortAt: now - 90 * day, finishedAt: now - hour, verdict: index + 1 },
      ]),
    )
    for (const word of ended) {
      expect(await counts(`${word}:10d`)).toEqual([1])
      expect(await counts(`${word}:10d`)).toEqual([0])
    }
    expect(await storedIds(sql)).toEqual(
      ended.flatMap((word) => [`${word} later`, `${word} long`]).toSorted(),
    )
    expect(await counts('any:10d', { now: now + 1 })).toEqual([4])
    expect(await counts('any:1h')).toEqual([4])
    expect(await storedIds(sql)).toEqual([])
  })

  it('lets an age of a status win over any', async () => {
    await lay(
      sql,
      [1, 2, 3, 4].map((verdict) => ({ id: `v${verdict}`, sortAt: now - 50 * day, verdict })),
    )
    expect(await counts('any:20d,failed:90d, cancelled:30d')).toEqual([2, 0, 1])
    expect(await storedIds(sql)).toEqual(['v2'])
  })

  it('never touches what is not finished, and takes what went silent for failed', async () => {
    const old = { sortAt: now - 900 * day, verdict: 0 }
    const silent = { ...old, heartbeatTimeoutMs: 60 * second }
    await lay(sql, [
      { ...old, id: 'running' },
      { ...old, id: 'retrying', attempt: 2 },
      { ...old, id: 'pending', attempt: 0 },
      { ...silent, id: 'pending and silent', attempt: 0, heartbeatAt: now - 800 * day },
      { ...silent, id: 'waiting', state: 'WAITING', heartbeatAt: now - 800 * day },
      { ...silent, id: 'paused', state: 'PAUSED', heartbeatAt: now - 800 * day },
      { ...silent, id: 'alive', heartbeatAt: now - 60 * second },
      { ...silent, id: 'silent', heartbeatAt: now - 30 * day },
      { ...silent, id: 'silent lately', heartbeatAt: now - 30 * day + 1 },
    ])
    expect(await counts('completed:1s,cancelled:1s,timed_out:1s')).toEqual([0, 0, 0])
    expect(await counts('failed:30d')).toEqual([1])
    expect(await storedIds(sql)).not.toContain('silent')
    expect(await counts('any:1s,count:1')).toEqual([1, 0])
    expect(await storedIds(sql)).toEqual(
      ['running', 'retrying', 'pending', 'pending and silent', 'waiting', 'paused', 'alive'].toSorted(),
    )
  })

  it('keeps the newest of each flow, and what is not finished beyond them', async () => {
    const of = (flow: string, count: number): Lying[] =>
      Array.from({ length: count }, (_, index) => ({
        id: `${flow}-${index}`,
        flow,
        sortAt: now - day - Math.floor(index / 2),
        verdict: index === 3 ? 0 : 1,
      }))
    await lay(sql, [...of('Big', 6), ...of('Exact', 2), ...of('Small', 1)])
    expect(await counts('count:2')).toEqual([3])
    // Of two that began at once the greater id is the newer.
    expect(await storedIds(sql)).toEqual(['Big-0', 'Big-1', 'Big-3', 'Exact-0', 'Exact-1', 'Small-0'])
  })

  it('counts back in steps where many stay', async () => {
    const all = Array.from({ length: 10_001 + 20 }, (_, index) => ({ id: `e${index}`, sortAt: index }))
    for (let first = 0; first < all.length; first += 1_000) await lay(sql, all.slice(first, first + 1_000))
    expect(await counts('count:10020')).toEqual([1])
    expect(await counts('count:10001')).toEqual([19])
    expect(await counts('count:10000')).toEqual([1])
    expect(await storedIds(sql)).not.toContain('e20')
  })

  it('leaves no orphan in any table, and what stays whole', async () => {
    await lay(
      sql,
      ['old', 'young'].map((id) => ({ id, sortAt: id === 'old' ? 1 : now })),
    )
    await hangOn(sql)
    const before = await idsByTable(sql)
    // A table that this test does not know yet would have no row.
    for (const [table, ids] of Object.entries(before)) expect([table, ids]).toEqual([table, ['old', 'young']])
    expect(await counts('any:1d')).toEqual([1])
    const after = await idsByTable(sql)
    expect(after).toEqual(Object.fromEntries(Object.keys(before).map((table) => [table, ['young']])))
  })

  it('collects a DAG once it was unused for 25 hours and nothing has it', async () => {
    await lay(sql, [
      { id: 'old', sortAt: 1, dag: 'of an old one' },
      { id: 'young', sortAt: now, dag: 'of a young one' },
    ])
    await sql.run(
      `insert into runs (flow_id, number, started_at, version, dag_hash) values ('Train', 1, 1, 1, 'of a run')`,
    )
    const since = { 'free': now - 25 * hour, 'lately free': now - 25 * hour + 1 }
    const dags = { ...since, 'of an old one': 1, 'of a young one': 1, 'of a run': 1 }
    for (const [hash, at] of Object.entries(dags))
      await sql.run(
        `insert into dags (dag_hash, json, node_count, last_used_at) values ('${hash}', '{}', 0, ${at})`,
      )
    const left = async () =>
      (await sql.run('select dag_hash as hash from dags')).map(({ hash }) => String(hash)).toSorted()
    expect((await pass('any:1d', { dryRun: true })).dags).toBe(1)
    expect((await pass('any:1d')).dags).toBe(1)
    const unused = backend.kind === 'memory' ? [] : ['of an old one']
    expect(await left()).toEqual(['lately free', 'of a run', 'of a young one', ...unused])
    // What this pass left without an execution goes with the next.
    expect((await pass('any:1d')).dags).toBe(unused.length)
    expect(await left()).toEqual(['lately free', 'of a run', 'of a young one'])
  })

  it('walks past DAGs that are used', async () => {
    const hashes = Array.from({ length: 1_200 }, (_, index) => `h${index}`)
    const rows = hashes.map((hash, index) => `('${hash}', '{}', 0, ${Math.floor(index / 7)})`)
    await sql.run(`insert into dags (dag_hash, json, node_count, last_used_at) values ${rows.join()}`)
    await lay(
      sql,
      hashes.filter((_, index) => index % 3 > 0).map((dag, index) => ({ id: `e${index}`, sortAt: now, dag })),
    )
    expect((await pass('any:1d', { dryRun: true })).dags).toBe(400)
    expect((await pass('any:1d')).dags).toBe(400)
    expect(await sql.run('select dag_hash from dags')).toHaveLength(800)
    expect((await pass('any:1d')).dags).toBe(0)
  })

  const ages = [0, 1, second, hour, day, 40 * day, 400 * day]
  const age = fc.constantFrom(...ages, ...ages.map((ms) => ms + 1))
  const lying = fc.record({
    flow: fc.constantFrom('A', 'B', 'C'),
    began: age,
    took: age,
    attempt: fc.constantFrom(0, 1, 1, 2),
    verdict: fc.constantFrom(0, 0, 1, 1, 2, 3, 4),
    state: fc.constantFrom('WAITING' as const, 'PAUSED' as const, null, null, null),
    heartbeat: fc.option(fc.record({ ago: age, timeoutMs: fc.constantFrom(1, second, day) })),
  })
  const amount = fc.constantFrom('1s', '60m', '1d', '40d', '400d')
  const rules = fc
    .record(
      {
        completed: amount,
        failed: amount,
        cancelled: amount,
        timed_out: amount,
        any: amount,
        count: fc.integer({ min: 1, max: 6 }),
      },
      { requiredKeys: [] },
    )
    .map((parts) => Object.entries(parts).map(([word, value]) => `${word}:${value}`))
    .filter(
      (parts) =>
        parts.length > 0 && parts.length - Number(parts.some((part) => part.startsWith('count'))) < 5,
    )

  it('removes what a plain reading of the rule says, tells it before, and has no more to do then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lying, { maxLength: 30 }), rules, async (drawn, parts) => {
        await sql.run('delete from executions')
        const all = drawn.map((one, index) => made(one, index))
        await lay(sql, all)
        const rule = parts.join()
        const expected = plainly(all, rule)
        const told = await pass(rule, { dryRun: true })
        const shown = await previewRetention(backend, parseRetainRule(rule), reading(now))
        expect(await storedIds(sql)).toEqual(all.map(({ id }) => id).toSorted())
        expect(await pass(rule)).toEqual(told)
        const gone = new Set(expected.flatMap(({ ids }) => ids))
        expect(await storedIds(sql)).toEqual(
          all
            .map(({ id }) => id)
            .filter((id) => !gone.has(id))
            .toSorted(),
        )
        expect(told.parts).toEqual(expected.map(({ part, ids }) => ({ part, executions: ids.length })))
        const times = all.filter(({ id }) => gone.has(id)).map(({ sortAt }) => sortAt)
        expect(shown).toEqual({
          parts: expected.map(({ ids }) => ({ count: ids.length, isExact: true })),
          dags: { count: 0, isExact: true },
          oldest: times.length === 0 ? null : Math.min(...times),
        })
        const again = await pass(rule)
        expect(again.parts.every(({ executions }) => executions === 0)).toBe(true)
      }),
      { numRuns: fewCases(10) },
    )
  })
})

type Drawn = {
  flow: string
  began: number
  took: number
  attempt: number
  verdict: number
  state: 'WAITING' | 'PAUSED' | null
  heartbeat: { ago: number; timeoutMs: number } | null
}

const made = ({ flow, began, took, attempt, verdict, state, heartbeat }: Drawn, index: number): Lying => ({
  id: `e${index}`,
  flow,
  verdict,
  sortAt: now - began,
  finishedAt: now - began + took,
  attempt: verdict > 0 ? Math.max(1, attempt) : attempt,
  state: verdict > 0 ? null : state,
  heartbeatAt: heartbeat && now - heartbeat.ago,
  heartbeatTimeoutMs: heartbeat && heartbeat.timeoutMs,
})

/** The status and the end of an execution, as docs/concepts.md says. */
function ending(one: Lying): { word: string; at: number } | undefined {
  const { verdict = 1, attempt, state, heartbeatAt, heartbeatTimeoutMs, finishedAt } = one
  if (verdict > 0)
    return { word: ['', 'completed', 'failed', 'cancelled', 'timed_out'][verdict]!, at: finishedAt! }
  const silent = heartbeatAt != null && heartbeatAt + heartbeatTimeoutMs! < now
  return attempt === 0 || state != null || !silent ? undefined : { word: 'failed', at: heartbeatAt }
}

function plainly(all: readonly Lying[], rule: string): { part: string; ids: string[] }[] {
  const parts = rule
    .split(',')
    .map((part) => ({ part, word: part.split(':')[0]!, amount: part.split(':')[1]! }))
  const ms = (amount: string) =>
    Number.parseInt(amount, 10) * { s: second, m: 60 * second, h: hour, d: day }[amount.at(-1) as 's']
  const partOf = (one: Lying): string | undefined => {
    const end = ending(one)
    if (!end) return undefined
    const own = parts.find(({ word }) => word === end.word) ?? parts.find(({ word }) => word === 'any')
    if (own && Math.max(end.at, one.sortAt) <= now - ms(own.amount)) return own.part
    const count = parts.find(({ word }) => word === 'count')
    const newer = all.filter(
      (other) =>
        other.flow === one.flow &&
        (other.sortAt > one.sortAt || (other.sortAt === one.sortAt && other.id > one.id)),
    )
    return count && newer.length >= Number(count.amount) ? count.part : undefined
  }
  return parts.map(({ part }) => ({
    part,
    ids: all.filter((one) => partOf(one) === part).map(({ id }) => id),
  }))
}
