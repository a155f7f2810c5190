import { instant } from './runs.ts'
import { type AgentExecution, insertExecutions, insertInto, timeIn } from '../servers/agentfield.ts'
import type { Sql } from '../servers/sql.ts'

export const t0 = Date.UTC(2026, 9, 1, 12)
const second = 1_000

/** In the order of their row ids, which are counted from 1. */
export const agentRows: readonly AgentExecution[] = [
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

export const flowOfRow = ({ agent, reasoner }: AgentExecution) => `${agent}.${reasoner}`
export const startOf = (id: string) => t0 + agentRows.findIndex((row) => row.id === id) * second

const run = (id: string, status: string, statusReason: string, ended = true) => {
  const row = agentRows.find((one) => one.id === id)!
  return {
    id: `af:${flowOfRow(row)}/${agentRows.indexOf(row) + 1}`,
    flow: flowOfRow(row),
    number: agentRows.indexOf(row) + 1,
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
export const runFields =
  'id flow number name user status statusReason startedAt finishedAt durationMs heartbeatStale'

export const agentRuns = {
  a: run('a1', 'COMPLETED', 'ATTEMPT_OK'),
  b: run('b1', 'FAILED', 'TIMED_OUT'),
  c: run('c1', 'RUNNING', 'ATTEMPT_STARTED', false),
  d: run('d1', 'RUNNING', 'QUEUED', false),
  e: run('e1', 'FAILED', 'CANCELLED'),
}

/** Puts all of it into the tables of AgentField, with what else it notes. */
export async function seedAgentField(db: Sql): Promise<void> {
  await insertExecutions(db, agentRows)
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
}
