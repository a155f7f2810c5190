import { sql } from 'drizzle-orm'
import { facts, endStep } from '../../../status/facts.ts'
import { parametersStep } from '../taskstatus.ts'
import { namesEnd } from '../endfacts.ts'
import type { MetaflowNames, TableName, ValueType } from '../names.ts'
import {
  heartbeatOf,
  nameIn,
  newer,
  refillName,
  registerColumns,
  registerNames,
  selectedRun,
  textOf,
  trueRegisters,
} from '../registers.ts'
import { booleanOf, valueTexts } from '../values.ts'

type Event = 'insert' | 'update' | 'delete' | 'truncate'

export interface Trigger {
  readonly name: string
  readonly table: Extract<TableName, 'runs' | 'metadata'>
  readonly event: Event
  /** The only column that fires the trigger. */
  readonly of?: string
  /** Checked before the function is called: other rows cost next to nothing. */
  readonly when?: string
  readonly body: string
}

const { began, verdict } = facts

const isFact = (row: string, ...fields: readonly string[]) =>
  `${row}.field_name in (${fields.map((field) => `'${field}'`).join(', ')})`

const isOfEnd = (row: string) => `${row}.step_name = '${endStep}'`
const keyOf = (row: string) => `number = ${row}.run_number and flow_id = ${row}.flow_id`

const changed = (columns: readonly string[]) => {
  const of = (row: string) => columns.map((column) => `${row}.${column}`).join(', ')
  return `(${of('old')}) is distinct from (${of('new')})`
}

export function triggersOf(names: MetaflowNames, valueType: ValueType): readonly Trigger[] {
  return [...runTriggers(names, valueType), ...factTriggers(names, valueType), ...changeTriggers(names)]
}

const refillOf = (names: MetaflowNames, ...rows: readonly string[]) => {
  const list = (column: string) => `array[${rows.map((row) => `${row}.${column}`).join(', ')}]`
  return `perform ${nameIn(names, refillName)}(${list('flow_id::text')}, ${list('run_number::bigint')})`
}

function runTriggers(names: MetaflowNames, valueType: ValueType): Trigger[] {
  const table = nameIn(names, registerNames.runs)
  return [
    {
      name: 'execgraph_run_inserted',
      table: 'runs',
      event: 'insert',
      // Facts may exist already: of an earlier run with this number.
      body: `insert into ${table} (number, flow_id, ${registerColumns.join(', ')})
      ${trueRegisters(names, valueType, `select ${selectedRun('new')}`)}
      on conflict do nothing;
    if not found then ${refillOf(names, 'new')}; end if`,
    },
    {
      name: 'execgraph_run_heard',
      table: 'runs',
      event: 'update',
      of: 'last_heartbeat_ts',
      when: changed(['last_heartbeat_ts']),
      body: `update ${table} set heartbeat_at = ${heartbeatOf('new')} where ${keyOf('new')}`,
    },
    {
      name: 'execgraph_run_changed',
      table: 'runs',
      event: 'update',
      when: changed(['flow_id', 'run_number', 'run_id', 'user_name', 'system_tags', 'ts_epoch']),
      body: refillOf(names, 'old', 'new'),
    },
    {
      name: 'execgraph_run_deleted',
      table: 'runs',
      event: 'delete',
      body: `delete from ${table} where ${keyOf('old')}`,
    },
    {
      name: 'execgraph_runs_truncated',
      table: 'runs',
      event: 'truncate',
      body: `delete from ${table}`,
    },
  ]
}

/** Metaflow's service only appends metadata. */
function factTriggers(names: MetaflowNames, valueType: ValueType): Trigger[] {
  const table = nameIn(names, registerNames.runs)
  const text = valueTexts[valueType].fact(sql.raw('new.value'))
  const ends = (step: string) => `exists (select from ${table} where ${keyOf('new')} and end_step ${step})`
  return [
    {
      name: 'execgraph_end_verdict',
      table: 'metadata',
      event: 'insert',
      when: `${isOfEnd('new')} and ${isFact('new', verdict)}`,
      body: `insert into ${table} as kept (flow_id, number, end_ok, end_ok_at, end_ok_id)
      select new.flow_id, new.run_number, said.ok, new.ts_epoch, new.id
      from (select ${textOf(booleanOf(text))} as ok, ${textOf(text)} is null as hides) as said
      where said.ok is not null or said.hides
      on conflict (flow_id, number) do update
      set end_ok = excluded.end_ok, end_ok_at = excluded.end_ok_at, end_ok_id = excluded.end_ok_id
      where kept.end_step is null and ${newer('kept', 'end_ok')}`,
    },
    {
      name: 'execgraph_end_attempt',
      table: 'metadata',
      event: 'insert',
      when: `${isOfEnd('new')} and ${isFact('new', began)}`,
      body: `insert into ${table} as kept (flow_id, number, end_attempt_at, end_attempt_id)
      values (new.flow_id, new.run_number, new.ts_epoch, new.id)
      on conflict (flow_id, number) do update
      set end_attempt_at = excluded.end_attempt_at, end_attempt_id = excluded.end_attempt_id
      where kept.end_step is null and ${newer('kept', 'end_attempt')}`,
    },
    {
      name: 'execgraph_named_end',
      table: 'metadata',
      event: 'insert',
      when: `not (${isOfEnd('new')}) and ${isFact('new', began, verdict)}`,
      body: `if ${ends('= new.step_name')} then ${refillOf(names, 'new')}; end if`,
    },
    {
      name: 'execgraph_end_named',
      table: 'metadata',
      event: 'insert',
      when: `new.step_name = '${parametersStep}' and ${isFact('new', namesEnd)}`,
      // Nearly every run names "end" as its last step, which is the default.
      body: `if ${textOf(text)} <> '${endStep}' or ${ends('is not null')} then ${refillOf(names, 'new')}; end if`,
    },
  ]
}

/** Only people update or delete metadata. */
function changeTriggers(names: MetaflowNames): Trigger[] {
  const table = nameIn(names, registerNames.runs)
  const factColumns = ['flow_id', 'run_number', 'step_name', 'field_name', 'value', 'ts_epoch', 'id']
  const ofInterest = (row: string) => isFact(row, began, verdict, namesEnd)
  const decides = `old.field_name = '${namesEnd}' or exists (
      select from ${table} where ${keyOf('old')} and coalesce(end_step, '${endStep}') = old.step_name)`
  return [
    {
      name: 'execgraph_fact_changed',
      table: 'metadata',
      event: 'update',
      when: `(${ofInterest('old')} or ${ofInterest('new')}) and ${changed(factColumns)}`,
      body: refillOf(names, 'old', 'new'),
    },
    {
      name: 'execgraph_fact_deleted',
      table: 'metadata',
      event: 'delete',
      when: ofInterest('old'),
      body: `if ${decides} then ${refillOf(names, 'old')}; end if`,
    },
    {
      name: 'execgraph_facts_truncated',
      table: 'metadata',
      event: 'truncate',
      body: `
        delete from ${table}
        where started_at is null
          or not exists (select from ${nameIn(names, names.tables.runs)}); update ${table}
        set end_step = null, end_ok = null, end_ok_at = null, end_ok_id = null, end_attempt_at = null,
          end_attempt_id = null
        where end_step is not null or end_ok_at is not null or end_attempt_at is not null
      `,
    },
  ]
}
