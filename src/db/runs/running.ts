import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { directed, rowRange } from '../sql/rowrange.ts'
import type { Scope } from '../sql/scope.ts'
import { apart, scan } from '../sql/statement.ts'
import { now } from '../status/status.ts'
import type { RunStatus, StatusReason } from '../statuses.ts'
import { runShape } from './filter.ts'
import { newestRuns, orderedRuns } from './list.ts'
import { isAmong } from './pick.ts'

/** A run in progress. */
export interface RunningRun {
  readonly flow: string
  readonly number: number
  readonly startedAt: number | null
  readonly reason: StatusReason
  readonly heartbeatAt: number | null
  /** When its heartbeat counts as lost. */
  readonly staleAt: number | null
}

/** How many running runs, and how many heartbeats, are looked at. One more is read. */
export const mostRunningRuns = 500
const most = sql.raw(String(mostRunningRuns + 1))

/** How many of the newest runs are looked at where no index has their status. */
const fewRuns = 200

const graceOf = ({ thresholds }: Scope) => thresholds.runHeartbeat * 1_000

function columns(scope: Scope): SQL {
  const { rule, startedAt } = scope.runs
  return sql`
    runs.flow_id as flow, runs.number, ${startedAt} as "startedAt", ${rule.reason} as reason,
    runs.heartbeat_at as "heartbeatAt", runs.heartbeat_at + ${sql.raw(String(graceOf(scope)))} as "staleAt"
  `
}

/** The runs of a status: in order along its index, or of the newest ones. */
function runsOfStatus(status: RunStatus, scope: Scope, size: number): SQL {
  const { joined, rule, indexed } = scope.runs
  if (indexed) {
    const filter = runShape({ statuses: [status] })
    const down = status === 'FAILED'
    const { from, orderBy } = orderedRuns({ filter, order: 'STARTED', down, from: false, most: size }, scope)
    return sql`select runs.* from ${from} ${joined} order by ${orderBy} limit ${sql.raw(String(size))}`
  }
  const newest = sql`
    select runs.* from ${newestRuns(runShape({}), scope, fewRuns)} limit ${sql.raw(String(fewRuns))}
  `
  return sql`select runs.* from (${newest}) as runs ${joined} where ${rule.isOneOf([status])}`
}

const running = scan<RunningRun>('runs.running', (scope) => {
  const found = runsOfStatus('RUNNING', scope, mostRunningRuns + 1)
  return sql`
    select ${columns(scope)} from (${found}) as runs ${scope.runs.joined} order by runs.started_at
  `
})

/** The running runs that started first, or those among the newest runs if no index has the status. */
export const runningRuns = (backend: Backend, reading: Reading): Promise<RunningRun[]> =>
  backend.read(running, { now: reading.now }, reading)

/** A heartbeat is due when it counts as lost within this time, and more than half of the time that it may take is over. */
export const dueMs = 60_000

const due = scan<RunningRun>('runs.dueHeartbeats', (scope) => {
  const { from, joined, rule, indexed } = scope.runs
  if (!indexed) return undefined
  const grace = graceOf(scope)
  const [first, last] = [grace, Math.max(grace - dueMs, grace / 2)].map((ms) => sql.raw(String(ms)))
  const open = sql`
    select runs.*
    from ${from}
    where runs.end_ok is null
      and runs.heartbeat_at >= ${now} - ${first}
      and runs.heartbeat_at <= ${now} - ${last}
    order by runs.heartbeat_at
    limit ${most}
  `
  return sql`
    select ${columns(scope)}
    from (${open}) as runs ${joined}
    where ${rule.isOneOf(['RUNNING'])}
    order by runs.heartbeat_at
  `
})

/** The running runs whose heartbeats are due, the most urgent first, if an index has them. */
export const dueRunHeartbeats = (backend: Backend, reading: Reading): Promise<RunningRun[]> =>
  backend.read(due, { now: reading.now }, reading)

/** One of the last runs of a flow. */
export interface LastRun {
  readonly flow: string
  readonly number: number
  readonly startedAt: number | null
  readonly status: RunStatus
}

/** How many failed runs are looked at for their flows, how many flows, and how many runs of each. */
export const failing = { runs: 1_000, flows: 200, each: 10 }

const failingFlows = scan<{ flow: string }>('runs.failingFlows', (scope) => {
  const failed = runsOfStatus('FAILED', scope, failing.runs)
  return sql`
    select runs.flow_id as flow
    from (${failed}) as runs
    group by runs.flow_id
    order by max(runs.started_at) desc
    limit ${sql.raw(String(failing.flows + 1))}
  `
})

const lastOfFlows = apart(
  { of: 'runs', keys: 'parents.flow' },
  scan<LastRun>('runs.lastOfFlows', (scope) => {
    const { from, joined, rule, startedAt } = scope.runs
    const flow = [sql`runs.flow_id`, sql`parents.flow`] as const
    const along = [sql`runs.started_at`, sql`runs.number`]
    const { where, orderBy } = rowRange([flow], along, { position: undefined, down: true })
    const last = scope.dialect.topPerParent({
      parents: scope.dialect.rows('parents', { flow: 'text' }),
      by: ['flow'],
      table: scope.tables.runs,
      from,
      where: and(...where, isAmong(scope, 'parents'))!,
      orderBy: directed(orderBy, true),
      limit: sql.raw(String(failing.each)),
    })
    return sql`
      select runs.flow_id as flow, runs.number, ${startedAt} as "startedAt", ${rule.status} as status
      from ${last} ${joined}
      order by runs.started_at desc, runs.number desc
    `
  }),
)

/** The last runs of each of the flows of which a run failed last. */
export async function lastRunsOfFailing(backend: Backend, reading: Reading): Promise<LastRun[]> {
  const { now } = reading
  const parents = await backend.read(failingFlows, { now }, reading)
  return parents.length === 0 ? [] : backend.read(lastOfFlows, { parents, now }, reading)
}
