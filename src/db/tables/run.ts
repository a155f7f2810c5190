import { sql } from 'drizzle-orm'
import type { Kit } from './kit/postgres.ts'

/** The outcome by the registers of the step `end`, without the clock: 0 open, 1 ok, 2 failed, 3 failed and retried. */
export function outcomeOf(retrying: string): string {
  return `case when end_ok is null then 0 when ${retrying} then 3 when end_ok = 1 then 1 else 2 end`
}

const retrying = 'end_ok = 0 and end_attempt_at > end_ok_at'
const outcome = outcomeOf(retrying)
/** Runs without a verdict. `outcome` is not used here: its indexes are for other queries, and planners confuse them. */
const open = 'end_ok is null'
const knownFinishedAt = `case when ${retrying} then null else end_ok_at end`
const knownMs = [
  `case when ${retrying} and heartbeat_at is not null then heartbeat_at - started_at`,
  'when end_ok is not null then end_ok_at - started_at',
  'when heartbeat_at is not null then heartbeat_at - started_at end',
].join(' ')

export function runTables({ table, text, whole, small, change, index, uniqueIndex, primaryKey }: Kit) {
  const runs = table(
    'runs',
    {
      flow: text('flow_id').notNull(),
      number: whole('number').notNull(),
      name: text('name'),
      user: text('user_name'),
      startedAt: whole('started_at').notNull(),
      heartbeatAt: whole('heartbeat_at'),
      dagHash: text('dag_hash'),
      clientKey: text('client_key'),
      version: whole('version').notNull(),
      endOk: small('end_ok'),
      endOkAt: whole('end_ok_at'),
      endOkId: text('end_ok_id'),
      endAttemptAt: whole('end_attempt_at'),
      endAttemptId: text('end_attempt_id'),
      outcome: small('outcome').notNull().generatedAlwaysAs(sql.raw(outcome)),
      knownFinishedAt: whole('known_finished_at').generatedAlwaysAs(sql.raw(knownFinishedAt)),
      knownMs: whole('known_ms').generatedAlwaysAs(sql.raw(knownMs)),
      /** `null`: it was not written since there is this column. */
      changed: change('changed'),
    },
    (t) => [
      primaryKey({ name: 'runs_pk', columns: [t.flow, t.number] }),
      uniqueIndex('runs_name').on(t.flow, t.name),
      uniqueIndex('runs_client_key').on(t.flow, t.clientKey),
      index('runs_started').on(t.startedAt, t.flow, t.number),
      index('runs_flow_started').on(t.flow, t.startedAt, t.number),
      index('runs_outcome_started').on(t.outcome, t.startedAt, t.flow, t.number),
      index('runs_flow_outcome_started').on(t.flow, t.outcome, t.startedAt, t.number),
      index('runs_flow_open_heartbeat').on(t.flow, t.heartbeatAt, t.number).where(sql.raw(open)),
      // Counts of the live ones by time read ranges of this index alone.
      index('runs_open_started').on(t.startedAt, t.heartbeatAt, t.flow).where(sql.raw(open)),
      index('runs_live').on(t.heartbeatAt, t.flow, t.number, t.startedAt).where(sql.raw(open)),
      index('runs_silent')
        .on(t.startedAt, t.flow, t.number)
        .where(sql.raw(`${open} and heartbeat_at is null`)),
      index('runs_finished').on(t.knownFinishedAt, t.flow, t.number),
      index('runs_duration').on(t.knownMs, t.flow, t.number),
      index('runs_completed').on(t.flow, t.endOkAt, t.startedAt).where(sql.raw('end_ok = 1')),
      index('runs_changed').on(t.changed).where(sql.raw('changed is not null')),
      index('runs_dag').on(t.dagHash).where(sql.raw('dag_hash is not null')),
      index('runs_user_started').on(t.user, t.startedAt, t.flow, t.number),
    ],
  )
  return { runs }
}

export function runFactTables({ table, text, whole, small, index, uniqueIndex, primaryKey }: Kit) {
  const runTags = table(
    'run_tags',
    {
      flow: text('flow_id').notNull(),
      number: whole('number').notNull(),
      tag: text('tag').notNull(),
      system: small('system').notNull(),
      startedAt: whole('started_at').notNull(),
    },
    (t) => [
      primaryKey({ name: 'run_tags_pk', columns: [t.flow, t.tag, t.number] }),
      index('run_tags_started').on(t.tag, t.startedAt, t.flow, t.number),
      index('run_tags_run').on(t.flow, t.number),
    ],
  )
  const runMetadata = table(
    'run_metadata',
    {
      flow: text('flow_id').notNull(),
      number: whole('number').notNull(),
      id: text('id').notNull(),
      step: text('step').notNull(),
      attempt: small('attempt'),
      field: text('field').notNull(),
      value: text('value').notNull(),
      ts: whole('ts').notNull(),
      clientKey: text('client_key'),
    },
    (t) => [
      primaryKey({ name: 'run_metadata_pk', columns: [t.flow, t.number, t.id] }),
      uniqueIndex('run_metadata_client_key').on(t.flow, t.number, t.clientKey),
      index('run_metadata_field').on(t.flow, t.number, t.step, t.field, t.ts, t.id),
    ],
  )
  return { runTags, runMetadata }
}

/**
 * How many runs of each outcome started in each hour, of all flows and of each. Triggers count, whoever writes a run: see
 * the migration. On Postgres they append changes, so that no writer waits for another, and now and then add them up.
 */
export function runHourTables({ table, text, whole, small, index, primaryKey }: Kit) {
  const counted = () => ({
    outcome: small('outcome').notNull(),
    /** Its first millisecond. */
    hour: whole('hour').notNull(),
    runs: whole('runs').notNull(),
  })
  const runHours = table('run_hours', counted(), (t) => [
    primaryKey({ name: 'run_hours_pk', columns: [t.outcome, t.hour] }),
  ])
  const flowHours = table('run_flow_hours', { flow: text('flow_id').notNull(), ...counted() }, (t) => [
    primaryKey({ name: 'run_flow_hours_pk', columns: [t.flow, t.outcome, t.hour] }),
  ])
  const hourChanges = table('run_hour_changes', { flow: text('flow_id').notNull(), ...counted() }, (t) => [
    index('run_hour_changes_hour').on(t.outcome, t.hour),
  ])
  return { runHours, flowHours, hourChanges }
}
