import { type SQL, sql } from 'drizzle-orm'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { foreignRuns } from '../../source/foreign.ts'
import type { RunSource } from '../../sql/scope.ts'
import type { AgentStore } from './store.ts'
import { type IsSeenFlow, column, flowOf, isOfFlow, isRoot, rowsBefore, seen } from './rows.ts'
import { agentRunRules, wordOf } from './status.ts'
import { tagsOfRow } from './tags.ts'

/** The runs of AgentField, each as the execution that it began with. */
export function agentRuns(store: AgentStore, isSeen?: IsSeenFlow): RunSource {
  const { tables, words, dialect } = store
  const rules = agentRunRules({
    word: sql`runs.word`,
    startedAt: sql`runs.started_at`,
    completedAt: sql`runs.ended_at`,
    duration: sql`runs.measured_ms`,
  })
  const tagged = words.rowsOf(tagsOfRow(words), ['tag'])
  const tags = tableFrom(tables, 'runTags', {
    from: sql`${words.table('executions')} e ${tagged.joined}`,
    columns: {
      flow: words.inBytes(flowOf('e')),
      number: sql`e.id`,
      tag: words.inBytes(tagged.column('tag')),
      system: sql`0`,
    },
  })
  return {
    ...foreignRuns(tables, { ...rows(store, isSeen), rules }),
    earlier: tableFrom(tables, 'runs', rows(store, isSeen, rowsBefore(store))),
    flowOrder: sql`runs.flow_id`,
    starts: { column: sql`runs.began`, ...words.starts },
    isOfFlow: isOfFlow(store, 'runs'),
    isNamed: sql`runs.name = keys.ref`,
    hasTags(list) {
      const found = sql`
        (
          select count(*)
          from ${tags}
          where run_tags.number = runs.number and ${dialect.isIn(sql`run_tags.tag`, list)}
        )
      `
      return list === 'anyTags' ? sql`${found} > 0` : sql`${found} = ${sql.placeholder('tagCount')}`
    },
    tags,
    flows: flows(store, isSeen),
  }
}

function rows(
  store: AgentStore,
  isSeen?: IsSeenFlow,
  executions: SQL = store.words.table('executions'),
): Seen<'runs'> {
  const { words } = store
  const e = (name: string) => column('e', name)
  return {
    from: sql`${executions} e where ${seen('e', isSeen)} and ${isRoot('e', store)}`,
    columns: {
      flow: words.inBytes(flowOf('e')),
      number: e('id'),
      name: e('run_id'),
      user: sql`nullif(${e('actor_id')}, '')`,
      startedAt: words.order(e('started_at')),
      version: words.version(e('updated_at')),
    },
    more: {
      agent: e('agent_node_id'),
      reasoner: e('reasoner_id'),
      began: e('started_at'),
      ended_at: words.ms(e('completed_at')),
      word: wordOf(e('status')),
      measured_ms: e('duration_ms'),
    },
  }
}

/** No table has them: what was executed is grouped. */
function flows({ tables, words }: AgentStore, isSeen?: IsSeenFlow) {
  const executions = words.table('executions')
  const found = sql`
    select min(e.id) as id, e.agent_node_id, e.reasoner_id
    from ${executions} e
    where ${seen('e', isSeen)}
    group by e.agent_node_id, e.reasoner_id
  `
  return tableFrom(tables, 'flows', {
    from: sql`(${found}) as e join ${executions} as first on first.id = e.id`,
    columns: { flow: words.inBytes(flowOf('e')), createdAt: words.order(sql`first.started_at`) },
  })
}
