import type postgres from 'postgres'
import { WrongStore } from '../../failure.ts'
import { type Layout, dependencyColumns, neededColumns } from './layout.ts'

interface Found {
  readonly name: string
  readonly column: string
  readonly readable: boolean
}

const catalog = `
  select c.relname::text as name, a.attname::text as column,
    has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  where n.nspname = $1
    and c.relname in ('job', 'queue', 'job_dependency', 'archive')
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0
    and not a.attisdropped
`

const unreadable = 'that the user may not read'
const isUnreadable = (problem: string) => problem.endsWith(unreadable)
const grant = 'Grant usage on the schema and select on its tables.'
const remedy = 'Name the schema of pg-boss 11.1 or later, such as ?schema=pgboss.'

/** Throws a message that names what is missing first. Returns what there is. */
export async function checkLayout(sql: postgres.Sql, schema: string): Promise<Layout> {
  const found = await sql.unsafe<Found[]>(catalog, [schema])
  const of = (table: string) => found.filter(({ name }) => name === table)
  const refuse = (what: string, remedy: string) => new WrongStore(`schema "${schema}" ${what}. ${remedy}`)
  if (of('job').length > 0 && of('archive').length > 0)
    throw refuse(
      'has a table "archive", to which pg-boss moved finished jobs before release 11',
      'Upgrade pg-boss to release 11.1 or later.',
    )
  const problem = problemOf('job', of('job')) ?? problemOf('queue', of('queue'))
  if (problem !== undefined) throw refuse(problem, isUnreadable(problem) ? grant : remedy)
  const dependencies = of('job_dependency')
  if (dependencies.some(({ readable }) => !readable))
    throw refuse(`has a table "job_dependency" ${unreadable}`, grant)
  const columns = new Set(dependencies.map(({ column }) => column))
  return {
    schema,
    columns: new Set(of('job').map(({ column }) => column)),
    hasDependencies: dependencyColumns.every((name) => columns.has(name)),
  }
}

function problemOf(table: keyof typeof neededColumns, found: readonly Found[]): string | undefined {
  if (found.length === 0) return `has no table "${table}"`
  const missing = neededColumns[table].find((name) => !found.some(({ column }) => column === name))
  if (missing !== undefined) return `has a table "${table}" without ${missing}`
  return found.every(({ readable }) => readable) ? undefined : `has a table "${table}" ${unreadable}`
}
