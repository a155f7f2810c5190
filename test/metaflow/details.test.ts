import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Task, artifact, clientArtifact, insert, tags, tellTasks } from '../setup/servers/metaflow.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { now } from '../setup/models/tasktable.ts'
import { type Connection, connectionOf, walkBackward, walkForward } from '../setup/ask/walk.ts'

const at = now - 3_600_000
const fact = (field: string, value: string, ms: number, own: readonly string[] = []) => ({
  field,
  value,
  ts: at + ms,
  tags: own,
  attempt: 0,
})
const task = (
  id: number,
  step: string,
  ms: number,
  facts: Task['facts'] = [],
  more: Partial<Task> = {},
): Task => ({
  flow: 'Train',
  run: 1,
  step,
  task: id,
  createdAt: at + ms,
  heartbeatAt: null,
  facts,
  ...more,
})
const tried = [
  fact('attempt', '0', 0),
  fact('attempt_ok', 'False', 10, ['attempt_id:0']),
  fact('attempt', '1', 20),
  fact('attempt_ok', 'True', 90, ['attempt_id:1', 'x']),
]
const tasks: readonly Task[] = [
  task(1, 'start', 0, tried),
  ...Array.from({ length: 12 }, (_, index) => task(index + 2, 'fit', 100 + (index % 3))),
  task(20, 'fit', 0, [], { run: 2, heartbeatAt: now }),
  task(21, 'fit', 50, [], { flow: 'Ätna/2', run: 3 }),
  task(22, 'fit', 50, [], { flow: 'ätna', run: 4 }),
]
const idOf = ({ flow, run, step, task: id }: Task) => `${flow}/${run}/${step}/${id}`

describe.each(['metaflow', 'metaflow jsonb'])('tasks of %s', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await tellTasks(sql, tasks)
    const key = { flow_id: 'Train', run_number: 1, step_name: 'start', task_id: 1 }
    await insert(sql, 'artifact_v3', [
      ...['model', '"é\\', '_private', 'old'].map((name) => ({ ...key, ...artifact(name, 0) })),
      ...['model', '"é\\', '_private', '_task_ok', 'Zeta'].map((name) => ({ ...key, ...artifact(name, 1) })),
    ])
    const other = { ...key, run_number: 2, step_name: 'fit', task_id: 20 }
    await insert(sql, 'artifact_v3', [
      { ...other, ...clientArtifact('model', 0, 's3://bucket/metaflow/', 'ab12') },
      { ...other, ...clientArtifact('x', 0, '/home/ana/.metaflow', 'cd34') },
    ])
    await insert(sql, 'steps_v3', [
      { flow_id: 'Train', run_number: 1, step_name: 'planned', ts_epoch: at + 500, ...tags },
    ])
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  it('are executions, of which what Metaflow does not know is null or empty', async () => {
    const query = `{ execution(id: "Train/1/start/1") {
      id key backend flow step status statusReason attempt startedAt finishedAt durationMs heartbeatAt heartbeatTimeoutMs
      error source scriptPath sampleRate nodeCount outputPreview parent { id } dag { hash } inputs { json }
      children { nodes { id } } nodeResults { nodes { nodeId value } } run { id number status }
      outputs { json bytes preview } metadata { nodes { id field value attempt ts } }
      attempts { nodes { number startedAt finishedAt durationMs status statusReason error } }
    } }`
    const answer = await api.ask(query)
    const kept = (name: string) => ({
      sha: null,
      location: `s3://bucket/1/${name}`,
      ds_type: 's3',
      content_type: null,
    })
    const outputs = { '"é\\': kept('"é\\'), 'Zeta': kept('Zeta'), 'model': kept('model') }
    const json = JSON.stringify(outputs)
    expect([answer.errors, answer.data]).toEqual([
      undefined,
      {
        execution: {
          id: 'Train/1/start/1',
          key: 'mf:Train/1/start/1',
          backend: 'mf',
          flow: 'Train',
          step: 'start',
          status: 'COMPLETED',
          statusReason: 'ATTEMPT_OK',
          attempt: 1,
          durationMs: 70,
          startedAt: instant(at + 20),
          finishedAt: instant(at + 90),
          heartbeatAt: null,
          heartbeatTimeoutMs: null,
          error: null,
          source: null,
          scriptPath: null,
          sampleRate: 1,
          nodeCount: 0,
          outputPreview: null,
          parent: null,
          dag: null,
          inputs: null,
          children: { nodes: [] },
          nodeResults: { nodes: [] },
          run: { id: 'mf:Train/1', number: 1, status: 'FAILED' },
          outputs: { json: outputs, bytes: Buffer.byteLength(json), preview: json.slice(0, 200) },
          metadata: {
            nodes: tried.map(({ field, value, ts }, index) => ({
              id: String(index + 1),
              field,
              value,
              ts: instant(ts),
              attempt: [0, 0, 0, 1][index],
            })),
          },
          attempts: {
            nodes: [
              {
                number: 0,
                startedAt: instant(at),
                finishedAt: instant(at + 10),
                durationMs: 10,
                status: 'FAILED',
                statusReason: 'ATTEMPT_FAILED',
                error: null,
              },
              {
                number: 1,
                startedAt: instant(at + 20),
                finishedAt: instant(at + 90),
                durationMs: 70,
                status: 'COMPLETED',
                statusReason: 'ATTEMPT_OK',
                error: null,
              },
            ],
          },
        },
      },
    ])
    // The look-up; attempts, metadata, children, payloads of both kinds and run; nothing below. Metaflow has no node results.
    expect(statements(answer)).toEqual({ mf: 1 + 5 })
  })

  it('have outputs that tell where the data of each artifact is, as the client finds it', async () => {
    const { execution } = await api.data<{ execution: unknown }>(
      '{ execution(id: "Train/2/fit/20") { outputs { json } } }',
    )
    const kept = (sha: string, location: string) => ({
      sha,
      location,
      ds_type: 's3',
      content_type: 'gzip+pickle-v4',
    })
    expect(execution).toEqual({
      outputs: {
        json: {
          model: kept('ab12', 's3://bucket/metaflow/Train/data/ab/ab12'),
          x: kept('cd34', '/home/ana/.metaflow/Train/data/cd/cd34'),
        },
      },
    })
  })

  it('are found by ids of which each is one, in one statement, and by no other text', async () => {
    const ids = tasks.map(idOf)
    const strange = [
      ...['', 'Train', 'Train/1', 'Train/1/start', 'Train/1/start/', 'Train/01/start/1', 'Train/1/start/01'],
      ...[
        'Train/1/start/1/',
        '/Train/1/start/1',
        'Train/1/fit/1',
        'Train/2/start/1',
        'train/1/start/1',
        'Train/1/start/99',
      ],
      ...[
        'Train/1/start/-1',
        'Train/1/start/1e0',
        'Train/9999999999999999/start/1',
        'Train/1/start/99999999999999999999',
      ],
      ...[
        'Train/1/start/1\0',
        "Train'/1/start/1",
        '%/1/start/1',
        'Train/1/start/ 1',
        'a:Train/1/start/1',
        'Train/\n1/start/1',
      ],
    ]
    const asked = [...strange, ...ids, ids[0]!, `mf:${ids[3]}`]
    const answer = await api.ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids: asked })
    expect(answer.errors).toBeUndefined()
    expect(answer.data!['executions']).toEqual([
      ...strange.map(() => null),
      ...[...ids, ids[0], ids[3]].map((id) => ({ id })),
    ])
    expect(statements(answer)).toEqual({ mf: 1 })
    // Details of what is no task: nobody is asked for them.
    expect(await api.data(`{ execution(id: "Train/1/start/01") { attempts { nodes { number } } } }`)).toEqual(
      { execution: null },
    )
  })

  it('make up the history, newest first, page by page', async () => {
    const expected = tasks
      .toSorted(
        (a, b) => b.createdAt - a.createdAt || Buffer.compare(Buffer.from(idOf(b)), Buffer.from(idOf(a))),
      )
      .map((one) => ({ id: idOf(one) }))
    const ask = async (page: object) => {
      const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
        executionHistory(first: $first, after: $after, last: $last, before: $before) { ${connectionOf('id')} }
      }`
      return (await api.data<{ executionHistory: Connection<{ id: string }> }>(query, { ...page }))
        .executionHistory
    }
    for (const sizes of [[100], [1], [2, 5]]) {
      expect(await walkForward(ask, sizes)).toEqual(expected)
      expect(await walkBackward(ask, sizes)).toEqual(expected)
    }
  })

  it('are listed by their run, oldest first, page by page, and counted by step', async () => {
    const own = tasks
      .filter(({ flow, run }) => flow === 'Train' && run === 1)
      .toSorted(
        (a, b) => a.createdAt - b.createdAt || Buffer.compare(Buffer.from(idOf(a)), Buffer.from(idOf(b))),
      )
      .map((one) => ({ id: idOf(one) }))
    const ask = async (page: object) => {
      const query = `query ($first: Int, $after: String, $last: Int, $before: String) { run(flow: "Train", ref: "1") {
        executions(first: $first, after: $after, last: $last, before: $before, status: [PENDING, COMPLETED]) { ${connectionOf('id')} }
      } }`
      return (await api.data<{ run: { executions: Connection<{ id: string }> } }>(query, { ...page })).run
        .executions
    }
    for (const sizes of [[100], [1], [2, 5]]) {
      expect(await walkForward(ask, sizes)).toEqual(own)
      expect(await walkBackward(ask, sizes)).toEqual(own)
    }
    const { run } = await api.data<{ run: object }>(
      '{ run(flow: "Train", ref: "1") { steps { name startedAt finishedAt counts { status value } } } }',
    )
    // The fixture makes steps known at 0, apart from the one that no task has reached.
    expect(run).toEqual({
      steps: [
        { name: 'fit', startedAt: instant(0), finishedAt: null, counts: [{ status: 'PENDING', value: 12 }] },
        {
          name: 'start',
          startedAt: instant(0),
          finishedAt: instant(at + 90),
          counts: [{ status: 'COMPLETED', value: 1 }],
        },
        { name: 'planned', startedAt: instant(at + 500), finishedAt: null, counts: [] },
      ],
    })
  })

  it('have a version that changes with what is told of them and of their run', async () => {
    const id = 'Train/2/fit/20'
    const versions = async () => {
      const { execution } = await api.data<{ execution: { version: string; run: { version: string } } }>(
        `{ execution(id: "${id}") { version run { version } } }`,
      )
      return [execution.version, execution.run.version]
    }
    const where = `where flow_id = 'Train' and run_number = 2`
    const seen = [await versions()]
    for (const change of [
      `update tasks_v3 set last_heartbeat_ts = last_heartbeat_ts + 10 ${where}`,
      `insert into metadata_v3 (flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch) select flow_id, run_number, 'fit', 20, 'attempt', '0', '', 1 from runs_v3 ${where}`,
    ]) {
      await sql.run(change)
      seen.push(await versions())
    }
    expect(new Set(seen.map(([own]) => own)).size).toBe(3)
    expect(new Set(seen.map(([, run]) => run)).size).toBe(1)
    for (const change of [
      `update runs_v3 set last_heartbeat_ts = 10 ${where}`,
      `update runs_v3 set tags = '["new"]' ${where}`,
      `insert into metadata_v3 (flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch) select flow_id, run_number, 'end', 7, 'attempt_ok', '0', '', 1 from runs_v3 ${where}`,
    ]) {
      await sql.run(change)
      seen.push(await versions())
    }
    expect(new Set(seen.map(([, run]) => run)).size).toBe(4)
  })
})
