import type postgres from 'postgres'
import type { MetaflowNames, ValueType } from './names.ts'
import { nameIn, registerNames, registersVersion } from './registers.ts'
import { triggerNames } from './speedup/functions.ts'

const triggers = `
  select t.tgname::text as name
  from pg_trigger t
  where t.tgrelid in ($1::text::regclass, $2::text::regclass)
    and t.tgname = any ($3::text::text[])
    and t.tgenabled in ('O', 'A')
`

/** The triggers that exist and are enabled. */
export async function presentTriggers(sql: postgres.Sql, names: MetaflowNames): Promise<string[]> {
  const all = [...triggerNames('runs'), ...triggerNames('metadata')]
  const tables = [names.tables.runs, names.tables.metadata].map((table) => nameIn(names, table))
  const found = await sql.unsafe(triggers, [...tables, `{${all.join(',')}}`])
  return found.map((row) => String(row['name']))
}

/** The registers exist, belong to these tables, are complete and kept, and may be read. */
export async function isAccelerated(
  sql: postgres.Sql,
  names: MetaflowNames,
  valueType: ValueType,
): Promise<boolean> {
  const tables = Object.values(registerNames).map((name) => nameIn(names, name))
  const [readable] = await sql.unsafe(
    `
      select count(*)::int as n
      from unnest($1::text::text[]) as name
      where to_regclass(name) is not null and has_table_privilege(to_regclass(name), 'select')
    `,
    [`{${tables.map((name) => `"${name.replaceAll('"', '\\"')}"`).join(',')}}`],
  )
  if (readable!['n'] !== tables.length) return false
  const [state] = await sql.unsafe(
    `
      select count(*)::int as n
      from ${nameIn(names, registerNames.state)}
      where complete
        and version = $1
        and runs = $2
        and metadata = $3
        and value_type = $4
        and not exists (select from ${nameIn(names, registerNames.missed)})
    `,
    [registersVersion, names.tables.runs, names.tables.metadata, valueType],
  )
  if (state!['n'] !== 1) return false
  const present = await presentTriggers(sql, names)
  return present.length === triggerNames('runs').length + triggerNames('metadata').length
}
