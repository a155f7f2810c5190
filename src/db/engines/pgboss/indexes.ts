import type postgres from 'postgres'
import type { ExecutionSource } from '../../sql/scope.ts'

/** The tables of jobs that no index has by queue and time of creation, as pg-boss has them since release 12.38. */
const lacking = `
  select c.relname::text as name
  from pg_class parent
  join pg_namespace n on n.oid = parent.relnamespace
  left join pg_inherits part on part.inhparent = parent.oid and parent.relkind = 'p'
  join pg_class c on c.oid = coalesce(part.inhrelid, parent.oid)
  where n.nspname = $1
    and parent.relname = 'job'
    and not exists (
      select
      from pg_index i
      where i.indrelid = c.oid
        and i.indisvalid
        and i.indpred is null
        and pg_get_indexdef(i.indexrelid, 1, true) = 'name'
        and pg_get_indexdef(i.indexrelid, 2, true) = 'created_on'
    )
  order by 1
`

/** The statements that make the indexes along which lists are read, as far as they are missing. */
export async function lackingIndexes(sql: postgres.Sql, schema: string): Promise<string[]> {
  const tables = await sql.unsafe<{ name: string }[]>(lacking, [schema])
  return tables.map(({ name }) => `create index concurrently on "${schema}"."${name}" (name, created_on);`)
}

/** What a list that took too long lacked: of the whole order, else of what its filter asks for. */
export function lacksOf(missing: readonly string[]): NonNullable<ExecutionSource['lacks']> {
  return (fields) => {
    const [first, ...others] = missing
    if (first === undefined)
      return fields.length === 0
        ? undefined
        : 'pg-boss has no index for all of the filter. Ask for a queue, or for a shorter time.'
    const more = others.length === 0 ? '' : ` Neither had ${others.length} other tables of jobs.`
    const table = first.slice('create index concurrently on '.length, first.indexOf(' ('))
    return `When Execgraph opened it, ${table} had no index on (name, created_on), which pg-boss makes from release 12.38 on.${more}`
  }
}
