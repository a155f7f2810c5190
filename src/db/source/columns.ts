import { type SQL, getTableColumns, getTableName, sql } from 'drizzle-orm'
import { rowType } from '../sql/insert.ts'
import { as } from '../sql/select.ts'
import type { Tables } from '../tables/tables.ts'

type Name = keyof Tables
type Row<N extends Name> = Tables[N]['$inferSelect']
type Key<N extends Name> = keyof Row<N> & string

/** Columns that are only written, or read by indexes and Execgraph's own rules. No other source has them. */
export const registers = {
  runs: [
    'clientKey',
    'endOk',
    'endOkAt',
    'endOkId',
    'endAttemptAt',
    'endAttemptId',
    'outcome',
    'knownFinishedAt',
    'knownMs',
    'changed',
  ],
  executions: [
    'verdict',
    'verdictAt',
    'verdictId',
    'state',
    'attemptAt',
    'staleAt',
    'standing',
    'failureGroup',
    'failureBytes',
    'changed',
  ],
  flows: ['nextRun'],
  runTags: ['startedAt'],
  executionTags: ['sortAt'],
  dags: ['lastUsedAt'],
} as const satisfies { readonly [N in Name]?: readonly Key<N>[] }

type Register<N extends Name> = N extends keyof typeof registers ? (typeof registers)[N][number] : never
type Shown<N extends Name> = Exclude<Key<N>, Register<N>>
type Needed<N extends Name> = { [K in Shown<N>]: null extends Row<N>[K] ? never : K }[Shown<N>]

/** Columns of a native table as an engine has them. Those that may be null may be missing, and `Elsewhere` are shown otherwise. */
type Columns<N extends Name, Elsewhere> = { readonly [K in Exclude<Needed<N>, Elsewhere>]: SQL } & {
  readonly [K in Shown<N>]?: SQL
}

/** Rows of an engine that are seen as those of a native table. */
export interface Seen<N extends Name, Elsewhere = never> {
  /** A list of tables, such as `jobs j join queues q on …`. */
  readonly from: SQL
  readonly columns: Columns<N, Elsewhere>
  /** Further columns, which the source's own rules and joins read, by name. */
  readonly more?: Readonly<Record<string, SQL>>
}

/** A table expression with the name and columns of a native table. What the source does not declare is null. */
export const tableFrom = <N extends Name, Elsewhere = never>(
  tables: Tables,
  name: N,
  { from, columns, more }: Seen<N, Elsewhere>,
): SQL => sql`(select ${columnsOf(tables, name, columns, more)} from ${from}) as ${named(tables, name)}`

/** The same without rows. */
export const emptyTable = (tables: Tables, name: Name): SQL =>
  sql`(select ${columnsOf(tables, name, {})} where 1 = 0) as ${named(tables, name)}`

const named = (tables: Tables, name: Name) => sql.identifier(getTableName(tables[name]))

function columnsOf(
  tables: Tables,
  name: Name,
  declared: Readonly<Record<string, SQL | undefined>>,
  more: Readonly<Record<string, SQL>> = {},
): SQL {
  const hidden: readonly string[] = name in registers ? registers[name as keyof typeof registers] : []
  const shown = Object.entries(getTableColumns(tables[name])).filter(([key]) => !hidden.includes(key))
  // Both dialects understand this cast.
  const none = (column: (typeof shown)[number][1]) => sql.raw(`cast(null as ${rowType(column)})`)
  return sql.join(
    [
      ...shown.map(([key, column]) => as(declared[key] ?? none(column), column.name)),
      ...Object.entries(more).map(([key, value]) => as(value, key)),
    ],
    sql`, `,
  )
}
