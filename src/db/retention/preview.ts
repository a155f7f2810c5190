import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { nextOldDags, unusedAmong, unusedFor } from '../recording/dags.ts'
import { apart, scan, statement } from '../sql/statement.ts'
import { keptPlaces, stretchBefore } from './crowded.ts'
import { type Stretch, agedStretches, beginning, cutoffs, stretchPage, stretchRows } from './due.ts'
import type { RetainRule } from './rule.ts'

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

/** How many executions of a stretch were seen, and how many of them are due. */
interface Seen {
  readonly key: number | string | null
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

const oldest = sql`min(case when due = 1 then "sortAt" end) as oldest`

const aged = apart(
  { each: 'stretches' },
  scan<Seen>('retention.previewAged', (scope) => {
    const { select } = stretchPage('standing', stretchRows('standing', scope), scope)
    return sql`
      select key, sum(inside) as seen, sum(due) as due, ${oldest} from (${select}) as aged group by key
    `
  }),
)

const crowded = apart(
  { each: 'stretches' },
  scan<Seen>('retention.previewCrowded', (scope) => {
    const most = sql`${sql.placeholder('mostSeen')} + 1`
    const { select } = stretchPage('flow', stretchRows('flow', scope), scope, most)
    return sql`
      select null as key, count(*) as seen, coalesce(sum(due), 0) as due, ${oldest}
      from (${select} limit ${most}) as crowded
    `
  }),
)

const firstFlows = statement<{ flow: string }>(
  'retention.firstFlows',
  () => sql`select flow_id as flow from flows order by flow_id limit ${sql.placeholder('limit')}`,
)

/** What a pass would delete now. Each part is counted up to 10,000, among a bounded number of executions. */
export async function previewRetention(
  backend: Backend,
  rule: RetainRule,
  reading: Reading,
): Promise<Preview> {
  const { now } = reading
  const parts = agedStretches(rule, now)
  const stretches = parts.flatMap((part) => part.stretches)
  const values = { ...cutoffs(rule, now), now, limit: cap + 1, stretches }
  const [ofAges, ofCount, dags] = await Promise.all([
    stretches.length > 0 ? backend.read(aged, values, reading) : [],
    rule.count ? previewCrowded(backend, rule, rule.count.keep, reading) : undefined,
    previewDags(backend, reading),
  ])
  const times = [...ofAges, ...(ofCount?.rows ?? [])].flatMap((row) => row.oldest ?? [])
  return {
    parts: rule.parts.map((part) => {
      const own = parts.find(({ part: text }) => text === part)?.stretches
      if (own) return capped(ofAges.filter(isIn(own)))
      const { count, isExact } = capped(ofCount!.rows, mostSeen)
      return { count, isExact: isExact && ofCount!.isOfAll }
    }),
    dags,
    oldest: times.length === 0 ? null : Math.min(...times),
  }
}

/** Beyond the newest of each flow, of the first flows up to a limit. */
async function previewCrowded(backend: Backend, rule: RetainRule, keep: number, reading: Reading) {
  const most = Math.max(1, Math.min(1_000, Math.floor(mostWalked / keep)))
  const flows = await backend.read(firstFlows, { limit: most + 1 }, reading)
  const names = flows.slice(0, most).map(({ flow }) => flow)
  const stretches = (await keptPlaces(backend, names, keep, reading)).map(stretchBefore)
  const values = { ...cutoffs(rule, reading.now), now: reading.now, mostSeen, stretches }
  const rows = stretches.length > 0 ? await backend.read(crowded, values, reading) : []
  return { rows, isOfAll: flows.length <= most }
}

async function previewDags(backend: Backend, reading: Reading): Promise<PreviewCount> {
  const unusedSince = reading.now - unusedFor
  const values = { lastUsedAt: beginning.sortAt, hash: '', unusedSince, limit: cap + 1 }
  const old = await backend.read(nextOldDags, values, reading)
  const unused = await unusedAmong(
    (statement, keys) => backend.read(statement, keys, reading),
    old.map(({ hash }) => hash),
  )
  return { count: Math.min(cap, unused.length), isExact: old.length <= cap }
}

const isIn =
  (stretches: readonly Stretch[]) =>
  ({ key: found }: Seen) =>
    stretches.some(({ key }) => key === found)

function capped(rows: readonly Seen[], most = cap): PreviewCount {
  const count = rows.reduce((sum, { due }) => sum + due, 0)
  return { count: Math.min(cap, count), isExact: count <= cap && rows.every(({ seen }) => seen <= most) }
}
