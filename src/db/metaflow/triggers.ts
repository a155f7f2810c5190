import { type MetaflowNames, type TableName, type ValueType } from './names.ts'
import {
  isAttempt,
  isEndFact,
  isVerdict,
  nameIn,
  newer,
  registerNames,
  rowOf,
  verdictOf,
} from './registers.ts'

interface Trigger {
  readonly name: string
  readonly table: Extract<TableName, 'runs' | 'metadata'>
  readonly event: string
  /** Asked before the function is called: rows of no interest cost next to nothing. */
  readonly when?: string
  readonly body: string
}

/** Whatever happens here, the statement of Metaflow goes on: a run that was missed is noted and looked at again. */
function functionOf(names: MetaflowNames, { name, body, event }: Trigger): string {
  const row = event === 'delete' ? 'old' : 'new'
  const missed = `insert into ${nameIn(names, registerNames.missed)} (flow_id, number) values (${row}.flow_id, ${row}.run_number);`
  return `create or replace function ${nameIn(names, name)}() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $execgraph$
begin
  begin
    ${body};
  exception when others then
    raise warning 'execgraph: % of run %/%', sqlerrm, ${row}.flow_id, ${row}.run_number;
    begin
      ${missed}
    exception when others then null;
    end;
  end;
  return null;
end $execgraph$`
}

function triggersOf(names: MetaflowNames, valueType: ValueType): readonly Trigger[] {
  const table = nameIn(names, registerNames.runs)
  const of = rowOf('new')
  const ofRun = 'number = new.run_number and flow_id = new.flow_id'
  return [
    {
      name: 'execgraph_run_inserted',
      table: 'runs',
      event: 'insert',
      body: `insert into ${table} as kept (flow_id, number, name, user_name, started_at, heartbeat_at)
      values (new.flow_id, new.run_number, new.run_id, ${of.user}, ${of.started}, ${of.heard})
      on conflict (flow_id, number) do update set name = excluded.name, user_name = excluded.user_name, started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at`,
    },
    {
      name: 'execgraph_run_heard',
      table: 'runs',
      event: 'update of last_heartbeat_ts',
      when: 'old.last_heartbeat_ts is distinct from new.last_heartbeat_ts',
      body: `update ${table} set heartbeat_at = ${of.heard} where ${ofRun}`,
    },
    {
      name: 'execgraph_run_deleted',
      table: 'runs',
      event: 'delete',
      body: `delete from ${table} where number = old.run_number and flow_id = old.flow_id`,
    },
    {
      name: 'execgraph_end_verdict',
      table: 'metadata',
      event: 'insert',
      when: `${isEndFact('new')} and ${isVerdict('new')}`,
      body: `insert into ${table} as kept (flow_id, number, end_ok, end_ok_at, end_ok_id)
      select new.flow_id, new.run_number, verdict.ok, new.ts_epoch, new.id from (select ${verdictOf('new', valueType)} as ok) as verdict where verdict.ok is not null
      on conflict (flow_id, number) do update set end_ok = excluded.end_ok, end_ok_at = excluded.end_ok_at, end_ok_id = excluded.end_ok_id where ${newer('kept', 'end_ok')}`,
    },
    {
      name: 'execgraph_end_attempt',
      table: 'metadata',
      event: 'insert',
      when: `${isEndFact('new')} and ${isAttempt('new')}`,
      body: `insert into ${table} as kept (flow_id, number, end_attempt_at, end_attempt_id) values (new.flow_id, new.run_number, new.ts_epoch, new.id)
      on conflict (flow_id, number) do update set end_attempt_at = excluded.end_attempt_at, end_attempt_id = excluded.end_attempt_id where ${newer('kept', 'end_attempt')}`,
    },
  ]
}

export const triggerNames = (table: Trigger['table']): string[] =>
  triggersOf({ schema: '', tables: {} as never }, 'text')
    .filter((trigger) => trigger.table === table)
    .map(({ name }) => name)

export const functionStatements = (names: MetaflowNames, valueType: ValueType): string[] =>
  triggersOf(names, valueType).map((trigger) => functionOf(names, trigger))

/** For each trigger, what creates it. On replicas that apply changes it fires too, as Metaflow's own do. */
export const triggerStatements = (names: MetaflowNames, valueType: ValueType) =>
  triggersOf(names, valueType).map(({ name, table, event, when }) => {
    const on = nameIn(names, names.tables[table])
    const condition = when === undefined ? '' : `when (${when}) `
    return {
      name,
      table,
      statements: [
        `create trigger ${name} after ${event} on ${on} for each row ${condition}execute function ${nameIn(names, name)}()`,
        `alter table ${on} enable always trigger ${name}`,
      ],
    }
  })
