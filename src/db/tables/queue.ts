import { sql } from 'drizzle-orm'
import type { Kit } from './kit/postgres.ts'

export const queueStates = { WAITING: 0, OPEN: 1, FUTURE: 3, ENDED: 4 } as const
export const actionStates = { READY: 0, WAITING: 1, LEASED: 2 } as const

/** The work under way: small and hot, apart from history. `rank` is the negated priority, so that every order ascends. */
export function queueTables(kit: Kit) {
  return { ...queuedTables(kit), ...actionTables(kit) }
}

function queuedTables({ table, text, whole, small, index }: Kit) {
  const queueExecutions = table(
    'queue_executions',
    {
      id: text('execution_id').primaryKey(),
      flow: text('flow_id').notNull(),
      dagHash: text('dag_hash').notNull(),
      attempt: small('attempt').notNull(),
      /** 0 waiting, 1 open, 3 future, 4 ended. */
      state: small('state').notNull(),
      rank: small('rank').notNull(),
      orderAt: whole('order_at').notNull(),
      runAt: whole('run_at'),
      openNodes: small('open_nodes').notNull(),
      nextSeq: whole('next_seq').notNull(),
      /** Bytes of its last nodes' outputs so far. `null` if an earlier version began the execution. */
      outputBytes: whole('output_bytes'),
    },
    (t) => [
      index('queue_executions_waiting').on(t.rank, t.orderAt, t.id).where(sql.raw('state = 0')),
      index('queue_executions_open').on(t.id).where(sql.raw('state = 1')),
      index('queue_executions_future').on(t.runAt).where(sql.raw('state = 3')),
    ],
  )
  const workers = table('workers', {
    id: text('worker_id').primaryKey(),
    kinds: text('kinds').notNull(),
    seenAt: whole('seen_at').notNull(),
  })
  return { queueExecutions, workers }
}

function actionTables({ table, text, whole, small, index, primaryKey }: Kit) {
  const actions = table(
    'actions',
    {
      executionId: text('execution_id').notNull(),
      nodeId: text('node_id').notNull(),
      seq: whole('seq').notNull(),
      kind: text('kind').notNull(),
      /** 0 ready, 1 waiting for its time, 2 leased. */
      state: small('state').notNull(),
      rank: small('rank').notNull(),
      orderAt: whole('order_at').notNull(),
      dueAt: whole('due_at'),
      attempt: small('attempt').notNull(),
      /** The attempt from which tries are counted: a new attempt of the execution starts the count again. */
      firstAttempt: small('first_attempt').notNull(),
      leaseToken: text('lease_token'),
      worker: text('worker'),
      leasedAt: whole('leased_at'),
      timeoutMs: whole('timeout_ms'),
      /** Bytes of its whole input. `null` if an earlier version made the action ready. */
      inputBytes: whole('input_bytes'),
    },
    (t) => [
      primaryKey({ name: 'actions_pk', columns: [t.executionId, t.nodeId] }),
      index('actions_ready').on(t.kind, t.rank, t.orderAt, t.executionId, t.seq).where(sql.raw('state = 0')),
      index('actions_due').on(t.dueAt).where(sql.raw('state <> 0')),
    ],
  )
  const joins = table(
    'joins',
    {
      executionId: text('execution_id').notNull(),
      nodeId: text('node_id').notNull(),
      settled: small('settled').notNull(),
      total: small('total').notNull(),
      skipped: small('skipped').notNull(),
      /** Bytes of the settled values, as entries of the input or list. `null` if an earlier version began the join. */
      bytes: whole('bytes'),
    },
    (t) => [primaryKey({ name: 'joins_pk', columns: [t.executionId, t.nodeId] })],
  )
  const queueValues = table(
    'queue_values',
    {
      executionId: text('execution_id').notNull(),
      kind: text('kind').notNull(),
      nodeId: text('node_id').notNull(),
      json: text('json').notNull(),
    },
    (t) => [primaryKey({ name: 'queue_values_pk', columns: [t.executionId, t.kind, t.nodeId] })],
  )
  return { actions, joins, queueValues }
}
