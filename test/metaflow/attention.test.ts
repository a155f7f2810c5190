import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import type { TaskFact } from '../setup/models/tasktable.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { insert, tags, tellTasks } from '../setup/servers/metaflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1, 12)
const [minute, hour] = [60_000, 3_600_000]

const fact = (field: string, value: string, ts: number, attempt = 0): TaskFact => ({
  field,
  value,
  ts,
  attempt,
  tags: [`attempt_id:${attempt}`],
})

const all = ['metaflow jsonb', 'metaflow accelerated', 'metaflow']

describe.each(sized(all, all.slice(0, 2)))('over the tables of %s,', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    const flows = ['Broken', 'Live'].map((flow) => ({ flow_id: flow, ts_epoch: 0, ...tags }))
    await insert(sql, 'flows_v3', flows)
    const run = (flow: string, number: number, startedAt: number, silentMs: number | null) => ({
      flow_id: flow,
      run_number: number,
      ts_epoch: startedAt,
      ...tags,
      last_heartbeat_ts: silentMs === null ? null : (now - silentMs) / 1_000,
    })
    await insert(sql, 'runs_v3', [
      ...[1, 2, 3].map((number) => run('Broken', number, now - (5 - number) * hour, null)),
      run('Live', 4, now - hour, 330_000),
      run('Live', 5, now - hour, 5_000),
    ])
    const task = (flow: string, run: number, id: number, heartbeatAt: number | null, facts: TaskFact[]) => {
      return { flow, run, step: 'end', task: id, createdAt: now - hour, heartbeatAt, facts }
    }
    await tellTasks(sql, [
      ...[1, 2, 3].map((number) =>
        task('Broken', number, number, null, [
          fact('attempt', '0', now - (5 - number) * hour),
          fact('attempt_ok', 'false', now - (5 - number) * hour + minute),
        ]),
      ),
      task('Live', 5, 5, now - 40_000, [fact('attempt', '0', now - 50 * minute)]),
      task(
        'Live',
        5,
        6,
        now - 5_000,
        [0, 1, 2, 3, 4, 5].map((attempt) =>
          fact('attempt', String(attempt), now - 30 * minute + attempt, attempt),
        ),
      ),
    ])
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  it('what wants attention is looked for in the newest runs', async () => {
    const answer = await api.ask(
      '{ attention { items { id why since factor execution { id } run { id } } notLookedAt unavailable } }',
    )
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({
      attention: {
        items: [
          {
            id: 'HEARTBEAT_DUE mf:Live/4',
            why: 'The last heartbeat came 5 min 30 s ago. Without another one it counts as failed in 30 s.',
            since: instant(now - 330_000),
            factor: 1.5,
            execution: null,
            run: { id: 'mf:Live/4' },
          },
          {
            id: 'HEARTBEAT_DUE mf:Live/5/end/5',
            why: 'The last heartbeat came 40 s ago. Without another one it counts as failed in 20 s.',
            since: instant(now - 40_000),
            factor: 2 - 20 / 60,
            execution: { id: 'Live/5/end/5' },
            run: null,
          },
          {
            id: 'FLOW_FAILING mf:Broken',
            why: 'The last 3 runs failed.',
            since: instant(now - 4 * hour),
            factor: 1,
            execution: null,
            run: { id: 'mf:Broken/3' },
          },
          {
            id: 'ATTEMPTS mf:Live/5/end/6',
            why: 'There were 6 attempts so far; the last one is in progress.',
            since: instant(now - 30 * minute + 5),
            factor: 1.2,
            execution: { id: 'Live/5/end/6' },
            run: null,
          },
        ].toSorted((a, b) => b.factor - a.factor || (a.since < b.since ? -1 : 1)),
        notLookedAt: [
          'mf: How long executions usually take was not looked at.',
          'mf: How long runs usually take was not looked at.',
          expect.stringMatching(/^mf: Only the newest 200 runs were looked at/),
        ],
        unavailable: [],
      },
    })
    expect(statements(answer)).toEqual({ mf: 6 })
  })
})
