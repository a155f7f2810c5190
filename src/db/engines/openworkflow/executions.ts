import { type SQL, sql } from 'drizzle-orm'
import { elapsed } from '../../source/executions.ts'
import { type Seen, tableFrom } from '../../source/columns.ts'
import { foreignExecutions } from '../../source/foreign.ts'
import type { ExecutionSource } from '../../sql/scope.ts'
import { rule } from '../../status/rule.ts'
import { now } from '../../status/status.ts'
import type { ExecutionStatus } from '../../statuses.ts'
import { workflowFacts, workflowPayloads } from './details.ts'
import { stepResults } from './steps.ts'
import { type OpenWorkflowTables, openWorkflowKey } from './tables.ts'

/** The runs of workflows as executions. */
export function openWorkflowExecutions(tables: OpenWorkflowTables): ExecutionSource {
  const { native, dialect, words } = tables
  const { executions: e } = native
  const source = foreignExecutions(native, dialect, {
    ...workflowRuns(tables),
    rule: status,
    finishedAt: sql`${e.finishedAt}`,
    durationMs: elapsed(e.startedAt, e.finishedAt),
    key: openWorkflowKey(dialect),
  })
  return {
    ...source,
    withParents: tableFrom(native, 'executions', childRuns(tables)),
    starts: words.times.startsIn(sql`executions.created_at`),
    rangesOf,
    earlier: tableFrom(native, 'executions', workflowRuns({ ...tables, runs: completedBefore(tables) })),
    lacks: lackingIndex,
    metadata: workflowFacts(tables),
    nodeResults: stepResults(tables),
    payloads: workflowPayloads(tables),
  }
}

/** Steps are counted up to so many. */
const mostNodes = sql.raw('1000')

function workflowRuns({ runs, steps, namespace, words }: OpenWorkflowTables): Seen<'executions'> {
  const { ms } = words.times
  const ofRun = sql`s.namespace_id = r.namespace_id and s.workflow_run_id = r.id`
  const firstStep = sql`(select ${ms(sql`s.started_at`)} from ${steps} s where ${ofRun} order by s.created_at limit 1)`
  // Most have none: without the condition, Postgres would take half of the time of a look-up to look for it.
  const parent = sql`
    case
      when r.parent_step_attempt_id is not null then (
        select s.workflow_run_id
        from ${steps} s
        where s.namespace_id = r.parent_step_attempt_namespace_id and s.id = r.parent_step_attempt_id
      )
    end
  `
  const named = sql`select distinct s.step_name from ${steps} s where ${ofRun} limit ${mostNodes}`
  const message = words.member(sql`r.error`, 'message')
  return {
    from: sql`${runs} r where r.namespace_id = ${namespace}`,
    columns: {
      id: words.inBytes(sql`r.id`),
      flow: sql`r.workflow_name`,
      parentId: parent,
      sampleRate: sql`1`,
      sortAt: ms(sql`r.created_at`),
      // Each failed try makes it null, also the last one.
      startedAt: sql`
        case
          when r.started_at is not null then ${ms(sql`r.started_at`)}
          when r.attempts > 0 then coalesce(${firstStep}, ${ms(sql`r.created_at`)})
        end
      `,
      finishedAt: ms(sql`r.finished_at`),
      attempt: sql`r.attempts`,
      error: sql`coalesce(${message}, ${words.plain(sql`r.error`)})`,
      nodeCount: sql`(select count(*) from (${named}) as named)`,
      version: words.versionOf(sql`r.updated_at`),
    },
    more: {
      row_id: sql`r.id`,
      word: sql`r.status`,
      created_at: sql`r.created_at`,
      worker: sql`r.worker_id`,
      available_at: ms(sql`r.available_at`),
      message,
      has_failed: sql`case when r.error is null then 0 else 1 end`,
    },
  }
}

/** So many of the newest that completed are looked through. */
const mostEarlier = sql.raw('200')

/** What completed, along the index of a flow and a status. */
function completedBefore({ runs, namespace, words }: OpenWorkflowTables): SQL {
  const of = (word: string) => sql`
    select r.*
    from ${runs} r
    where r.namespace_id = ${namespace}
      and r.workflow_name = keys.flow
      and r.status = ${sql.raw(`'${word}'`)}
      and r.created_at <= ${words.times.startsIn(sql`r.created_at`).to(sql`keys.began`)}
    order by r.created_at desc
    limit ${mostEarlier}
  `
  return sql`(select * from (${of('completed')}) as new union all select * from (${of('succeeded')}) as old)`
}

/** A child names the attempt of the step that started it. */
function childRuns(tables: OpenWorkflowTables): Seen<'executions'> {
  const seen = workflowRuns(tables)
  const { runs, steps, namespace } = tables
  return {
    from: sql`
      ${steps} p
      join ${runs} r on r.parent_step_attempt_namespace_id = p.namespace_id and r.parent_step_attempt_id = p.id
      where p.namespace_id = ${namespace} and r.namespace_id = ${namespace}
    `,
    columns: { ...seen.columns, parentId: sql`p.workflow_run_id` },
    more: seen.more ?? {},
  }
}

const is = (word: string) => sql.raw(`executions.word = '${word}'`)

/** What the engine says when a workflow was not done at its deadline. */
const lateMessage = sql.raw(`'Workflow run deadline exceeded'`)

/** A run that waits for a step is running, without a worker, until when it is looked at again. */
const isParked = sql`${is('running')} and executions.worker is null and executions.available_at > ${now}`

const status = rule<ExecutionStatus>(
  [
    [is('pending'), 'PENDING', 'QUEUED'],
    [sql`${is('sleeping')} or ${isParked}`, 'WAITING', 'REPORTED'],
    // Waking from a sleep counts as an attempt, too. An error stays from a failed one until the workflow is done.
    [sql`${is('running')} and executions.has_failed = 1`, 'RUNNING', 'RETRYING'],
    [is('running'), 'RUNNING', 'ATTEMPT_STARTED'],
    [sql`${is('completed')} or ${is('succeeded')}`, 'COMPLETED', 'ATTEMPT_OK'],
    [sql`${is('failed')} and executions.message = ${lateMessage}`, 'TIMED_OUT', 'TIMED_OUT'],
    [is('failed'), 'FAILED', 'ATTEMPT_FAILED'],
    [is('canceled'), 'CANCELLED', 'CANCELLED'],
  ],
  ['UNKNOWN', 'REPORTED'],
)

/** The words that a status may be, in their order. */
const wordsOf: Readonly<Record<string, readonly ExecutionStatus[]>> = {
  canceled: ['CANCELLED'],
  completed: ['COMPLETED'],
  failed: ['FAILED', 'TIMED_OUT'],
  pending: ['PENDING'],
  running: ['RUNNING', 'WAITING'],
  sleeping: ['WAITING'],
  succeeded: ['COMPLETED'],
}

export const statusWords = Object.keys(wordsOf)

/** Executions whose word is none of these, as the ranges between them: Postgres would read the table for all at once. */
const unknownWords = [...statusWords, undefined].map((word, place) => {
  const before = statusWords[place - 1]
  const bounds = [before && `executions.word > '${before}'`, word && `executions.word < '${word}'`]
  return { sorted: sql.raw(bounds.filter(Boolean).join(' and ')) }
})

/** Its indexes have the status before the time, and one of them the flow before the status. */
const rangesOf: NonNullable<ExecutionSource['rangesOf']> = ({ statuses, isOfFlow }) => {
  if (statuses.length === 0 && !isOfFlow) return undefined
  const isAsked = (status: ExecutionStatus) => statuses.length === 0 || statuses.includes(status)
  const known = statusWords.filter((word) => wordsOf[word]!.some(isAsked)).map(is)
  const ranges = isAsked('UNKNOWN') ? [...known, ...unknownWords] : known
  return ranges.length > 0 ? ranges : [sql`1 = 0`]
}

const walked = new Set(['statuses', 'flows', 'parentId', 'startedFrom', 'startedTo'])

/** Everything else is checked row by row. */
function lackingIndex(fields: readonly string[]): string | undefined {
  const others = fields.filter((field) => !walked.has(field))
  return others.length === 0
    ? undefined
    : 'OpenWorkflow has no index for that: ask for a flow, a status or a short time as well.'
}
