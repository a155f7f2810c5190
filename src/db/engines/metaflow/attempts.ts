import { type SQL, sql } from 'drizzle-orm'
import { facts } from '../../status/facts.ts'
import { type TaskFacts, taskDurationMs, taskFinishedAt, taskStatus } from './taskstatus.ts'
import type { MetaflowStore, MetaflowTables } from './tables.ts'
import { type ValueTexts, attemptOfTags, booleanOf, instant, wholeOf } from './values.ts'
import type { AttemptSource } from '../../sql/scope.ts'

/** Metadata by which a task marks an attempt as done, and an artifact that does so, too. */
const done = 'attempt-done'

const doneArtifact = '_task_ok'
const word = (text: string) => sql.raw(`'${text}'`)

/** The condition that a row of a table belongs to a task with these columns. */
export const ofTask = (table: string, task: string): SQL =>
  sql.raw(
    [
      `${table}.flow_id = ${task}.flow_id`,
      `${table}.run_number = ${task}.run_number`,
      `${table}.step_name = ${task}.step`,
      `${table}.task_id = ${task}.task_id`,
    ].join(' and '),
  )

/**
 * The attempts of a task from its metadata and artifacts, by number: whether they began, ended and were followed by the
 * next, with the newest time of each, and the newest verdict.
 */
export function taskAttempts(task: string, { metadata, artifacts }: MetaflowTables, texts: ValueTexts): SQL {
  const [began, verdict] = [word(facts.began), word(facts.verdict)]
  const value = sql`m.value`
  const number = sql`
    case m.field_name
      when ${verdict} then ${attemptOfTags(sql`m.tags`)}
      when ${began} then ${wholeOf(texts.fact(value))}
      else ${wholeOf(texts.done(value))}
    end
  `
  const ok = sql`case when m.field_name = ${verdict} then ${booleanOf(texts.fact(value))} end`
  const told = sql`
    select m.id, m.ts_epoch as ts, m.field_name as field, ${number} as number, ${ok} as ok
    from ${metadata} m
    where ${ofTask('m', task)} and m.field_name in (${began}, ${verdict}, ${word(done)})
  `
  const kept = sql`
    select 0, a.ts_epoch, a.name, a.attempt_id, null
    from ${artifacts} a
    where ${ofTask('a', task)} and a.name = ${word(doneArtifact)}
  `
  const isBegin = sql`field = ${began}`
  const numbered = sql`
    select number, (array_agg(ok order by ts desc, id desc) filter (where ok is not null))[1] as ok,
      max(ts) filter (where ${isBegin}) as began_at, max(ts) filter (where not (${isBegin})) as ended_at,
      max(id) as last_id
    from (${told} union all ${kept}) as told
    where number is not null and (field <> ${verdict} or ok is not null)
    group by number
  `
  const followed = sql`
    case
      when lead(number) over (order by number) = number + 1 then lead(began_at) over (order by number)
    end
  `
  return sql`
    select numbered.*, ${followed} as followed_at, max(last_id) over () as newest_id
    from (${numbered}) as numbered
  `
}

/** What the rule reads of an attempt and its task. A task without attempts has an attempt 0 of which nothing is known. */
export const taskFacts = (attempt: string, task: string): TaskFacts => {
  const column = (name: string) => sql.raw(`${attempt}.${name}`)
  const is = (name: string) => sql`(case when ${column(name)} is null then 0 else 1 end)`
  return {
    step: sql.raw(`${task}.step`),
    number: sql`coalesce(${column('number')}, 0)`,
    ok: column('ok'),
    began: is('began_at'),
    ended: is('ended_at'),
    followed: is('followed_at'),
    startedAt: instant(column('began_at')),
    endedAt: instant(column('ended_at')),
    followedAt: instant(column('followed_at')),
    heartbeatAt: sql.raw(`${task}.heartbeat_at`),
    createdAt: sql.raw(`${task}.created_at`),
  }
}

export function metaflowAttempts(
  { tables, texts, thresholds }: MetaflowStore,
  from: SQL,
  isOf: SQL,
): AttemptSource {
  const known = taskFacts('a', 'a')
  const { status, reason } = taskStatus(known, thresholds)
  const attempts = taskAttempts('executions', tables, texts)
  return {
    rows: sql`
      select executions.execution_id as execution, executions.step, executions.heartbeat_at,
        executions.created_at, coalesce(attempt.number, 0) as number, attempt.ok, attempt.began_at,
        attempt.ended_at, attempt.followed_at
      from parents
      join ${from} on ${isOf}
      left join lateral (${attempts}) as attempt on true
    `,
    joined: sql``,
    shown: {
      startedAt: known.startedAt.getSQL(),
      finishedAt: taskFinishedAt(known, thresholds),
      durationMs: taskDurationMs(known, thresholds),
      status,
      statusReason: reason,
      error: sql`null`,
      errorId: sql`null`,
    },
  }
}
