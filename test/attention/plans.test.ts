import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { dueHeartbeats, mostRunning, runningExecutions } from '../../src/db/executions/running.ts'
import { oftenTriedActions, queueWaits } from '../../src/db/queue/waits.ts'
import {
  dueRunHeartbeats,
  failing,
  lastRunsOfFailing,
  mostRunningRuns,
  runningRuns,
} from '../../src/db/runs/running.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, insertMany } from '../setup/seeds/manyruns.ts'
import { type Api, aloneSetups, startApi, versionSetups } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const count = 40_000
const now = Date.UTC(2026, 5, 1, 12)
const at = `${now - count * 1_000} + n * 1000`

/** Half are in progress; of these, half promised a heartbeat, and of these all send them but one of fifty. */
const executions = `executions (execution_id, flow_id, sample_rate, sort_at, started_at, attempt, verdict, heartbeat_at, heartbeat_timeout_ms, node_count, version)`
const executionValues = `'e-' || n, 'flow ' || (n % 500), 1, ${at}, ${at}, 1, n % 2, case when n % 4 = 0 then ${now} - case when n % 200 = 0 then 100000 else 5000 end end,
  case when n % 4 = 0 then 120000 end, 0, 1`
/** A third failed, a third are in progress, and of these some are silent for long. */
const runs = `runs (flow_id, number, started_at, version, end_ok, end_ok_at, end_ok_id, heartbeat_at)`
const runValues = `'flow ' || (n % 500), n, ${at}, 1, case n % 3 when 0 then 0 when 1 then 1 end, case when n % 3 < 2 then ${at} + 500 end,
  case when n % 3 < 2 then '' end, ${now} - case when n % 5 = 0 then 330000 else 5000 end`
const actions = `actions (execution_id, node_id, seq, kind, state, rank, order_at, due_at, attempt, first_attempt, leased_at)`
const actionValues = `'e-' || n, 'node', 0, 'kind ' || (n % 3), n % 3, 0, ${at}, ${at}, n % 7, 1, case when n % 3 = 2 then ${at} end`

describe.each(sized(versionSetups, aloneSetups))('the plans of attention on $title', (setup) => {
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let backend: Backend
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await insertMany(sql, executions, executionValues, count)
    await insertMany(sql, runs, runValues, count)
    await insertMany(sql, actions, actionValues, count)
    await analyze(sql)
    backend = explaining(api.backends[0]!, sql, plans)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  /** Reads no executions and no runs as a whole, and at most so many rows. */
  async function expectBounded<Found>(read: () => Promise<Found>, most: number): Promise<Found> {
    plans.length = 0
    const found = await read()
    const [plan] = plans
    expect(plan!.reads.filter((read) => /^scan (executions|runs)/.test(read))).toEqual([])
    if (plan!.rows !== undefined) expect([plan!.rows <= most, plan!.rows]).toEqual([true, plan!.rows])
    return found
  }

  it('read as many running executions and runs as are looked at, and one more', async () => {
    const found = await expectBounded(() => runningExecutions(backend, reading(now)), 4 * mostRunning)
    expect(found).toHaveLength(mostRunning + 1)
    expect(found[0]).toMatchObject({ id: 'e-0' })
    // Of a table that is as small as this one, Postgres sorts the open runs: that is faster than to walk an index.
    const ofRuns = await expectBounded(() => runningRuns(backend, reading(now)), 30 * mostRunningRuns)
    expect(ofRuns).toHaveLength(mostRunningRuns + 1)
    expect(ofRuns[0]).toMatchObject({ number: 2 })
  })

  it('read the heartbeats that are due', async () => {
    const found = await expectBounded(() => dueHeartbeats(backend, reading(now)), 2 * mostRunning)
    expect(found.map(({ heartbeatAt }) => heartbeatAt)).toEqual(
      Array.from({ length: 200 }, () => now - 100_000),
    )
    const ofRuns = await expectBounded(() => dueRunHeartbeats(backend, reading(now)), 2 * mostRunningRuns)
    expect(ofRuns).toHaveLength(mostRunningRuns + 1)
  })

  it('read the last runs of the flows that failed last', async () => {
    const most = 2 * failing.runs + 2 * failing.each * (failing.flows + 1)
    const found = await expectBounded(() => lastRunsOfFailing(backend, reading(now)), most)
    expect(new Set(found.map(({ flow }) => flow)).size).toBe(failing.flows + 1)
    expect(found).toHaveLength(failing.each * (failing.flows + 1))
  })

  it('read a bounded part of the queue', async () => {
    const found = await expectBounded(() => queueWaits(backend, reading(now)), 50_000)
    expect(new Map(found.map(({ name, looked, waiting }) => [name, [looked, waiting]]))).toEqual(
      new Map([
        ['kind 0', [10_001, 10_001]],
        ['kind 2', [10_001, 0]],
      ]),
    )
    const { actions, isWhole } = await expectBounded(() => oftenTriedActions(backend, 5, reading(now)), 5_000)
    expect([actions.length, isWhole]).toEqual([100, false])
  })

  it('leave things out, and the answer says which', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    const { attention } = await api.data<{ attention: { items: object[]; notLookedAt: string[] } }>(
      '{ attention(first: 1) { items { kind } notLookedAt } }',
    )
    vi.useRealTimers()
    expect(attention).toEqual({
      items: [{ kind: expect.any(String) }],
      notLookedAt: [
        'Only 1000 of the running executions, those that started first, were looked at.',
        'Only 200 flows and steps of running executions were looked at.',
        'Only 500 of the running runs, those that started first, were looked at.',
        'Only 200 flows of running runs were looked at.',
        'Only 500 runs whose heartbeats are due were looked at.',
        'Only 200 flows of which a run failed were looked at.',
        'Only 10000 actions, or executions, that wait were looked at.',
        'Only 1000 actions of each state were looked at.',
      ].map((text) => `main: ${text}`),
    })
  })
})
