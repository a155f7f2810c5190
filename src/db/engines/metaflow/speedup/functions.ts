import { type MetaflowNames, type ValueType, defaultNames } from '../names.ts'
import {
  differs,
  nameIn,
  refillName,
  registerColumns,
  registerNames,
  selectedRun,
  trueRegisters,
} from '../registers.ts'
import { type Trigger, triggersOf } from './triggers.ts'

const head = (names: MetaflowNames, name: string, parameters: string, returns: string) =>
  `create or replace function ${nameIn(names, name)}(${parameters}) returns ${returns}
language plpgsql security definer set search_path = pg_catalog, pg_temp as $execgraph$`

/**
 * Corrects the registers of some runs by the raw rows, and returns how many were wrong. Existing registers are locked
 * first. A statement of its own then reads the rows, so that it sees what the previous holders of the locks have
 * committed. If a register was created in between, all is repeated.
 */
function refillFunction(names: MetaflowNames, valueType: ValueType): string {
  const registers = nameIn(names, registerNames.runs)
  const runs = `select ${selectedRun('r')} from asked join ${nameIn(names, names.tables.runs)} r
    on r.flow_id = asked.flow and r.run_number = asked.run`
  const isAsked = 'f.flow_id = asked.flow collate "C" and f.number = asked.run'
  const isSame = 'f.flow_id = t.flow_id and f.number = t.number'
  const columns = registerColumns.join(', ')
  return `${head(names, refillName, 'flows text[], numbers bigint[]', 'integer')}
declare
  held bigint;
  mended bigint;
  lacking bigint;
  total bigint := 0;
begin
  loop
    with asked as (select distinct * from unnest(flows, numbers) as asked(flow, run)),
    locked as materialized (
      select from asked join ${registers} f on ${isAsked} order by f.flow_id, f.number for update of f)
    select count(*) into held from locked;
    with asked as materialized (select distinct * from unnest(flows, numbers) as asked(flow, run)),
    steady as materialized (select count(*) = held as holds from asked join ${registers} f on ${isAsked}),
    truth as materialized (${trueRegisters(names, valueType, runs)}),
    changed as (
      update ${registers} f set (${columns}) = row(${registerColumns.map((column) => `t.${column}`).join(', ')})
      from truth t where (select s.holds from steady s) and ${isSame} and ${differs('f', 't')} returning 1),
    gone as (
      delete from ${registers} f using asked
      where (select s.holds from steady s) and ${isAsked}
        and not exists (select from truth t where ${isSame}) returning 1),
    fresh as (
      select t.* from truth t where not exists (select from ${registers} f where ${isSame})),
    added as (
      insert into ${registers} (number, flow_id, ${columns})
      select number, flow_id, ${columns} from fresh where (select s.holds from steady s) order by flow_id, number
      on conflict do nothing returning 1)
    select (select count(*) from changed) + (select count(*) from gone) + (select count(*) from added),
      (select count(*) from fresh) - (select count(*) from added)
        + (select case when s.holds then 0 else 1 end from steady s)
      into mended, lacking;
    total := total + mended;
    exit when lacking = 0;
  end loop;
  return total;
end $execgraph$`
}

/** Metaflow's statement never fails because of a trigger: a run that was missed is noted and repaired later. */
function triggerFunction(names: MetaflowNames, { name, body, event }: Trigger): string {
  const rows = { insert: ['new'], update: ['old', 'new'], delete: ['old'], truncate: [] }[event]
  const keys = rows.map((row) => `(${row}.flow_id, ${row}.run_number)`)
  const missed = `
    insert into ${nameIn(names, registerNames.missed)} (flow_id, number) values ${keys.join(', ')}
  `
  const all = `
    update ${nameIn(names, registerNames.state)} set complete = false, done_flow = null, done_number = null
  `
  const of = rows.length === 0 ? 'all runs' : 'run %/%'
  const told = rows.length === 0 ? '' : `, ${rows.at(-1)}.flow_id, ${rows.at(-1)}.run_number`
  return `${head(names, name, '', 'trigger')}
begin
  begin
    ${body};
  exception when others then
    raise warning 'execgraph: % of ${of}', sqlerrm${told};
    begin
      ${rows.length === 0 ? all : missed};
    exception when others then null;
    end;
  end;
  return null;
end $execgraph$`
}

export const functionStatements = (names: MetaflowNames, valueType: ValueType): string[] => [
  refillFunction(names, valueType),
  // It runs with the rights of its creator, as the triggers do, which are its only callers.
  `revoke execute on function ${nameIn(names, refillName)} from public`,
  ...triggersOf(names, valueType).map((trigger) => triggerFunction(names, trigger)),
]

/** They are the same for all names of tables and types of values. */
export const triggerNames = (table: Trigger['table']): string[] =>
  triggersOf({ schema: 'public', tables: defaultNames }, 'text')
    .filter((trigger) => trigger.table === table)
    .map(({ name }) => name)

/** For each trigger, the statements that create it. It also fires on replicas that apply changes, as Metaflow's own triggers do. */
export const triggerStatements = (names: MetaflowNames, valueType: ValueType) =>
  triggersOf(names, valueType).map(({ name, table, event, of, when }) => {
    const on = nameIn(names, names.tables[table])
    const each = event === 'truncate' ? 'statement' : 'row'
    const condition = when === undefined ? '' : `when (${when}) `
    return {
      name,
      table,
      statements: [
        `create trigger ${name} after ${event}${of === undefined ? '' : ` of ${of}`} on ${on}
        for each ${each} ${condition}execute function ${nameIn(names, name)}()`,
        `alter table ${on} enable always trigger ${name}`,
      ],
    }
  })
