import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { as } from '../sql/select.ts'
import type { Scope } from '../sql/scope.ts'

/** More changes than these are not read: whoever follows looks at the records themselves. */
export const mostChanges = 5_000

/** Records that are found by one range of an index. */
interface Branch {
  readonly from: SQLWrapper
  readonly key: Key
  readonly where: SQL
  /** The column that the index walks along. */
  readonly along?: SQLWrapper
}

/** The id of an execution, or the flow and the number of a run. */
type Key = readonly SQLWrapper[]

/** What is asked of one kind of record. */
export interface Followed {
  readonly kind: 'executions' | 'runs'
  readonly table: SQLWrapper
  readonly key: Key
  readonly changed: SQLWrapper
  /** Ranges of the table with the records whose status the clock flips between `from` and `to`. */
  readonly flips: readonly Pick<Branch, 'where' | 'along'>[]
  /** When the clock flips the next status: at most one time each. */
  readonly due: readonly SQL[]
  /** The columns of a row. */
  readonly shown: SQL
}

/** What a statement says beside the columns of a row. */
export interface ChangeRow {
  position: string
  due0?: number | null
  due1?: number | null
  changedCount?: number
  changedKey?: string | null
  changedNumber?: number | null
  /** Whether the record is stored. */
  isThere?: number
}

const most = sql.raw(String(mostChanges + 1))
const keyNames = ['changedKey', 'changedNumber'] as const

/**
 * What changed since `position`, in one statement, whose own snapshot is the next position: keys from ranges of indexes,
 * and the rows that they find. There is always a row, which has no key if nothing changed or too much.
 */
export function changesOf(scope: Scope, followed: Followed): SQL {
  const { table, key, shown } = followed
  const names = key.map((_, index) => sql`keys.${sql.identifier(keyNames[index]!)}`)
  const isOf = sql.join(
    key.map((column, index) => sql`${column} = ${names[index]!}`),
    sql` and `,
  )
  const found = sql.join(branchesOf(scope, followed).map(keysIn), sql` union `)
  return sql`
    with keys as materialized (select * from (${found}) as found limit ${most})
    select ${shown}, meta.*, ${sql.join(names, sql`, `)},
      case when ${key[0]!} is null then 0 else 1 end as "isThere"
    from (
      select ${metaOf(scope, followed)}, (select count(*) from keys) as "changedCount"
    ) as meta
    left join keys on meta."changedCount" < ${most}
    ${scope.dialect.leftJoinOne(table, isOf)}
  `
}

/** Only the position, and when the clock flips the next status. */
export const positionOf = (scope: Scope, followed: Followed): SQL => sql`select ${metaOf(scope, followed)}`

function metaOf({ dialect }: Scope, { due }: Followed): SQL {
  const times = due.map((time, index) => as(sql`(${time})`, `due${index}`))
  return sql.join([as(dialect.position, 'position'), ...times], sql`, `)
}

function branchesOf({ tables, dialect }: Scope, { kind, table, key, changed, flips }: Followed): Branch[] {
  const t = tables.touched
  const isKind = sql`${t.kind} = ${sql.raw(`'${kind}'`)}`
  return [
    ...dialect.changedSince(table, changed).map(({ from, where }) => ({
      from,
      key,
      where: sql`${changed} is not null and ${where}`,
    })),
    ...dialect.changedSince(t, t.changed).map(({ from, where }) => ({
      ...(kind === 'runs'
        ? { from, key: [t.key, t.number] }
        : { from: sql`${from} ${dialect.joinListed(t.keys)}`, key: [sql`coalesce(listed.value, ${t.key})`] }),
      where: sql`${isKind} and ${where}`,
    })),
    ...flips.map((flip) => ({ from: table, key, ...flip })),
  ]
}

function keysIn({ from, key, where, along }: Branch): SQL {
  const columns = key.map((column, index) => as(sql`${column}`, keyNames[index]!))
  return sql`
    select *
    from (
      select ${sql.join(columns, sql`, `)}
      from ${from}
      where ${where} ${along ? sql`order by ${along}` : sql``}
      limit ${most}
    ) as branch
  `
}
