import { type SQL, sql } from 'drizzle-orm'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { elapsed } from '../../source/executions.ts'
import { foreignExecutions } from '../../source/foreign.ts'
import { newestAttempts } from '../../source/newestattempt.ts'
import { leftOut } from '../../sql/select.ts'
import type { ExecutionSource } from '../../sql/scope.ts'
import { dbosFacts, dbosNodeResults, dbosPayloads } from './details.ts'
import { dbosRule, hasWorkflowFailed, isWorkflowOver, isPending, rangesOfStatuses } from './status.ts'
import { type DbosStore, columnOf, dbosKey } from './store.ts'
import { dbosTags, hasDbosTags, rangesOfTag } from './tags.ts'
import { word } from './words.ts'

/** More nodes are not counted for a row of a list. */
const mostNodes = sql.raw('1000')

/** Other ids are none here. */
const hasId = sql`case when length(w.workflow_uuid) between 1 and 255 then true else false end`

/** The workflows of DBOS as executions. */
export function dbosExecutions(store: DbosStore): ExecutionSource {
  const key = dbosKey(store.dialect)
  const seen = workflows(store)
  const shown = { error: sql`case when ${hasWorkflowFailed} then ${word(leftOut)} end` }
  const [startedAt, finishedAt] = [sql`executions.started_at`, sql`executions.finished_at`]
  const durationMs = elapsed(startedAt, finishedAt)
  const source = foreignExecutions(store.native, store.dialect, {
    ...seen,
    rule: dbosRule,
    finishedAt,
    durationMs,
    shown,
    key,
    tags: dbosTags(store),
  })
  return {
    ...source,
    hasTags: hasDbosTags(store),
    // One that waits to be tried again is in none.
    attempts: newestAttempts(source, { where: sql`executions.attempt > 0 and not (${isPending})` }),
    metadata: dbosFacts(store),
    nodeResults: dbosNodeResults(store),
    payloads: dbosPayloads(store),
    encoded: true,
    errors: errors(store),
    earlier: tableFrom(store.native, 'executions', workflows(store, newestBefore(store))),
    rangesOf: (asked) => (asked.isTagged && rangesOfTag(store)) || rangesOfStatuses(asked),
    lacks,
  }
}

/** No index has names: so many of the newest of all are looked through. */
const mostEarlier = sql.raw('500')

const newestBefore = ({ table }: DbosStore): SQL => sql`
  (
    select *
    from ${table('workflow_status')} before
    where before.created_at <= keys.began
    order by before.created_at desc
    limit ${mostEarlier}
  )
`

function workflows(store: DbosStore, rows: SQL = store.table('workflow_status')): Seen<'executions'> {
  const { table, words, isSeen } = store
  const own = columnOf(store, 'workflow_status', 'w')
  const flow = sql`
    (case when w.class_name <> '' then w.class_name || '.' else '' end || coalesce(w.name, ''))
  `
  const isSeenFlow = isSeen ? sql`and ${isSeen(flow, words.inBytes(flow))}` : sql``
  const [completedAt, startedAt] = [own('completed_at', 'bigint'), own('started_at_epoch_ms', 'bigint')]
  const steps = sql`
    select 1 from ${table('operation_outputs')} o where o.workflow_uuid = w.workflow_uuid limit ${mostNodes}
  `
  return {
    from: sql`${rows} w where ${hasId} ${isSeenFlow}`,
    columns: {
      id: words.inBytes(sql`w.workflow_uuid`),
      flow,
      parentId: own('parent_workflow_id'),
      source: sql`coalesce(${own('schedule_name')}, w.queue_name)`,
      sampleRate: sql`cast(1 as double precision)`,
      sortAt: sql`w.created_at`,
      // Started directly, a workflow has no time of its own for it. Cancelling and resuming take it away.
      startedAt: sql`coalesce(${startedAt}, case when w.recovery_attempts > 0 then w.created_at end)`,
      finishedAt: sql`coalesce(${completedAt}, case when ${isWorkflowOver(sql`w.status`)} then w.updated_at end)`,
      attempt: sql`coalesce(w.recovery_attempts, 0)`,
      error: errorOf(store),
      nodeCount: sql`(select count(*) from (${steps}) as steps)`,
      version: sql`w.updated_at`,
    },
    more: {
      key: sql`w.workflow_uuid`,
      status: sql`w.status`,
      deadline: own('workflow_deadline_epoch_ms', 'bigint'),
      attributes: own('attributes', 'jsonb'),
      queue_name: sql`w.queue_name`,
      authenticated_user: sql`w.authenticated_user`,
      application_version: sql`w.application_version`,
    },
  }
}

/** What a search for a part of an error looks in: the text as DBOS stores it. */
function errorOf(store: DbosStore): SQL {
  const own = columnOf(store, 'workflow_status', 'w')('error')
  if (!store.has('workflow_output.error')) return own
  const apart = sql`
    select o.error from ${store.table('workflow_output')} o where o.workflow_uuid = w.workflow_uuid
  `
  return sql`coalesce((${apart}), ${own})`
}

/** Apart from the rows of lists, which never read them. */
function errors(store: DbosStore): SQL {
  const own = columnOf(store, 'workflow_status', 'w')
  return sql`
    (
      select w.workflow_uuid as key, w.workflow_uuid as execution_id, ${errorOf(store)} as error,
        ${own('serialization')} as encoding
      from ${store.table('workflow_status')} w
    ) as executions
  `
}

/** By field of the filter. */
const lacking: Readonly<Record<string, string>> = {
  flows: 'the names of workflows',
  sources: 'schedules and queues together',
  durationFrom: 'durations',
  durationTo: 'durations',
  errorContains: 'parts of errors',
  anyTags: 'several tags, or of tags that are no attributes',
  allTags: 'tags that are no attributes',
  statuses: 'workflows that completed, or of statuses that it does not have itself',
}

function lacks(fields: readonly string[]): string | undefined {
  const found = Object.keys(lacking).find((field) => fields.includes(field))
  return found && `DBOS has no index of ${lacking[found]!}. Narrow the filter by a time.`
}
