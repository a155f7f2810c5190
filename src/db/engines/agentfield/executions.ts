import { type SQL, sql } from 'drizzle-orm'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { stepsFrom } from '../../source/executions.ts'
import { plainText } from '../../source/encoded.ts'
import { foreignExecutions } from '../../source/foreign.ts'
import { newestAttempts } from '../../source/newestattempt.ts'
import type { ExecutionSource, KeyOfExecutions } from '../../sql/scope.ts'
import type { Dialect } from '../../sql/dialect.ts'
import { agentRanges, counted } from './counted.ts'
import { agentMetadata } from './metadata.ts'
import type { AgentStore } from './store.ts'
import { type IsSeenFlow, column, flowOf, isRoot, rowsBefore, seen } from './rows.ts'
import { agentDurationMs, agentFinishedAt, agentStatus, hasNotBegun, wordOf } from './status.ts'
import { agentTags, hasAgentTags } from './tags.ts'

/** Its index has the order of the database, not that of bytes: ids are looked up in a column of their own. */
const keyOf = (dialect: Dialect): KeyOfExecutions => ({
  types: { id: 'text' },
  isOf: (table, keys) => sql.raw(`${table}.own_id = ${keys}.id`),
  rowsOf: (from, { table }) => sql`${from} where ${dialect.isIn(sql`${table}.own_id`, 'ids')}`,
})

const word = sql`executions.word`
const times = {
  word,
  startedAt: sql`executions.started_at`,
  completedAt: sql`executions.finished_at`,
  duration: sql`executions.measured_ms`,
}

/** Executions of AgentField, each with one attempt that is known: the newest. */
export function agentExecutions(store: AgentStore, isSeen?: IsSeenFlow): ExecutionSource {
  const { tables, dialect, words } = store
  const rule = agentStatus(word, times.completedAt)
  const retries = sql`
    select w.retry_count
    from ${words.table('workflow_executions')} w
    where w.execution_id = executions.own_id
  `
  const attempt = sql`case when ${hasNotBegun(word)} then 0 else 1 + coalesce((${retries}), 0) end`
  const shown = {
    startedAt: sql`case when ${hasNotBegun(word)} then null else executions.started_at end`,
    parentId: sql`nullif(executions.parent_id, '')`,
    attempt,
  }
  const judged = { rule, finishedAt: agentFinishedAt(times), durationMs: agentDurationMs(times) }
  const source = foreignExecutions(tables, dialect, {
    ...rows(store, isSeen),
    ...judged,
    shown,
    key: keyOf(dialect),
    tags: agentTags(store),
  })
  const ofRun = { isOf: isOfAgentRun(store), ref: sql`nullif(executions.run_id, '')` }
  return {
    ...source,
    ofRun,
    steps: stepsFrom(tables, { ...source, ofRun }),
    rangesOf: agentRanges(store),
    earlier: tableFrom(tables, 'executions', rows(store, isSeen, rowsBefore(store))),
    lacks,
    starts: { column: sql`executions.began`, ...words.starts },
    hasTags: hasAgentTags(store, source.hasTags),
    attempts: newestAttempts(source, { where: sql`not (${hasNotBegun(word)})` }),
    metadata: agentMetadata(store),
    payloads: payloads(store),
    encoded: true,
    longRows: true,
    ...(!isSeen && { counted: (most) => counted(store, most) }),
  }
}

function rows(
  { words }: AgentStore,
  isSeen?: IsSeenFlow,
  executions: SQL = words.table('executions'),
): Seen<'executions', 'startedAt' | 'parentId' | 'attempt'> {
  const e = (name: string) => column('e', name)
  return {
    from: sql`${executions} e where ${seen('e', isSeen)}`,
    columns: {
      id: words.inBytes(e('execution_id')),
      flow: words.inBytes(flowOf('e')),
      step: e('reasoner_id'),
      parentId: e('parent_execution_id'),
      sampleRate: sql`cast(1 as double precision)`,
      sortAt: words.order(e('started_at')),
      startedAt: words.ms(e('started_at')),
      finishedAt: words.ms(e('completed_at')),
      error: e('error_message'),
      nodeCount: sql`0`,
      version: words.version(e('updated_at')),
    },
    more: {
      own_id: e('execution_id'),
      run_id: e('run_id'),
      agent: e('agent_node_id'),
      reasoner: e('reasoner_id'),
      session_id: e('session_id'),
      actor_id: e('actor_id'),
      began: e('started_at'),
      raw_status: e('status'),
      word: wordOf(e('status')),
      measured_ms: e('duration_ms'),
      encoding: sql.raw(`'${plainText}'`),
    },
  }
}

function lacks(fields: readonly string[]): string | undefined {
  if (fields.includes('flows'))
    return 'AgentField has no index of a flow by time. One would help: execgraph indexes prints it.'
  return fields.length === 0
    ? undefined
    : 'AgentField has no index for that. Ask for a run, a session or a short time as well.'
}

/** By the index over runs: the run's own row names the others. */
function isOfAgentRun(store: AgentStore): NonNullable<ExecutionSource['ofRun']>['isOf'] {
  const { words } = store
  return (flow, number) => sql`
    executions.run_id = (
      select r.run_id
      from ${words.table('executions')} r
      where r.id = ${number} and ${flowOf('r')} = ${flow} and ${isRoot('r', store)}
    )
  `
}

/** Bytes, which are made JSON when they are read. Without them, what a file has that only AgentField can reach. */
function payloads({ tables, words }: AgentStore) {
  const json = sql`case each.kind when 'in' then e.input_payload else e.result_payload end`
  const from = tableFrom(tables, 'payloads', {
    from: sql`
      ${words.table('executions')} e
      cross join (select 'in' as kind union all select 'out' as kind) as each
      where octet_length(${json}) > 0
    `,
    columns: {
      executionId: words.inBytes(sql`e.execution_id`),
      kind: sql`each.kind`,
      json,
      bytes: sql`octet_length(${json})`,
    },
    more: { own_id: sql`e.execution_id`, encoding: sql`cast(null as text)` },
  })
  return sql`join ${from} on payloads.own_id = keys.id and payloads.kind = keys.kind`
}
