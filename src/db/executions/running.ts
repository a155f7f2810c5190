import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { runShape } from '../runs/filter.ts'
import { newestRuns } from '../runs/list.ts'
import { dueMs } from '../runs/running.ts'
import { isOfRun } from '../source/ofrun.ts'
import type { Scope } from '../sql/scope.ts'
import { selected } from '../sql/select.ts'
import { scan } from '../sql/statement.ts'
import { isAlive, now } from '../status/status.ts'
import { executionShape } from './filter.ts'
import { orderedExecutions } from './list.ts'
import { byHeartbeat, firstOf } from './ranges.ts'

/** An execution in progress. */
export interface RunningExecution {
  readonly id: string
  readonly flow: string
  readonly step: string | null
  readonly sortAt: number
  readonly startedAt: number | null
  readonly attempt: number
  readonly heartbeatAt: number | null
  /** When it counts as failed if no heartbeat comes. `null`: never. */
  readonly staleAt: number | null
}

/** How many running executions, and how many heartbeats, are looked at. One more is read. */
export const mostRunning = 1_000
const most = sql.raw(String(mostRunning + 1))

function columns({ tables: { executions: e }, executions: source, thresholds }: Scope): SQL {
  const { startedAt = e.startedAt, attempt = e.attempt } = source.shown
  const grace = sql.raw(String(thresholds.taskHeartbeat * 1_000))
  return selected({
    ...{ id: e.id, flow: e.flow, step: e.step, sortAt: e.sortAt, startedAt, attempt },
    heartbeatAt: e.heartbeatAt,
    staleAt: source.indexed ? e.staleAt : sql`${e.heartbeatAt} + coalesce(${e.heartbeatTimeoutMs}, ${grace})`,
  })
}

const running = scan<RunningExecution>('executions.running', (scope) => {
  const { indexed, lanes, rangesOf, joined = sql``, rule } = scope.executions
  if (!indexed && !lanes && !rangesOf) {
    return sql`
      select ${columns(scope)}
      from ${newestOfRuns(scope)} ${joined}
      where ${rule.isOneOf(['RUNNING'])}
      order by executions.sort_at
      limit ${most}
    `
  }
  const filter = executionShape({ statuses: ['RUNNING'] })
  const { from, orderBy } = orderedExecutions(
    { filter, down: false, from: false, most: mostRunning + 1 },
    scope,
  )
  return sql`select ${columns(scope)} from ${from} ${joined} order by ${orderBy} limit ${most}`
})

/** Where no index has them: how many of the newest runs, of those in progress, and of the newest executions of each. */
const few = { newest: 200, running: 50, executions: 50 }

function newestOfRuns({ tables, dialect, executions, runs, ...scope }: Scope): SQL {
  const all = { ...scope, tables, dialect, executions, runs }
  const newest = sql`
    select runs.* from ${newestRuns(runShape({}), all, few.newest)} limit ${sql.raw(String(few.newest))}
  `
  const inProgress = sql`
    select runs.flow_id, runs.number
    from (${newest}) as runs ${runs.joined}
    where ${runs.rule.isOneOf(['RUNNING'])}
    order by runs.started_at desc
    limit ${sql.raw(String(few.running))}
  `
  return dialect.topPerParent({
    parents: sql`(${inProgress}) as parents`,
    by: ['flow_id', 'number'],
    table: tables.executions,
    from: executions.from,
    where: isOfRun({ flow: sql`parents.flow_id`, number: sql`parents.number` }, all),
    orderBy: sql`executions.sort_at desc`,
    limit: sql.raw(String(few.executions)),
  })
}

/** The running executions that started first; of a store without an index that has them, those of its newest runs. */
export const runningExecutions = (backend: Backend, reading: Reading): Promise<RunningExecution[]> =>
  backend.read(running, { now: reading.now }, reading)

const due = scan<RunningExecution>('executions.dueHeartbeats', (scope) => {
  if (!scope.executions.indexed) return undefined
  const staleAt = sql`executions.stale_at`
  const soon = sql`${isAlive(staleAt)} and ${staleAt} <= ${now} + ${sql.raw(String(dueMs))}`
  const first = firstOf(sql`executions.*`, byHeartbeat(soon, scope), staleAt, most)
  return sql`
    select ${columns(scope)}
    from (${first}) as executions
    where ${scope.executions.rule.isOneOf(['RUNNING'])}
    order by ${staleAt}
  `
})

/** The running executions whose heartbeats are due, the most urgent first. None of a store that is not Execgraph's. */
export const dueHeartbeats = (backend: Backend, reading: Reading): Promise<RunningExecution[]> =>
  backend.read(due, { now: reading.now }, reading)
