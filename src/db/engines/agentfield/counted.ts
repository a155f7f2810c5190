import { type SQL, sql } from 'drizzle-orm'
import { column } from './rows.ts'
import type { AgentStore } from './names.ts'
import { agentStatus, wordOf } from './status.ts'

/** A status may be written in so many ways before the others are not counted. */
const mostWords = 100

/**
 * Counts along the index over the statuses: each way in which one is written is found by a look-up beyond the last, and
 * counted up to a bound. Whether an unknown one has an end does not matter.
 */
export function counted({ words }: AgentStore, most: SQL): SQL {
  const executions = words.table('executions')
  const { status } = agentStatus(wordOf(column('written', 'status')), sql`null`)
  return sql`
    with recursive written(status, place) as (
      select min(status), 1 from ${executions} e
      union all
      select (select min(e.status) from ${executions} e where e.status > written.status), place + 1
      from written
      where written.status is not null and place < ${sql.raw(String(mostWords))}
    )
    select ${status} as status, sum(
      (select count(*) from (select 1 from ${executions} e where e.status = written.status limit ${most}) as found)
    ) as n
    from written
    where written.status is not null
    group by 1
  `
}
