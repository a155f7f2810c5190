import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Task, tellMetaflow, tellTasks } from '../setup/servers/metaflow.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { now } from '../setup/models/tasktable.ts'
import { sized } from '../setup/whole.ts'

const minute = 60_000
const start = now - 60 * minute
const silence = now - 14 * minute

const began = (attempt: number, after: number) => ({
  field: 'attempt',
  value: String(attempt),
  ts: start + after,
  tags: [],
  attempt,
})
const verdict = (attempt: number, value: string, after: number) => ({
  field: 'attempt_ok',
  value,
  ts: start + after,
  tags: [`attempt_id:${attempt}`],
  attempt,
})
const failedAttempts = (count: number, first: number) =>
  Array.from({ length: count }, (_, at) => [
    began(at, first + 2000 * at),
    verdict(at, 'False', first + 2000 * at + 1000),
  ]).flat()

const task = (
  flow: string,
  step: string,
  id: number,
  facts: Task['facts'],
  heartbeatAt: number | null,
): Task => ({
  flow,
  run: 1,
  step,
  task: id,
  createdAt: start,
  heartbeatAt,
  facts,
})

const tasks = [
  task('Fails', 'start', 1, [began(0, 0), verdict(0, 'True', 1000)], null),
  task('Fails', 'train', 2, failedAttempts(3, 20_000), null),
  task('Fails', 'train', 3, failedAttempts(1, 30_000), null),
  task('Stops', 'train', 4, [...failedAttempts(1, 0), began(1, 5000)], silence),
  task('Silent', 'train', 5, [began(0, 0)], null),
]
const run = (flow: string, heartbeatAt: number | null, more: object = {}) => ({
  flow,
  number: 1,
  name: null,
  user: null,
  tags: [],
  startedAt: start,
  heartbeatAt,
  facts: [],
  ...more,
})

const good = run('Fails', start - 50_000, {
  number: 0,
  startedAt: start - 60_000,
  tags: ['release:1.4'],
  facts: [{ step: 'end', field: 'attempt_ok', value: 'true', ts: start - 50_000, isJson: false }],
})

const fields = `failure {
  summary at execution { id } attempt node error path { kind id name status attempt endedAt }
}`

const all = ['metaflow jsonb', 'metaflow accelerated', 'metaflow']
const tested = sized(all, all.slice(0, 2))

describe.each(tested)('failures over the tables of %s', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    const bad = run('Fails', silence, { tags: ['release:1.5', 'canary'] })
    await tellMetaflow(sql, [good, bad, run('Stops', silence), run('Silent', silence)] as never)
    await tellTasks(sql, tasks)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  const failure = (id: string, ended: number, summary: string, attempt: number) => ({
    summary,
    at: instant(ended),
    execution: { id },
    attempt,
    node: null,
    error: null,
    path: [
      {
        kind: 'EXECUTION',
        id: `mf:${id}`,
        name: 'train',
        status: 'FAILED',
        attempt,
        endedAt: instant(ended),
      },
    ],
  })
  const runStep = (flow: string) => ({
    kind: 'RUN',
    id: `mf:${flow}/1`,
    name: flow,
    status: 'FAILED',
    attempt: null,
    endedAt: instant(silence),
  })
  const thrice = failure('Fails/1/train/2', start + 25_000, 'Step train failed after 3 attempts', 2)
  const stopped = failure(
    'Stops/1/train/4',
    silence,
    'Last heartbeat 14 min ago, in step train, attempt 1',
    1,
  )

  it('of tasks are their own', async () => {
    const ids = ['Fails/1/start/1', 'Fails/1/train/2', 'Stops/1/train/4', 'Silent/1/train/5']
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
    const answer = await api.ask(query, { ids })
    expect(answer).toMatchObject({
      data: {
        executions: [{ failure: null }, { failure: thrice }, { failure: stopped }, { failure: null }],
      },
    })
    // The tasks and their children, of which Metaflow has none.
    expect(statements(answer)).toEqual({ mf: 2 })
  })

  it('of runs tell what changed since the last good one', async () => {
    const found = await api.data(
      '{ run(flow: "Fails", ref: "1") { failure { changed { kind path before after } } } }',
    )
    expect(found).toEqual({
      run: {
        failure: {
          changed: [
            { kind: 'VERSION', path: 'release', before: '1.4', after: '1.5' },
            { kind: 'TAG', path: 'canary', before: null, after: 'canary' },
          ],
        },
      },
    })
  })

  it('of runs are those of their tasks, or say where the run stood', async () => {
    const aliases = ['Fails', 'Stops', 'Silent'].map(
      (flow) => `${flow}: run(flow: "${flow}", ref: "1") { ${fields} }`,
    )
    expect(await api.data(`{ ${aliases.join(' ')} }`)).toEqual({
      // The second task of the step ended later than the first one's last attempt.
      Fails: { failure: { ...thrice, path: [runStep('Fails'), ...thrice.path] } },
      Stops: { failure: { ...stopped, path: [runStep('Stops'), ...stopped.path] } },
      Silent: {
        failure: {
          summary: 'Last heartbeat 14 min ago, in step train, attempt 0',
          at: instant(silence),
          execution: null,
          attempt: null,
          node: null,
          error: null,
          path: [runStep('Silent')],
        },
      },
    })
  })
})
