import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { unavailable } from '../../src/db/failure.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { createMeter } from '../../src/db/meter.ts'
import { type Follower, type FollowerOptions, followStore } from '../../src/live/follower.ts'
import type { Seen } from '../../src/live/seen.ts'
import { type Sent, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** So rare that it does nothing in a test. */
const never = 3_600_000

const reading = () => ({ now: Date.now(), meter: createMeter(), deadline: performance.now() + 60_000 })

/** A follower of the store of a server, with what it watches and what it told. */
function following(backend: Backend, options: FollowerOptions) {
  const ids = new Set<string>()
  const filters: RunFilter[] = []
  const seen: Seen[] = []
  const told: string[] = []
  const asked = { reads: 0, isAway: false }
  const counted: Backend = {
    ...backend,
    read(...given) {
      asked.reads += 1
      return asked.isAway ? Promise.reject(unavailable(backend.name)) : backend.read(...given)
    },
  }
  const watched = { executions: () => ids, executionCount: () => ids.size, runFilters: () => filters }
  const listeners = {
    seen: (one: Seen) => void seen.push(one),
    away: () => void told.push('away'),
    back: () => void told.push('back'),
    failed: (error: unknown) => void told.push(String(error)),
  }
  const follower = followStore(counted, watched, listeners, { netMs: never, ...options })
  const statusOf = (id: string) =>
    seen
      .findLast(({ executions }) => executions.some((row) => row.id === id))
      ?.executions.find((row) => row.id === id)?.status
  return { follower, ids, filters, seen, told, asked, statusOf }
}

/** What each store tells of changes: `following/`. */
describe.each(sized(kinds, ['sqlite']))('what is watched of a store on %s', (kind) => {
  let api: Api
  let follower: Follower | undefined
  beforeEach(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterEach(async () => {
    await follower?.close()
    await api.close()
  })
  const follow = (options: FollowerOptions = {}, backend = api.backends[0]!) => {
    const one = following(backend, options)
    follower = one.follower
    return one
  }
  const write = (...executions: Sent[]) => record(api, executions)

  it('is told when it changes, and when it is deleted', async () => {
    await write(begun('a'))
    const { ids, seen, statusOf, follower } = follow()
    ids.add('a').add('b')
    await follower.update()
    expect(await follower.lookUp(['a', 'b'], reading())).toMatchObject([{ id: 'a', status: 'RUNNING' }])
    await write(begun('b'))
    await expect.poll(() => statusOf('b')).toBe('RUNNING')
    await api.data(`mutation { updateExecutions(input: { executions: [
      { id: "a", finishAttempt: { verdict: OK } }
    ] }) { results { ok } } }`)
    await expect.poll(() => statusOf('a')).toBe('COMPLETED')
    await api.data(`mutation { deleteExecutions(input: { ids: ["b"] }) { results { ok } } }`)
    await expect.poll(() => seen.flatMap(({ goneExecutions }) => goneExecutions)).toContain('b')
    expect(seen.some(({ afresh }) => afresh)).toBe(false)
  })

  it('is told of runs', async () => {
    const { filters, seen, follower } = follow()
    filters.push({ flows: ['Train'] })
    await follower.update()
    await api.data(
      `mutation { recordRuns(input: { runs: [{ flow: "Train" }, { flow: "Other" }] }) { results { ok } } }`,
    )
    await expect
      .poll(() => seen.flatMap(({ runs }) => runs.map(({ flow, number }) => `${flow}/${number}`)).toSorted())
      .toEqual(['Other/1', 'Train/1'])
  })

  it('changes with the clock alone', async () => {
    const { ids, statusOf, follower, asked } = follow()
    ids.add('a')
    await follower.update()
    await write(begun('a', 0, { heartbeatTimeoutMs: 1_500, heartbeatAt: new Date().toISOString() }))
    await expect.poll(() => statusOf('a')).toBe('RUNNING')
    await expect.poll(() => statusOf('a')).toBe('FAILED')
    expect(asked.reads).toBeLessThan(10)
  })

  it('costs nothing while nothing happens, or nothing is watched', async () => {
    await write(...idsFrom('e', 100).map((id) => begun(id)))
    const { ids, filters, asked, follower, seen } = follow()
    for (const id of idsFrom('e', 100)) ids.add(id)
    await follower.update()
    await follower.lookUp([...ids], reading())
    // On Postgres, the connection that listens rings once it is there.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const { reads } = asked
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(asked.reads).toBe(reads)
    ids.clear()
    filters.length = 0
    await follower.update()
    await write(begun('more'))
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(asked.reads).toBe(reads)
    ids.add('e0')
    await follower.update()
    await write(begun('other'))
    await expect
      .poll(() => seen.flatMap(({ executions }) => executions.map(({ id }) => id)))
      .toEqual(['other'])
  })

  it('is read again whole when more has changed than is listed', async () => {
    const { ids, filters, seen, follower } = follow()
    await write(begun('a'))
    ids.add('a').add('nobody')
    filters.push({ flows: ['Train'] })
    await follower.update()
    await api.backends[0]!.write(createMeter(), async (transaction) =>
      transaction.changed('executions', idsFrom('e-', 5_001), 'details'),
    )
    await expect.poll(() => seen.some(({ afresh }) => afresh)).toBe(true)
    const { executions, goneExecutions } = seen.find(({ afresh }) => afresh)!
    expect([executions.map(({ id }) => id), goneExecutions]).toEqual([['a'], ['nobody']])
  })

  it('is read again whole when the store is back', async () => {
    const { ids, seen, told, asked, follower } = follow()
    ids.add('a')
    await follower.update()
    asked.isAway = true
    await write(begun('a'))
    await expect.poll(() => told).toEqual(['away'])
    expect(follower.isAvailable()).toBe(false)
    await follower.update()
    asked.isAway = false
    await expect
      .poll(() => seen.some(({ afresh, executions }) => afresh && executions[0]?.id === 'a'))
      .toBe(true)
    expect(told).toEqual(['away', 'back'])
    expect(follower.isAvailable()).toBe(true)
  })

  it('is found by looks alone in a store that has no range of changes', async () => {
    await write(begun('a'), begun('b'))
    const { changes: _, follow: __, ...plain } = api.backends[0]!
    const { ids, filters, seen, statusOf, follower } = follow({ pollMs: 100 }, plain)
    ids.add('a').add('b')
    filters.push({ flows: ['Train'] })
    await follower.update()
    await follower.lookUp(['a', 'b'], reading())
    await api.data(`mutation { recordRuns(input: { runs: [{ flow: "Train" }] }) { results { ok } } }`)
    await api.data(`mutation { deleteExecutions(input: { ids: ["b"] }) { results { ok } } }`)
    await expect.poll(() => seen.flatMap(({ goneExecutions }) => goneExecutions)).toEqual(['b'])
    await expect.poll(() => seen.flatMap(({ runs }) => runs.map(({ number }) => number))).toEqual([1])
    expect(statusOf('a')).toBeUndefined()
  })
})

describe.each(kinds)('what somebody writes by hand into a store on %s', (kind) => {
  it('is found by the net, once', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const sql = openSql(api.places[0]!)
    await record(api, [begun('a'), begun('b'), begun('c')])
    await api.data(
      `mutation { recordRuns(input: { runs: [{ flow: "Train" }, { flow: "Train" }] }) { results { ok } } }`,
    )
    const { ids, filters, seen, statusOf, follower } = following(api.backends[0]!, { netMs: 300 })
    ids.add('a').add('b').add('c')
    filters.push({ statuses: ['RUNNING', 'FAILED'] })
    await follower.update()
    await follower.lookUp(['a', 'b', 'c'], reading())
    await sql.run(`update executions set verdict = 1 where execution_id = 'a'`)
    await sql.run(`delete from executions where execution_id = 'b'`)
    await sql.run(`update runs set end_ok = 1, end_ok_at = 5 where number = 1`)
    await expect.poll(() => statusOf('a')).toBe('COMPLETED')
    await expect
      .poll(() => seen.flatMap(({ runs }) => runs.map(({ status }) => status)))
      .toEqual(['COMPLETED'])
    await expect.poll(() => seen.flatMap(({ goneExecutions }) => goneExecutions)).toEqual(['b'])
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const completed = seen.flatMap(({ executions }) =>
      executions.filter(({ status }) => status === 'COMPLETED'),
    )
    expect(completed.map(({ id }) => id)).toEqual(['a'])
    // Who watches it from now on reads what the others were not told yet.
    await sql.run(`update executions set verdict = 2 where execution_id = 'a'`)
    await sql.run(`delete from executions where execution_id = 'c'`)
    await follower.lookUp(['a', 'c'], reading())
    await expect.poll(() => statusOf('a')).toBe('FAILED')
    await expect.poll(() => seen.flatMap(({ goneExecutions }) => goneExecutions)).toEqual(['b', 'c'])
    await follower.close()
    await sql.close()
    await api.close()
  })
})
