import { type SQL, sql } from 'drizzle-orm'
import type { AskedRanges, EngineRange } from '../../sql/enginewords.ts'
import type { ExecutionStatus } from '../../statuses.ts'
import { column } from './rows.ts'
import { agentStatus, wordOf, wordsOf } from './status.ts'
import type { AgentStore } from './store.ts'

/** A status may be written in so many ways before the others are not looked for. */
const mostWords = 100

/** Each way in which a status is written, found by a look-up in the index beyond the last: rows of `written`. */
const written = ({ words }: AgentStore, then: SQL) => {
  const executions = words.table('executions')
  return sql`
    with recursive written(status, place) as (
      select min(e.status), 1 from ${executions} e
      union all
      select (select min(e.status) from ${executions} e where e.status > written.status), place + 1
      from written
      where written.status is not null and place < ${sql.raw(String(mostWords))}
    )
    ${then}
  `
}

const word = wordOf(column('written', 'status'))

/** Counts along the index, each up to a bound. Whether one of an unknown status has an end does not matter. */
export function counted(store: AgentStore, most: SQL): SQL {
  const { status } = agentStatus(word, sql`null`)
  const found = sql`
    select 1 from ${store.words.table('executions')} e where e.status = written.status limit ${most}
  `
  return written(
    store,
    sql`
      select ${status} as status, sum((select count(*) from (${found}) as found)) as n
      from written
      where written.status is not null
      group by 1
    `,
  )
}

/** What has not ended is little, even where a planner cannot know. */
const open: readonly ExecutionStatus[] = ['PENDING', 'RUNNING', 'WAITING', 'PAUSED']

/**
 * Statuses in the words of their index, as AgentField writes them, and beside them all that are written in another way,
 * of which there are usually none. `undefined`: to walk along all executions is faster, or they are no words.
 */
export const rangesOfWords =
  (store: AgentStore) =>
  ({ statuses }: AskedRanges): readonly EngineRange[] | undefined => {
    const areFew = statuses.every((status) => open.includes(status))
    if (statuses.length === 0 || statuses.includes('UNKNOWN')) return undefined
    if (!areFew && !store.words.knowsShares) return undefined
    const asked = wordsOf(statuses)
    const isOther = sql`written.status <> ${word} and ${word} in (${asked})`
    const others = written(store, sql`select written.status from written where ${isOther}`)
    const own = sql`executions.raw_status in (${asked})`
    // Asked first, so that nothing is read for none.
    const hasOthers = sql`(select count(*) from (${others}) as others) > 0`
    const other = sql`${hasOthers} and executions.raw_status in (${others})`
    return [areFew ? { sorted: own } : own, { sorted: other }]
  }
