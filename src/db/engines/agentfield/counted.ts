import { type SQL, sql } from 'drizzle-orm'
import type { AskedRanges, EngineRange } from '../../sql/enginewords.ts'
import type { ExecutionStatus } from '../../statuses.ts'
import { column, isOfFlow } from './rows.ts'
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

/**
 * By the index over reasoners, which are more than agents. A bound on both sides: for an equality, Postgres expects so
 * many of one that it would rather read the table.
 */
const ofReasoner = ({ words }: AgentStore, flow: SQL) => sql`
  executions.reasoner >= ${words.reasonerOf(flow)}
    and executions.reasoner <= ${words.reasonerOf(flow)}
    and executions.agent || '' = ${words.agentOf(flow)}
`

/** What has not ended is rarer than a flow. */
const open: ReadonlySet<ExecutionStatus> = new Set(['PENDING', 'RUNNING', 'WAITING', 'PAUSED'])

/**
 * Statuses in the words of their index, as AgentField writes them, unless some are written in another way, and flows in
 * those of theirs. An unknown status is no word.
 */
export const agentRanges =
  (store: AgentStore) =>
  ({ statuses, isOfFlow: isOfOne, isNarrow }: AskedRanges): readonly EngineRange[] | undefined => {
    const isWord = statuses.length > 0 && !statuses.includes('UNKNOWN')
    if (isNarrow || !(isWord || isOfOne)) return undefined
    if (isOfOne && !(isWord && statuses.every((status) => open.has(status)))) {
      const flow = sql`${sql.placeholder('ofFlow')}`
      return [store.hasFlowIndex ? isOfFlow(store, 'executions')(flow) : { few: ofReasoner(store, flow) }]
    }
    const asked = wordsOf(statuses)
    const isOther = sql`written.status <> ${word} and ${word} in (${asked})`
    const others = written(store, sql`select count(*) from written where ${isOther}`)
    return [{ few: sql`executions.raw_status in (${asked})`, isAll: sql`(${others}) = 0` }]
  }
