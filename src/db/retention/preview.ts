import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Stretch, agedStretches, beginning, cutoffs, stretchPage, stretchRows } from './due.ts'
import { nthNewest } from './crowded.ts'
import type { RetainRule } from './rule.ts'
import { scan, shapes } from '../sql/statement.ts'
import { oldDags, unusedFor } from '../recording/dags.ts'
import type { Scope } from '../sql/scope.ts'

export interface PreviewCount {
  readonly count: number
  /** Whether counting did not stop early. */
  readonly isExact: boolean
}

/** What a pass would delete from one backend. */
export interface Preview {
  /** By part of the rule, in its order. */
  readonly parts: readonly PreviewCount[]
  readonly dags: PreviewCount
  /** When the oldest execution that would be deleted began, or was recorded. */
  readonly oldest: number | null
}

interface Row {
  readonly what: 'aged' | 'crowded' | 'dags' | 'flows'
  readonly standing: number | null
  readonly seen: number
  readonly due: number
  readonly oldest: number | null
}

/** The highest count. */
const cap = 10_000

/** Most executions beyond a count that are read: many may be deleted for their age, and are counted there. */
const mostSeen = 30_000

/** How many executions are walked back, over all flows. */
const mostWalked = 2_000_000

const preview = shapes(({ counts }: { counts: boolean }) =>
  scan<Row>('retention.preview', (scope) => {
    const { select } = stretchPage('standing', stretchRows('standing', scope), scope)
    const aged = sql`
      select 'aged' as what, key as standing, sum(inside) as seen, sum(due) as due,
        min(case when due = 1 then "sortAt" end) as oldest
      from (${select}) as aged
      group by key
    `
    const dags = sql`
      select 'dags', null, count(*), coalesce(sum(unused), 0), null from (${oldDags(scope, false)}) as dags
    `
    const parts = [aged, dags, ...(counts ? [crowded(scope), flows] : [])]
    const kept = counts ? sql`with kept as materialized (${keptPlaces(scope)}) ` : sql``
    return sql`${kept}${sql.join(parts, sql` union all `)}`
  }),
)

const flows = sql`
  select 'flows', null, count(*), 0, null
  from (select 1 from flows limit ${sql.placeholder('flows')} + 1) as flows
`

/** The last execution that is kept, in each of the first flows up to a limit. */
function keptPlaces(scope: Scope) {
  const { executions: e } = scope.tables
  const id = nthNewest(sql`flows.flow_id`, undefined, scope)
  const first = sql`(select flow_id from flows order by flow_id limit ${sql.placeholder('flows')}) as flows`
  return sql`
    select found.flow_id, ${e.sortAt} as sort_at, ${e.id} as id
    from (select flows.flow_id, ${id} as id from ${first}) as found
    join ${e} on ${e.id} = found.id
  `
}

function crowded(scope: Scope) {
  const [sortAt, id] = [sql.raw(String(beginning.sortAt)), sql.raw(`'${beginning.id}'`)]
  const stretches = sql`
    (
      select flow_id as key, cast(${sortAt} as bigint) as "sortAt", ${id} as id, sort_at as "untilSortAt",
        id as "untilId"
      from kept
    ) as stretches
  `
  const most = sql`${sql.placeholder('mostSeen')} + 1`
  const { select } = stretchPage('flow', stretches, scope, most)
  return sql`
    select 'crowded', null, count(*), coalesce(sum(due), 0), min(case when due = 1 then "sortAt" end)
    from (${select} limit ${most}) as crowded
  `
}

/** What a pass would delete now, in one statement. Each part is counted up to 10,000, among a bounded number of executions. */
export async function previewRetention(
  backend: Backend,
  rule: RetainRule,
  reading: Reading,
): Promise<Preview> {
  const { now } = reading
  const aged = agedStretches(rule, now)
  const keep = rule.count?.keep ?? 1
  const most = Math.max(1, Math.min(1_000, Math.floor(mostWalked / keep)))
  const values = {
    ...cutoffs(rule, now),
    now,
    limit: cap + 1,
    mostSeen,
    unusedSince: now - unusedFor,
    skip: keep - 1,
    flows: most,
    stretches: aged.flatMap(({ stretches }) => stretches),
  }
  const rows = await backend.read(preview({ counts: rule.count !== undefined }), values, reading)
  const of = (what: Row['what']) => rows.filter((row) => row.what === what)
  const everyFlow = of('flows').every(({ seen }) => seen <= most)
  const times = rows.flatMap(({ oldest }) => oldest ?? [])
  return {
    parts: rule.parts.map((part) => {
      const stretches = aged.find(({ part: text }) => text === part)?.stretches
      if (stretches) return capped(of('aged').filter(isIn(stretches)))
      const { count, isExact } = capped(of('crowded'), mostSeen)
      return { count, isExact: isExact && everyFlow }
    }),
    dags: capped(of('dags')),
    oldest: times.length === 0 ? null : Math.min(...times),
  }
}

const isIn =
  (stretches: readonly Stretch[]) =>
  ({ standing }: Row) =>
    stretches.some(({ key }) => key === standing)

function capped(rows: readonly Row[], most = cap): PreviewCount {
  const count = rows.reduce((sum, { due }) => sum + due, 0)
  return { count: Math.min(cap, count), isExact: count <= cap && rows.every(({ seen }) => seen <= most) }
}
