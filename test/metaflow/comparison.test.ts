import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import type { TaskFact } from '../setup/models/tasktable.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { artifact, insert, tags, tellTasks } from '../setup/servers/metaflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1, 12)
const start = now - 3_600_000

const all = ['metaflow', 'metaflow jsonb accelerated', 'metaflow jsonb', 'metaflow accelerated']
const kinds = sized(all, all.slice(0, 2))

/** The facts of a task with an attempt for each verdict, each of a second. */
const attempts = (from: number, verdicts: readonly boolean[]): TaskFact[] =>
  verdicts.flatMap((ok, attempt) => {
    const ts = from + attempt * 1_000
    const own = { attempt, tags: [`attempt_id:${attempt}`] }
    return [
      { ...own, field: 'attempt', value: String(attempt), ts },
      { ...own, field: 'attempt_ok', value: String(ok), ts: ts + 900 },
      { ...own, field: 'attempt-done', value: String(attempt), ts: ts + 1_000 },
    ]
  })

describe.each(kinds)('over the tables of %s,', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await insert(sql, 'flows_v3', [{ flow_id: 'Train', ts_epoch: 0, ...tags }])
    const runs = [1, 2, 3].map((number) => ({
      flow_id: 'Train',
      run_number: number,
      ts_epoch: start + number * 60_000,
      tags: number === 3 ? ['b'] : ['a'],
      system_tags: [],
      last_heartbeat_ts: null,
    }))
    await insert(sql, 'runs_v3', runs)
    let id = 0
    const task = (run: number, step: string, verdicts: readonly boolean[]) => {
      const createdAt = start + run * 60_000 + ++id * 1_000
      const facts = attempts(createdAt, verdicts)
      return { flow: 'Train', run, step, task: id, createdAt, heartbeatAt: null, facts }
    }
    await tellTasks(sql, [
      task(1, 'start', [true]),
      task(1, 'end', [true]),
      task(2, 'start', [true]),
      task(2, 'fit', [false]),
      task(3, 'start', [false, true]),
      task(3, 'end', [false]),
    ])
    const place = { flow_id: 'Train', step_name: 'start', sha: null }
    await insert(sql, 'artifact_v3', [
      { ...place, run_number: 1, task_id: 1, ...artifact('rows', 0) },
      { ...place, run_number: 1, task_id: 1, ...artifact('same', 0), location: 's3://same' },
      { ...place, run_number: 3, task_id: 5, ...artifact('rows', 1) },
      { ...place, run_number: 3, task_id: 5, ...artifact('same', 1), location: 's3://same' },
    ])
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  // The steps of the tables began at the same time.
  it('runs are compared with the last good one, step by step', async () => {
    const answer = await api.ask(`{ compareRuns(pairs: [{ right: "Train/3" }, { right: "Train/1" }]) {
      left { id } right { id } tags { added removed }
      steps {
        name kind left { status attempt } right { status attempt }
        execution { left { id } right { id } outputs { differences { kind path } } }
      }
    } }`)
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({
      compareRuns: [
        {
          left: { id: 'mf:Train/1' },
          right: { id: 'mf:Train/3' },
          tags: { added: ['b'], removed: ['a'] },
          steps: [
            {
              name: 'end',
              kind: 'CHANGED',
              left: { status: 'COMPLETED', attempt: 0 },
              right: { status: 'FAILED', attempt: 0 },
              execution: {
                left: { id: 'Train/1/end/2' },
                right: { id: 'Train/3/end/6' },
                outputs: null,
              },
            },
            {
              name: 'start',
              kind: 'CHANGED',
              left: { status: 'COMPLETED', attempt: 0 },
              right: { status: 'COMPLETED', attempt: 1 },
              execution: {
                left: { id: 'Train/1/start/1' },
                right: { id: 'Train/3/start/5' },
                outputs: { differences: [{ kind: 'CHANGED', path: '$.rows.location' }] },
              },
            },
          ],
        },
        { left: null, right: { id: 'mf:Train/1' }, tags: null, steps: null },
      ],
    })
    // Runs and bases; tags and steps; the tasks; their artifacts.
    expect(statements(answer)).toEqual({ mf: 2 + 2 + 1 + 1 })
  })

  it('tasks are compared with the last good one of their step', async () => {
    const answer = await api.ask(`{ compareExecutions(pairs: [
      { right: "Train/3/end/6" }, { right: "Train/2/fit/4" }, { right: "Train/2/start/3" }
    ]) { left { id } right { id } durationDifferenceMs } }`)
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({
      compareExecutions: [
        { left: { id: 'Train/1/end/2' }, right: { id: 'Train/3/end/6' }, durationDifferenceMs: 0 },
        { left: null, right: { id: 'Train/2/fit/4' }, durationDifferenceMs: null },
        { left: { id: 'Train/1/start/1' }, right: { id: 'Train/2/start/3' }, durationDifferenceMs: 0 },
      ],
    })
    expect(statements(answer)).toEqual({ mf: 3 })
  })
})
