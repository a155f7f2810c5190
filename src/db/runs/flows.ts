import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Page, type Shape, keyset, shapeOf } from '../sql/page.ts'
import { pages, scan, shapes } from '../sql/statement.ts'

export interface FlowRow {
  readonly backend: string
  readonly name: string
  readonly createdAt: number
}

const flows = shapes(({ prefix, ...shape }: Shape & { prefix: boolean }) =>
  (prefix ? scan : pages)<Omit<FlowRow, 'backend'>>('runs.flows', ({ tables, runs: source }) => {
    const { beyond, orderBy } = keyset(
      { by: { name: tables.flows.flow, tie: sql`cast(0 as bigint)` }, descending: false },
      shape,
    )
    const starts = sql`
      substr(flows.flow_id, 1, ${sql.placeholder('length')}) = ${sql.placeholder('prefix')}
    `
    return sql`
      select flows.flow_id as name, flows.created_at as "createdAt"
      from ${source.flows}
      where ${beyond ?? sql`true`} and ${prefix ? starts : sql`true`}
      order by ${orderBy}
      limit ${sql.placeholder('limit')}
    `
  }),
)

/** Flows by name, all or those with a prefix. Positions are `name` and `tie`: if `tie` is below 0, the flow of that name itself is beyond. */
export async function listFlows(
  backend: Backend,
  prefix: string | undefined,
  page: Page,
  reading: Reading,
): Promise<FlowRow[]> {
  const query = flows({ ...shapeOf(page), prefix: prefix !== undefined })
  const named = prefix === undefined ? {} : { prefix, length: Array.from(prefix).length }
  const rows = await backend.read(query, { ...page.from, ...named, limit: page.limit }, reading)
  return rows.map((row) => ({ ...row, backend: backend.name }))
}
