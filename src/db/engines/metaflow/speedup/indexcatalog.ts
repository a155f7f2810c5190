import type postgres from 'postgres'
import type { WantedIndex } from './wantedindexes.ts'

/** An index as the catalog describes it. */
export interface FoundIndex {
  readonly name: string
  readonly method: string
  readonly keys: readonly {
    readonly of: string
    readonly descending: boolean
    readonly collation: string | null
  }[]
  readonly include: readonly string[]
  readonly where: string | null
  /** `false`: its creation was interrupted, or is under way. */
  readonly valid: boolean
}

// A collation is returned if it is not the default.
const catalog = `
  select c.relname::text as name, m.amname::text as method, i.indisvalid as valid,
    pg_get_expr(i.indpred, i.indrelid) as where,
    (
      select json_agg(
        json_build_object(
          'of', pg_get_indexdef(i.indexrelid, k, false), 'descending', i.indoption[k - 1] & 1 = 1,
          'collation',
          (
            select l.collname
            from pg_collation l
            where l.oid = i.indcollation[k - 1] and l.collname <> 'default'
          )
        )
        order by k
      )
      from generate_series(1, i.indnkeyatts) k
    ) as keys,
    coalesce(
      (
        select json_agg(pg_get_indexdef(i.indexrelid, k, false) order by k)
        from generate_series(i.indnkeyatts + 1, i.indnatts) k
      ),
      '[]'
    ) as include
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_am m on m.oid = c.relam
  where i.indrelid = $1::text::regclass and i.indislive
`

export async function indexesOf(sql: postgres.Sql, table: string): Promise<FoundIndex[]> {
  return sql.unsafe<FoundIndex[]>(catalog, [table])
}

/** Normalizes an expression: Postgres adds casts, brackets and quotes of its own. */
const normal = (text: string | null | undefined) =>
  (text ?? '')
    .toLowerCase()
    .replaceAll(/::(character varying|[a-z]+)(\(\d+\))?(\[\])?/g, '')
    .replaceAll(/'(-?\d+)'/g, '$1')
    .replaceAll(/[\s()"]/g, '')

/** Whether an index serves as the wanted one: its first keys are the same, all in the same or all in the opposite direction. */
export function serves(found: FoundIndex, wanted: WantedIndex): boolean {
  const { keys } = wanted
  if (!found.valid || found.method !== wanted.method || found.keys.length < keys.length) return false
  if (normal(found.where) !== normal(wanted.where)) return false
  const isSame = keys.every(({ of, collation = null }, index) => {
    const own = found.keys[index]!
    return normal(own.of) === normal(of) && own.collation === collation
  })
  const turned = keys.map(({ descending = false }, index) => descending !== found.keys[index]!.descending)
  const held = new Set([...found.keys.map(({ of }) => of), ...found.include].map(normal))
  const holds = (wanted.include ?? []).every((column) => held.has(normal(column)))
  return isSame && holds && (turned.every(Boolean) || !turned.some(Boolean))
}
