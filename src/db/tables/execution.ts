import { sql } from 'drizzle-orm'
import type { Kit } from './kit/postgres.ts'

const staleAt = 'heartbeat_at + heartbeat_timeout_ms'
/** The standing by the registers, without the clock: 0 running or silent, 1 to 4 the verdict, 5 pending (not begun, or queued again), 6 waiting, 7 paused. */
const standing = [
  'case when verdict > 0 then verdict when attempt = 0 then 5',
  "when state = 'WAITING' then 6 when state = 'PAUSED' then 7 else 0 end",
].join(' ')
// Not an equality: for that, SQLite would take an index that begins with the standing.
const promised = sql.raw('not (standing > 0) and stale_at is not null')
const unpromised = sql.raw('not (standing > 0) and stale_at is null')

/** The verdicts of failures: failed and timed out. */
export const failedVerdicts: readonly number[] = [2, 4]

export const hasFailed = (verdict: string): string => `${verdict} in (${failedVerdicts.join(', ')})`

/** An execution that failed or timed out, whose group was not made from its error as it is now. */
export const isUngrouped = `${hasFailed('verdict')} and failure_bytes is distinct from coalesce(octet_length(error), 0)`

function executionColumns({ text, whole, small, real, change }: Kit) {
  return {
    id: text('execution_id').primaryKey(),
    flow: text('flow_id').notNull(),
    runNumber: whole('run_number'),
    step: text('step'),
    parentId: text('parent_id'),
    source: text('source'),
    scriptPath: text('script_path'),
    sampleRate: real('sample_rate').notNull(),
    sortAt: whole('sort_at').notNull(),
    startedAt: whole('started_at'),
    finishedAt: whole('finished_at'),
    attempt: small('attempt').notNull(),
    attemptAt: whole('attempt_at'),
    verdict: small('verdict').notNull(),
    verdictAt: whole('verdict_at'),
    verdictId: text('verdict_id'),
    state: text('state'),
    heartbeatAt: whole('heartbeat_at'),
    heartbeatTimeoutMs: whole('heartbeat_timeout_ms'),
    staleAt: whole('stale_at').generatedAlwaysAs(sql.raw(staleAt)),
    standing: small('standing').generatedAlwaysAs(sql.raw(standing)),
    error: text('error'),
    nodeCount: small('node_count').notNull(),
    outputPreview: text('output_preview'),
    dagHash: text('dag_hash'),
    version: whole('version').notNull(),
    /** The group of its error: the version of the fingerprint and a digest. `null`: it is in none. */
    failureGroup: text('failure_group'),
    /** How many bytes its own error had when its group was made. `null`: none was made. */
    failureBytes: whole('failure_bytes'),
    /** `null`: it was not written since there is this column. */
    changed: change('changed'),
  }
}

export function executionTables(kit: Kit) {
  const { table, index } = kit
  const executions = table('executions', executionColumns(kit), (t) => [
    index('executions_sort').on(t.sortAt, t.id),
    index('executions_flow_sort').on(t.flow, t.sortAt, t.id),
    index('executions_standing_sort').on(t.standing, t.sortAt, t.id),
    index('executions_flow_standing_sort').on(t.flow, t.standing, t.sortAt, t.id),
    index('executions_stale').on(t.staleAt).where(sql.raw('standing = 0')),
    // The open ones that promised a heartbeat, which tell by it whether they are silent, and those that did not.
    index('executions_promised_sort').on(t.sortAt, t.id, t.staleAt).where(promised),
    index('executions_flow_promised_sort').on(t.flow, t.sortAt, t.id, t.staleAt).where(promised),
    index('executions_unpromised_sort').on(t.sortAt, t.id).where(unpromised),
    index('executions_flow_unpromised_sort').on(t.flow, t.sortAt, t.id).where(unpromised),
    index('executions_run').on(t.flow, t.runNumber, t.sortAt, t.id).where(sql.raw('run_number is not null')),
    // What may have failed of a run.
    index('executions_run_not_completed')
      .on(t.flow, t.runNumber)
      .where(sql.raw('run_number is not null and verdict <> 1')),
    index('executions_parent').on(t.parentId, t.sortAt, t.id).where(sql.raw('parent_id is not null')),
    index('executions_script').on(t.scriptPath, t.sortAt, t.id).where(sql.raw('script_path is not null')),
    // With all that is read of them: how long they took.
    index('executions_completed').on(t.flow, t.step, t.finishedAt, t.startedAt).where(sql.raw('verdict = 1')),
    index('executions_dag').on(t.dagHash).where(sql.raw('dag_hash is not null')),
    // Each has what is asked of a group, so that counting reads no row. The verdict is no condition of theirs: Postgres
    // would expect so few rows that it would rather sort than walk them.
    index('executions_failure_group')
      .on(t.failureGroup, t.sortAt, t.id, t.flow, t.verdict)
      .where(sql.raw('failure_group is not null')),
    // On Postgres, its migration includes the last three columns apart from the key: it would look for a group here.
    index('executions_failures_sort')
      .on(t.sortAt, t.id, t.failureGroup, t.flow, t.verdict)
      .where(sql.raw('failure_group is not null')),
    index('executions_changed').on(t.changed).where(sql.raw('changed is not null')),
    // Usually empty.
    index('executions_ungrouped').on(t.id).where(sql.raw(isUngrouped)),
  ])
  return { executions }
}

export function executionFactTables({ table, text, whole, small, index, uniqueIndex, primaryKey }: Kit) {
  const executionTags = table(
    'execution_tags',
    {
      executionId: text('execution_id').notNull(),
      tag: text('tag').notNull(),
      sortAt: whole('sort_at').notNull(),
    },
    (t) => [
      primaryKey({ name: 'execution_tags_pk', columns: [t.executionId, t.tag] }),
      index('execution_tags_sort').on(t.tag, t.sortAt, t.executionId),
    ],
  )
  const executionMetadata = table(
    'execution_metadata',
    {
      executionId: text('execution_id').notNull(),
      id: text('id').notNull(),
      attempt: small('attempt').notNull(),
      field: text('field').notNull(),
      value: text('value').notNull(),
      ts: whole('ts').notNull(),
      clientKey: text('client_key'),
    },
    (t) => [
      primaryKey({ name: 'execution_metadata_pk', columns: [t.executionId, t.id] }),
      uniqueIndex('execution_metadata_client_key').on(t.executionId, t.clientKey),
    ],
  )
  return { executionTags, executionMetadata }
}

export function detailTables({ table, text, whole, small, primaryKey }: Kit) {
  const payloads = table(
    'payloads',
    {
      executionId: text('execution_id').notNull(),
      kind: text('kind').notNull(),
      json: text('json').notNull(),
      bytes: whole('bytes').notNull(),
      truncated: text('truncated'),
    },
    (t) => [primaryKey({ name: 'payloads_pk', columns: [t.executionId, t.kind] })],
  )
  const largeValues = table(
    'large_values',
    {
      executionId: text('execution_id').notNull(),
      kind: text('kind').notNull(),
      name: text('name').notNull(),
      json: text('json').notNull(),
      bytes: whole('bytes').notNull(),
    },
    (t) => [primaryKey({ name: 'large_values_pk', columns: [t.executionId, t.kind, t.name] })],
  )
  const nodeResults = table(
    'node_results',
    {
      executionId: text('execution_id').notNull(),
      nodeId: text('node_id').notNull(),
      attempt: small('attempt').notNull(),
      status: text('status').notNull(),
      startedAt: whole('started_at'),
      finishedAt: whole('finished_at'),
      durationMs: whole('duration_ms'),
      error: text('error'),
      bytes: whole('bytes'),
      truncated: text('truncated'),
      value: text('value'),
    },
    (t) => [primaryKey({ name: 'node_results_pk', columns: [t.executionId, t.nodeId, t.attempt] })],
  )
  return { payloads, largeValues, nodeResults }
}
