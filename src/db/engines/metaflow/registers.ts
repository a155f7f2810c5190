import { outcomeOf } from '../../tables/run.ts'
import { type SQL, sql } from 'drizzle-orm'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import type { MetaflowNames, ValueType } from './names.ts'
import { joinEndFacts } from './endfacts.ts'
import { tablesOf } from './tables.ts'
import { instant, instantOfSeconds, isInstant, valueTexts } from './values.ts'
import { noStart, noValue } from '../../source/runs.ts'

/** Raised when the contents of the table or the triggers change. Registers of another version are not read, and are rebuilt. */
export const registersVersion = 2

/** The tables that `execgraph accelerate --facts` creates beside Metaflow's. */
export const registerNames = {
  runs: 'execgraph_runs',
  /** One row: which tables the registers belong to, and how far they are filled. */
  state: 'execgraph_state',
  /** Runs whose registers a trigger could not keep, until they are repaired. */
  missed: 'execgraph_missed',
} as const

/** The function that corrects the registers of a list of runs. */
export const refillName = 'execgraph_refill'

/** SQL as text, for objects stored in the database: nothing is bound there. */
export const textOf = (part: SQL): string => postgresDialect.toQuery(part).sql

const raw = (text: string) => sql.raw(text)
const inCalendar = (column: string) => textOf(isInstant(raw(column)))
const started = textOf(instant(raw('nullif(started_at, ' + noStart + ')')))
const unordered = `${noValue} + ${started}`

// Like the native columns of these names, but also for times that are no dates of a calendar: the rule ignores these.
const retrying = [
  'end_ok = 0',
  inCalendar('end_ok_at'),
  inCalendar('end_attempt_at'),
  'end_attempt_at > end_ok_at',
].join(' and ')

const outcome = outcomeOf(retrying)
const ended = textOf(instant(raw('end_ok_at')))
const knownFinishedAt = [
  `case when ${retrying} then null`,
  `when end_ok is not null then coalesce(${ended}, ${unordered}) end`,
].join(' ')
const heard = `heartbeat_at - ${started}`
const knownMs = [
  `case when ${retrying} and heartbeat_at is not null then coalesce(${heard}, ${unordered})`,
  `when end_ok is not null then coalesce(${ended} - ${started}, ${unordered})`,
  `when heartbeat_at is not null then coalesce(${heard}, ${unordered}) end`,
].join(' ')

const columns = `number bigint not null, flow_id text collate "C" not null,
  name text collate "C", user_name text collate "C", started_at bigint, heartbeat_at bigint, end_step text,
  end_ok smallint, end_ok_at bigint, end_ok_id bigint, end_attempt_at bigint, end_attempt_id bigint,
  outcome smallint not null generated always as (${outcome}) stored,
  known_finished_at bigint generated always as (${knownFinishedAt}) stored,
  known_ms bigint generated always as (${knownMs}) stored,
  primary key (flow_id, number)`

/** An open run that exists. The index has this condition, too, so that its entries alone answer. */
const open = 'end_ok is null and started_at is not null'

/** The native table's indexes that lists and choices of runs walk. */
const indexes: Readonly<Record<string, string>> = {
  // From Metaflow's rows to the registers, whatever collation its flow names have: it counts the runs of all flows together.
  number: '(number)',
  name: '(flow_id, name) where name is not null',
  started: '(started_at, flow_id, number)',
  flow_started: '(flow_id, started_at, number)',
  outcome_started: '(outcome, started_at, flow_id, number)',
  flow_outcome_started: '(flow_id, outcome, started_at, number)',
  open_heartbeat: `(heartbeat_at, flow_id, number) where ${open}`,
  flow_open_heartbeat: `(flow_id, heartbeat_at, number) where ${open}`,
  silent: `(started_at, flow_id, number) where ${open} and heartbeat_at is null`,
  finished: '(known_finished_at, flow_id, number)',
  duration: '(known_ms, flow_id, number)',
  user_started: '(user_name, started_at, flow_id, number)',
}

const quoted = (name: string) => `"${name}"`
export const nameIn = ({ schema }: MetaflowNames, name: string) => `${quoted(schema)}.${quoted(name)}`

/** Creates the tables, if they do not exist. */
export function tableStatements(names: MetaflowNames): string[] {
  const { runs, state, missed } = registerNames
  const table = nameIn(names, runs)
  // Heartbeats update rows often: pages keep space for that, and it is vacuumed early.
  const storage = 'fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05'
  return [
    `create table if not exists ${table} (${columns}) with (${storage})`,
    ...Object.entries(indexes).map(
      ([name, on]) => `create index if not exists ${quoted(`${runs}_${name}`)} on ${table} ${on}`,
    ),
    `create table if not exists ${nameIn(names, missed)} (flow_id text collate "C" not null, number bigint not null)`,
    `create table if not exists ${nameIn(names, state)} (
      one boolean primary key default true check (one),
      version integer not null, runs text not null, metadata text not null, value_type text not null,
      done_flow text, done_number bigint, complete boolean not null default false
    )`,
  ]
}

/** The registers of a run by name, as the raw rows define them. */
const registers = {
  name: 'run_id',
  user_name: `case when system_tags ? ('user:' || runs.user_name) then runs.user_name end`,
  started_at: `case when ${inCalendar('ts_epoch')} then ts_epoch else ${noStart} end`,
  heartbeat_at: textOf(instantOfSeconds(raw('last_heartbeat_ts'))),
  end_step: 'end_step.name',
  end_ok: 'end_verdict.ok',
  end_ok_at: 'end_verdict.ts',
  end_ok_id: 'end_verdict.id',
  end_attempt_at: 'end_attempt.ts',
  end_attempt_id: 'end_attempt.id',
} as const

export const registerColumns: readonly string[] = Object.keys(registers)
export const heartbeatOf = (row: string) => textOf(instantOfSeconds(raw(`${row}.last_heartbeat_ts`)))
const runColumns = ['run_id', 'user_name', 'system_tags', 'ts_epoch', 'last_heartbeat_ts']

/** A row of Metaflow's runs, in the form that `trueRegisters` takes. */
export const selectedRun = (row: string) =>
  [`${row}.flow_id`, `${row}.run_number as number`, ...runColumns.map((column) => `${row}.${column}`)].join(
    ', ',
  )

/** The one definition of what registers must be: a query for the runs that `runs` finds, as rows of `selectedRun`. */
export function trueRegisters(names: MetaflowNames, valueType: ValueType, runs: string): string {
  const facts = textOf(joinEndFacts(tablesOf(names).metadata, valueTexts[valueType], sql`true`))
  const columns = Object.entries(registers).map(([name, value]) => `${value} as ${name}`)
  return `select runs.number, runs.flow_id::text collate "C" as flow_id, ${columns.join(', ')}
    from (${runs}) as runs ${facts}`
}

/** The registers of the two rows differ. */
export const differs = (one: string, other: string) => {
  const of = (row: string) => registerColumns.map((column) => `${row}.${column}`).join(', ')
  return `(${of(one)}) is distinct from (${of(other)})`
}

/** Compare-and-set: the newest fact by time and id wins, in whatever order facts arrive. */
export const newer = (kept: string, register: 'end_ok' | 'end_attempt') => {
  const position = (row: string) => `(${row}.${register}_at, ${row}.${register}_id)`
  return `(${kept}.${register}_at is null or ${position(kept)} < ${position('excluded')})`
}
