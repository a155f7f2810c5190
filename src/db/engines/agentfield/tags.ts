import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import type { ExecutionSource } from '../../sql/scope.ts'
import type { AgentStore, AgentWords } from './store.ts'
import { column } from './rows.ts'

const [session, actor] = ['session:', 'actor:']
const named = (prefix: string, value: SQL) => sql`${sql.raw(`'${prefix}'`)} || nullif(${value}, '')`

/** Its session, its actor, and the labels of its run, for a row `e` of executions. */
export function tagsOfRow(words: AgentWords): SQL {
  const metadata = sql`(select w.metadata from ${words.table('workflow_runs')} w where w.run_id = e.run_id)`
  return sql`
    select found.tag
    from (
      select ${named(session, sql`e.session_id`)} as tag
      union
      select ${named(actor, sql`e.actor_id`)}
      union
      select labels.tag from (${words.labelsIn(metadata)}) as labels
    ) as found
    where found.tag <> ''
  `
}

/** The tags of executions. */
export function agentTags({ tables, words }: AgentStore): SQL {
  const { joined, column: of } = words.rowsOf(tagsOfRow(words), ['tag'])
  return tableFrom(tables, 'executionTags', {
    from: sql`${words.table('executions')} e ${joined}`,
    columns: { executionId: words.inBytes(sql`e.execution_id`), tag: words.inBytes(of('tag')) },
    more: { own_id: sql`e.execution_id` },
  })
}

/**
 * Executions that have one of some tags, by the indexes over sessions and actors. Labels are looked for in all runs if
 * something else than a session or an actor is asked for: one that looks like these is not found.
 */
export function hasAgentTags(
  { words }: AgentStore,
  hasAll: ExecutionSource['hasTags'],
): ExecutionSource['hasTags'] {
  const executions = words.table('executions')
  const by = (name: string, prefix: string, list: string) => sql`
    select e.execution_id
    from ${executions} e
    where ${column('e', name)} in (${words.behind(list, prefix)})
  `
  const hasOne = (list: 'anyTags' | 'allTags') => sql`
    executions.own_id in (
      ${by('session_id', session, list)}
      union all
      ${by('actor_id', actor, list)}
      union all
      select e.execution_id
      from ${executions} e
      where e.run_id in (${runsWith(words, list)})
    )
  `
  // All of them are counted for the few that have one.
  return (list) => (list === 'anyTags' ? hasOne(list) : sql`${hasOne(list)} and ${hasAll(list)}`)
}

/** Runs with one of some labels. Nothing is read if there are none. */
function runsWith(words: AgentWords, list: string): SQL {
  const asked = words.otherThan(list, [session, actor])
  return sql`
    select w.run_id
    from (${asked}) as asked
    cross join ${words.table('workflow_runs')} w
    where (select count(*) from (${asked}) as others) > 0
      and exists (
        select 1 from (${words.labelsIn(sql`w.metadata`)}) as labels where labels.tag = asked.tag
      )
  `
}
