import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { instant } from '../setup/seeds/runs.ts'
import {
  type AgentExecution,
  insertExecutions,
  insertInto,
  newAgentField,
  timeIn,
} from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { lastingKinds } from '../setup/servers/stores.ts'

const t0 = Date.UTC(2026, 9, 1, 12)
const second = 1_000

/** In the order of their row ids, which are counted from 1. */
const rows: readonly AgentExecution[] = [
  // Run a: two levels, and a second one without a parent, which is not the run.
  {
    id: 'a1',
    run: 'run_a',
    agent: 'research',
    reasoner: 'plan',
    status: 'succeeded',
    session: 's1',
    actor: 'ana',
  },
  {
    id: 'a2',
    run: 'run_a',
    parent: 'a1',
    agent: 'research',
    reasoner: 'search',
    status: 'failed',
    error: 'boom',
  },
  { id: 'a3', run: 'run_a', parent: 'a1', agent: 'writer', reasoner: 'write', status: 'succeeded' },
  { id: 'a4', run: 'run_a', parent: 'a3', agent: 'writer', reasoner: 'write', status: 'succeeded' },
  { id: 'a5', run: 'run_a', parent: '', agent: 'writer', reasoner: 'again', status: 'running' },
  // Run b: its first row came after that of its child.
  {
    id: 'b2',
    run: 'run_b',
    parent: 'b1',
    agent: 'research',
    reasoner: 'search',
    status: 'failed',
    error: 'bust',
  },
  {
    id: 'b1',
    run: 'run_b',
    agent: 'research',
    reasoner: 'plan',
    status: 'timeout',
    session: 's1',
    actor: '',
  },
  // Run c: the parent is gone.
  {
    id: 'c1',
    run: 'run_c',
    parent: 'gone',
    agent: 'research',
    reasoner: 'plan',
    status: 'running',
    session: 's2',
  },
  { id: 'c2', run: 'run_c', parent: 'c1', agent: 'writer', reasoner: 'write', status: 'cancelled' },
  // Run d waits, and run e was called off.
  { id: 'd1', run: 'run_d', agent: 'writer', reasoner: 'again', status: 'queued' },
  {
    id: 'e1',
    run: 'run_e',
    agent: 'writer',
    reasoner: 'again',
    status: 'cancelled',
    session: 's1',
    actor: 'ana',
  },
  // Belongs to no run.
  { id: 'f1', run: '', agent: 'writer', reasoner: 'write', status: 'succeeded' },
].map((row, place) => ({ ...row, startedAt: t0 + place * second, completedAt: t0 + place * second + 500 }))

const flowOf = ({ agent, reasoner }: AgentExecution) => `${agent}.${reasoner}`
const startOf = (id: string) => t0 + rows.findIndex((row) => row.id === id) * second

const run = (id: string, status: string, statusReason: string, ended = true) => {
  const row = rows.find((one) => one.id === id)!
  return {
    id: `af:${flowOf(row)}/${rows.indexOf(row) + 1}`,
    flow: flowOf(row),
    number: rows.indexOf(row) + 1,
    name: row.run,
    user: row.actor || null,
    status,
    statusReason,
    startedAt: instant(startOf(id)),
    finishedAt: ended ? instant(startOf(id) + 500) : null,
    durationMs: ended ? 500 : null,
    heartbeatStale: false,
  }
}
const runFields =
  'id flow number name user status statusReason startedAt finishedAt durationMs heartbeatStale'

const runs = {
  a: run('a1', 'COMPLETED', 'ATTEMPT_OK'),
  b: run('b1', 'FAILED', 'TIMED_OUT'),
  c: run('c1', 'RUNNING', 'ATTEMPT_STARTED', false),
  d: run('d1', 'RUNNING', 'QUEUED', false),
  e: run('e1', 'FAILED', 'CANCELLED'),
}
const newestFirst = [runs.e, runs.d, runs.c, runs.b, runs.a]

describe.each(lastingKinds)('runs of AgentField in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    const place = await newAgentField(kind)
    const { db } = place
    await insertExecutions(db, rows)
    const at = (ms: number) => timeIn(db.dialect, ms)
    const event = { workflow_id: 'w', emitted_at: at(t0 + 3), recorded_at: at(t0 + 3) }
    await insertInto(
      db,
      'workflow_execution_events',
      [
        { ...event, execution_id: 'a1', sequence: 2, event_type: 'progress', payload: '{"done":0.5}' },
        { ...event, execution_id: 'a1', sequence: 1, event_type: 'state', status: 'running', payload: '{}' },
        {
          ...event,
          execution_id: 'a2',
          sequence: 1,
          event_type: 'odd',
          payload: 'not json',
          emitted_at: at(t0 + 4),
        },
      ].map((row) => ({ status: null, ...row })),
    )
    const workflow = {
      workflow_id: 'w',
      agent_node_id: 'n',
      reasoner_id: 'r',
      status: 'x',
      started_at: at(t0),
    }
    const note = (message: string, ms: number) =>
      JSON.stringify({ message, tags: ['x'], timestamp: new Date(ms).toISOString() })
    await insertInto(db, 'workflow_executions', [
      {
        ...workflow,
        execution_id: 'a1',
        retry_count: 2,
        notes: `[${note('"one" {', t0 + 1)},${note('two', t0 + 5)}]`,
      },
      { ...workflow, execution_id: 'a2', retry_count: 0, notes: '{broken' },
      { ...workflow, execution_id: 'd1', retry_count: 1, notes: null },
    ])
    const update = (set: string, id: string) =>
      db.run(`update executions set ${set} where execution_id = '${id}'`)
    // The same notes once more, as bytes where the driver binds them so.
    const same = `[${note('"one" {', t0 + 1)}]`
    await update(`notes = ${db.dialect === 'sqlite' ? `cast('${same}' as blob)` : `'${same}'`}`, 'a1')
    await update(`status_reason = 'agent_shutdown_cancelled'`, 'e1')
    await insertInto(db, 'execution_usage', [
      {
        ...{ execution_id: 'a1', provider: 'openai', model: 'm', created_at: at(t0 + 9) },
        ...{ input_tokens: 12, output_tokens: 3, cost_usd: 0.25 },
      },
    ])
    const metadata = (value: object) => Buffer.from(JSON.stringify(value))
    const stored = (run_id: string, bytesOfIt: Buffer | null) => ({
      run_id,
      root_workflow_id: 'w',
      metadata: bytesOfIt,
    })
    await insertInto(db, 'workflow_runs', [
      stored(
        'run_a',
        metadata({
          golden: { labels: ['not this'] },
          run: {
            display_name: 'a "b" {c} [d]',
            labels: ['nightly', 'ü"\\', 'nightly'],
            links: [{ label: 'x', url: 'y' }],
          },
        }),
      ),
      stored('run_b', Buffer.from([0xff, 0xfe, 0x00])),
      stored('run_c', Buffer.from('{"run":{"labels":["cut')),
      stored('run_d', null),
    ])
    api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
  })
  afterAll(() => api.close())

  it('are the first executions of each, by all lists', async () => {
    expect(await api.data(`{ runs { nodes { ${runFields} } unavailable } }`)).toEqual({
      runs: { nodes: newestFirst, unavailable: [] },
    })
    const asked = async (list: string) =>
      (await api.data<{ runs: { nodes: object[] } }>(`{ runs(${list}) { nodes { ${runFields} } } }`)).runs
        .nodes
    expect(await asked('orderBy: { field: STARTED, direction: ASC }')).toEqual(newestFirst.toReversed())
    expect(await asked('filter: { status: [FAILED] }')).toEqual([runs.e, runs.b])
    expect(await asked('filter: { status: [RUNNING], flow: ["writer.again"] }')).toEqual([runs.d])
    expect(await asked('filter: { flow: ["research.plan", "writer.write"] }')).toEqual([
      runs.c,
      runs.b,
      runs.a,
    ])
    expect(await asked('filter: { user: ["ana"] }')).toEqual([runs.e, runs.a])
    expect(await asked('filter: { tagsAny: ["session:s1"] }')).toEqual([runs.e, runs.b, runs.a])
    expect(await asked('filter: { tagsAll: ["nightly", "actor:ana"] }')).toEqual([runs.a])
    expect(await asked('filter: { refPrefix: "run_c" }')).toEqual([runs.c])
    expect(
      await asked(
        `filter: { startedAfter: "${instant(startOf('c1'))}", startedBefore: "${instant(startOf('d1'))}" }`,
      ),
    ).toEqual([runs.d, runs.c])
    expect(await asked('orderBy: { field: FLOW, direction: ASC }')).toEqual([
      runs.a,
      runs.b,
      runs.c,
      runs.d,
      runs.e,
    ])
    const finished = 'orderBy: { field: FINISHED, direction: ASC }'
    expect(await asked(finished)).toEqual([runs.a, runs.b, runs.e, runs.c, runs.d])
  })

  it('are found by number, by name and as the newest of their flow', async () => {
    expect(
      await api.data(`{ a: run(flow: "research.plan", ref: "1") { ${runFields} } b: run(flow: "research.plan", ref: "run_b") { ${runFields} }
        c: run(flow: "research.plan") { ${runFields} } failed: run(flow: "research.plan", status: [FAILED]) { number }
        child: run(flow: "research.search", ref: "2") { number } other: run(flow: "writer.again", ref: "1") { number }
        second: run(flow: "writer.again", ref: "5") { number } }`),
    ).toEqual({
      a: runs.a,
      b: runs.b,
      c: runs.c,
      failed: { number: 7 },
      child: null,
      other: null,
      second: null,
    })
  })

  it('have executions, steps, tags, neighbours and a failure', async () => {
    const answer = await api.ask(`{ runs(orderBy: { field: STARTED, direction: ASC }) { nodes { number
      executions { nodes { id flow step } } failed: executions(status: [FAILED]) { nodes { id } }
      steps { name counts { status value } } tags previous { number } next { number }
      failure { path { id } } } } }`)
    expect(answer.errors).toBeUndefined()
    const found = (answer.data as { runs: { nodes: Record<string, never>[] } }).runs.nodes
    const listed = (ids: readonly string[]) =>
      ids.map((id) => {
        const row = rows.find((one) => one.id === id)!
        return { id, flow: flowOf(row), step: row.reasoner }
      })
    expect(
      found.map(({ executions, failed, tags, previous, next }) => ({
        executions,
        failed,
        tags,
        previous,
        next,
      })),
    ).toEqual([
      {
        executions: { nodes: listed(['a1', 'a2', 'a3', 'a4', 'a5']) },
        failed: { nodes: [{ id: 'a2' }] },
        tags: ['actor:ana', 'nightly', 'session:s1', 'ü"\\'],
        previous: null,
        next: { number: 7 },
      },
      {
        executions: { nodes: listed(['b2', 'b1']) },
        failed: { nodes: [{ id: 'b2' }] },
        tags: ['session:s1'],
        previous: { number: 1 },
        next: { number: 8 },
      },
      {
        executions: { nodes: listed(['c1', 'c2']) },
        failed: { nodes: [] },
        tags: ['session:s2'],
        previous: { number: 7 },
        next: null,
      },
      {
        executions: { nodes: listed(['d1']) },
        failed: { nodes: [] },
        tags: [],
        previous: null,
        next: { number: 11 },
      },
      {
        executions: { nodes: listed(['e1']) },
        failed: { nodes: [] },
        tags: ['actor:ana', 'session:s1'],
        previous: { number: 10 },
        next: null,
      },
    ])
    expect(found[0]!['steps']).toEqual([
      { name: 'plan', counts: [{ status: 'COMPLETED', value: 1 }] },
      { name: 'search', counts: [{ status: 'FAILED', value: 1 }] },
      { name: 'write', counts: [{ status: 'COMPLETED', value: 2 }] },
      { name: 'again', counts: [{ status: 'RUNNING', value: 1 }] },
    ])
    expect(found[1]!['failure']).toEqual({
      path: ['research.plan/7', 'b1', 'b2'].map((id) => ({ id: `af:${id}` })),
    })
  })

  it('are the runs of their executions, by one statement more', async () => {
    const answer = await api.ask(
      `{ executions(ids: ["a4", "b2", "c2", "f1", "a1"]) { id run { ${runFields} } } }`,
    )
    expect(answer.data).toEqual({
      executions: [
        { id: 'a4', run: runs.a },
        { id: 'b2', run: runs.b },
        { id: 'c2', run: runs.c },
        { id: 'f1', run: null },
        { id: 'a1', run: runs.a },
      ],
    })
    expect(statements(answer)).toEqual({ af: 2 })
  })

  it('filter their executions, as sessions, parents and flows do', async () => {
    const ids = async (filter: string) =>
      (
        await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
          `{ executionHistory(filter: { ${filter} }) { nodes { id } } }`,
        )
      ).executionHistory.nodes.map(({ id }) => id)
    expect(await ids('run: { flow: "research.plan", number: 1 }')).toEqual(['a5', 'a4', 'a3', 'a2', 'a1'])
    expect(await ids('run: { flow: "research.search", number: 2 }')).toEqual([])
    expect(await ids('run: { flow: "writer.again", number: 5 }')).toEqual([])
    expect(await ids('parent: "a1"')).toEqual(['a3', 'a2'])
    expect(await ids('tagsAny: ["session:s1"]')).toEqual(['e1', 'b1', 'a1'])
    expect(await ids('tagsAny: ["session:s2", "actor:ana", "nothing"]')).toEqual(['e1', 'c1', 'a1'])
    expect(await ids('tagsAll: ["actor:ana", "session:s1"]')).toEqual(['e1', 'a1'])
    expect(await ids('tagsAny: ["nightly"]')).toEqual(['a5', 'a4', 'a3', 'a2', 'a1'])
    expect(await ids('flow: ["writer.write"], status: [COMPLETED]')).toEqual(['f1', 'a4', 'a3'])
    expect(await ids('flow: ["research.plan", "writer.again"]')).toEqual(['e1', 'd1', 'c1', 'b1', 'a5', 'a1'])
    expect(await ids('status: [PENDING, TIMED_OUT]')).toEqual(['d1', 'b1'])
    expect(await ids('minDurationMs: 500, status: [FAILED]')).toEqual(['b2', 'a2'])
  })

  it('tell of their executions what AgentField noted', async () => {
    const { executions } = await api.data<{
      executions: object[]
    }>(`{ executions(ids: ["a1", "a2", "a4", "d1", "e1"]) { attempt tags parent { id }
      children { nodes { id } } attempts { nodes { number status statusReason startedAt finishedAt durationMs error } }
      metadata { nodes { field value ts attempt } } nodeResults { nodes { nodeId } } dag { hash } inputs { json } } }`)
    const ts = (ms: number) => instant(t0 + ms)
    const note = (message: string, ms: number) => ({
      field: 'note',
      ts: ts(ms),
      attempt: 0,
      value: JSON.stringify({ message, tags: ['x'], timestamp: ts(ms) }),
    })
    const fact = (field: string, value: string, ms: number) => ({ field, value, ts: ts(ms), attempt: 0 })
    const attempt = (
      id: string,
      number: number,
      status: string,
      statusReason: string,
      error: string | null = null,
    ) => ({
      nodes: [
        {
          number,
          status,
          statusReason,
          startedAt: instant(startOf(id)),
          finishedAt: instant(startOf(id) + 500),
          durationMs: 500,
          error,
        },
      ],
    })
    const none = { nodes: [] }
    const others = { nodeResults: none, dag: null, inputs: null }
    expect(executions).toEqual([
      {
        ...others,
        attempt: 3,
        tags: ['actor:ana', 'nightly', 'session:s1', 'ü"\\'],
        parent: null,
        children: { nodes: [{ id: 'a2' }, { id: 'a3' }] },
        attempts: attempt('a1', 3, 'COMPLETED', 'ATTEMPT_OK'),
        metadata: {
          nodes: [
            note('"one" {', 1),
            fact('state', 'running', 3),
            fact('progress', '{"done":0.5}', 3),
            note('two', 5),
            fact(
              'usage',
              '{"provider":"openai","model":"m","input_tokens":12,"output_tokens":3,"cost_usd":0.25}',
              9,
            ),
          ],
        },
      },
      {
        ...others,
        attempt: 1,
        tags: ['nightly', 'ü"\\'],
        parent: { id: 'a1' },
        children: none,
        attempts: attempt('a2', 1, 'FAILED', 'ATTEMPT_FAILED', 'boom'),
        metadata: { nodes: [fact('odd', 'not json', 4)] },
      },
      {
        ...others,
        attempt: 1,
        tags: ['nightly', 'ü"\\'],
        parent: { id: 'a3' },
        children: none,
        attempts: attempt('a4', 1, 'COMPLETED', 'ATTEMPT_OK'),
        metadata: none,
      },
      { ...others, attempt: 0, tags: [], parent: null, children: none, attempts: none, metadata: none },
      {
        ...others,
        attempt: 1,
        tags: ['actor:ana', 'session:s1'],
        parent: null,
        children: none,
        attempts: attempt('e1', 1, 'CANCELLED', 'CANCELLED'),
        metadata: { nodes: [fact('status_reason', 'agent_shutdown_cancelled', 10_500)] },
      },
    ])
  })

  it('are counted with their executions, and have flows', async () => {
    const counts = (of: Record<string, number>) =>
      expect.arrayContaining(Object.entries(of).map(([status, value]) => ({ status, value, isExact: true })))
    expect(
      await api.data(`{ statusCounts { counts { status value isExact } } executionStats { counts { status value isExact } isExact durations { count maxMs } }
      failed: executionStats(filter: { status: [FAILED] }) { counts { status value isExact } isExact }
      runHistogram(buckets: 1, filter: { startedAfter: "${instant(t0)}", startedBefore: "${instant(t0 + 60_000)}" }) { buckets { counts { status value } } }
      flows { nodes { name createdAt lastRun { number } } } }`),
    ).toEqual({
      statusCounts: { counts: counts({ RUNNING: 2, COMPLETED: 1, FAILED: 2 }) },
      executionStats: {
        counts: counts({
          COMPLETED: 4,
          FAILED: 2,
          RUNNING: 2,
          TIMED_OUT: 1,
          CANCELLED: 2,
          PENDING: 1,
          WAITING: 0,
          PAUSED: 0,
          UNKNOWN: 0,
        }),
        isExact: true,
        durations: { count: 9, maxMs: 500 },
      },
      failed: { counts: [{ status: 'FAILED', value: 2, isExact: true }], isExact: true },
      runHistogram: {
        buckets: [
          {
            counts: expect.arrayContaining([
              { status: 'RUNNING', value: 2 },
              { status: 'FAILED', value: 2 },
            ]),
          },
        ],
      },
      flows: {
        nodes: [...new Set(rows.map(flowOf))].toSorted(bytes).map((name) => {
          const last = newestFirst.find(({ flow }) => flow === name)
          return {
            name,
            createdAt: instant(startOf(rows.find((row) => flowOf(row) === name)!.id)),
            lastRun: last ? { number: last.number } : null,
          }
        }),
      },
    })
  })
})
