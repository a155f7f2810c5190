import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type RunFilter, runShape, runValues } from './filter.ts'
import { newestRuns } from './list.ts'
import { scan, shapes } from '../sql/statement.ts'

export interface FacetRow {
  readonly facet: 'user' | 'tag' | 'total'
  readonly value: string | null
  readonly count: number
}

const facets = shapes((shape: ReturnType<typeof runShape>) =>
  scan<FacetRow>('runs.facets', (scope) => {
    const page = sql`
      select runs.flow_id, runs.number, runs.user_name
      from ${newestRuns(shape, scope)}
      limit ${sql.placeholder('limit')}
    `
    const top = sql`order by 3 desc, 2 limit ${sql.placeholder('values')}`
    const users = sql`
      select 'user' as facet, user_name as value, count(*) as count
      from page
      where user_name is not null
      group by user_name ${top}
    `
    const tags = sql`
      select 'tag' as facet, run_tags.tag as value, count(*) as count
      from page
      join ${scope.runs.tags} on run_tags.flow_id = page.flow_id and run_tags.number = page.number
      group by run_tags.tag ${top}
    `
    return sql`
      with page as (${page})
      select 'total' as facet, null as value, count(*) as count
      from page
      union all
      select *
      from (${users}) as users
      union all
      select *
      from (${tags}) as tags
    `
  }),
)

/** The most frequent users and tags among the newest `limit` runs that match a filter, and the number of those runs. */
export function runFacets(
  backend: Backend,
  filter: RunFilter,
  most: { readonly limit: number; readonly values: number },
  reading: Reading,
) {
  const parameters = { ...runValues(filter), ...most, now: reading.now }
  return backend.read(facets(runShape(filter)), parameters, reading)
}
