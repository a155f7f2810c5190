import { type SQL, and, sql } from 'drizzle-orm'
import { type Backend, type Reading, fromBackend } from '../backend.ts'
import { rowRange } from '../sql/rowrange.ts'
import { type RunKey, type RunRow, shownRun } from './rows.ts'
import { type Apart, apart, shapes, statement } from '../sql/statement.ts'
import { isWithin } from '../sql/flowlimit.ts'
import type { RunStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'
import { rangesOf } from './ranges.ts'

/** A run of a flow: by number, by name, or the newest one. It must have one of the statuses. */
export interface RunChoice {
  readonly flow: string
  readonly number: number | null
  readonly name: string | null
  /** `null` means any status. */
  readonly statuses: readonly RunStatus[] | null
}

export type ChosenRun = RunRow & { readonly place: number }

const keyTypes = {
  place: 'bigint',
  flow: 'text',
  number: 'bigint',
  name: 'text',
  any: 'bigint',
  completed: 'bigint',
  failed: 'bigint',
  running: 'bigint',
} as const

/** A flow and its runs are in one shard, which is told wherever the statement reads runs. */
export const ofFlows: Apart = { of: 'runs', keys: 'keys.flow' }

export const isAmong = ({ dialect }: Scope, rows = 'keys'): SQL | undefined =>
  dialect.implied(dialect.isIn(sql`runs.flow_id`, `${rows}.flow`))

/** At most one row for each key: the run found first along the flow's runs of each outcome, newest first. */
const chosen = apart(
  ofFlows,
  statement<ChosenRun>('runs.chosen', (scope) => {
    const keys = scope.dialect.rows('keys', keyTypes)
    const isOf = and(sql`runs.flow_id = keys.flow`, isAmong(scope))!
    const named = sql`
    select runs.number from ${scope.runs.from} where ${isOf} and runs.name = keys.name
  `
    const number = sql`
    case
      when keys.number is not null then keys.number
      when keys.name is not null then (${named})
      else (${newest(scope)})
    end
  `
    // Found first, then looked up: with a single join, a planner would read all runs rather than look each one up twice.
    const found = sql`with keys as materialized (select keys.*, ${number} as found from ${keys})`
    return sql`
    ${found}
    select keys.place, ${shownRun(scope)}
    from keys
    join ${scope.runs.from} on ${isOf} and runs.number = keys.found ${scope.runs.joined}
    where ${isAsked(scope)}
  `
  }),
)

const order = [sql`runs.started_at`, sql`runs.number`]

/** Each walk ends at its first match, so a flow costs a few index look-ups, with or without a match. */
function newest(scope: Scope): SQL {
  const own = scope.runs.isOfFlow?.(sql`keys.flow`)
  const among = isAmong(scope)
  const ofFlow = and(own, sql`runs.flow_id >= keys.flow and runs.flow_id <= keys.flow`, among)!
  const any = walk(scope.runs.from, sql`keys."any" = 1 and ${ofFlow}`, [sql`runs.flow_id`, ...order])
  const byStatus = (['COMPLETED', 'FAILED', 'RUNNING'] as const).flatMap((status) =>
    statusWalks(status, scope),
  )
  const byRule = walk(
    sql`${scope.runs.from} ${scope.runs.joined}`,
    and(own, sql`keys."any" = 0 and runs.flow_id = keys.flow and ${isAsked(scope)}`, among)!,
    order,
  )
  const walks = [any, ...(byStatus.length > 0 ? byStatus : [byRule])]
  const parts = walks.map((part, index) => sql`select * from (${part}) as ${sql.raw(`part${index}`)}`)
  return sql`
    select number
    from (${sql.join(parts, sql` union all `)}) as newest
    order by started_at desc, number desc
    limit 1
  `
}

/** Walks along the flow's ranges of a status, if the key asks for it. */
function statusWalks(status: RunStatus, scope: Scope): SQL[] {
  const asked = sql`
    keys.${sql.raw(status.toLowerCase())} = 1 and ${scope.runs.rule.isOneOf([status])}
  `
  const among = isAmong(scope)
  return rangesOf([status], scope, { flow: sql`keys.flow`, among }).map((range) => {
    if ('from' in range) return walk(range.from, and(asked, range.where, among)!, order)
    const shared = [[sql`runs.flow_id`, range.flow!] as const, [sql`runs.outcome`, range.outcome] as const]
    const { where, orderBy } = rowRange(shared, order, { position: undefined, down: true })
    return walk(scope.runs.from, and(asked, ...where, among)!, orderBy)
  })
}

const walk = (from: SQL, where: SQL, along: readonly SQL[]) => {
  const down = directed(along, sql`desc`)
  return sql`select runs.started_at, runs.number from ${from} where ${where} order by ${down} limit 1`
}

const directed = (columns: readonly SQL[], direction: SQL) =>
  sql.join(
    columns.map((column) => sql`${column} ${direction}`),
    sql`, `,
  )

/** The run has one of the statuses of its key. */
function isAsked({ runs }: Scope): SQL {
  return sql`
    (
      keys."any" = 1
        or case ${runs.rule.status}
          when 'COMPLETED' then keys.completed
          when 'FAILED' then keys.failed
          else keys.running
        end = 1
    )
  `
}

/** The runs that match the choices, each with the place of its choice. */
export async function chooseRuns(
  backend: Backend,
  choices: readonly RunChoice[],
  reading: Reading,
): Promise<ChosenRun[]> {
  const keys = choices.flatMap(({ flow, number, name, statuses }, place) => {
    // Of a flow that does not exist, all runs would be read and left out.
    if (backend.flows && !isWithin(flow, backend.flows)) return []
    const has = (status: RunStatus) => (statuses?.includes(status) ? 1 : 0)
    const mask = { completed: has('COMPLETED'), failed: has('FAILED'), running: has('RUNNING') }
    return { place, flow, number, name, any: statuses === null ? 1 : 0, ...mask }
  })
  const rows = keys.length > 0 ? await backend.read(chosen, { keys, now: reading.now }, reading) : []
  fromBackend(backend, rows)
  return rows
}

export interface Neighbour extends RunKey {
  readonly startedAt: number | null
}

const neighbours = shapes((next: boolean) =>
  apart(
    ofFlows,
    statement<RunRow & { ofNumber: number }>('runs.neighbours', (scope) => {
      const keys = scope.dialect.rows('keys', { flow: 'text', number: 'bigint', startedAt: 'bigint' })
      const direction = sql.raw(next ? 'asc' : 'desc')
      const along = [sql`runs.flow_id`, ...order]
      const beyond = sql`
      (${sql.join(along, sql`, `)}) ${sql.raw(next ? '>' : '<')} (keys.flow, keys."startedAt", keys.number)
    `
      const own = scope.runs.isOfFlow?.(sql`keys.flow`)
      const among = isAmong(scope)
      const ofFlow = and(own, sql`runs.flow_id ${sql.raw(next ? '<=' : '>=')} keys.flow`, among)!
      const nearest = sql`
      select runs.number
      from ${scope.runs.from}
      where ${ofFlow} and ${beyond}
      order by ${directed(along, direction)}
      limit 1
    `
      return sql`
      select keys.number as "ofNumber", ${shownRun(scope)}
      from ${keys}
      join ${scope.runs.from} on ${and(sql`runs.flow_id = keys.flow and runs.number = (${nearest})`, among)} ${scope.runs.joined}
    `
    }),
  ),
)

/** For each run, the next or the previous run of the same flow by start. */
export async function neighboursOf(
  backend: Backend,
  runs: readonly Neighbour[],
  next: boolean,
  reading: Reading,
) {
  const keys = runs.map(({ flow, number, startedAt }) => ({ flow, number, startedAt }))
  const rows = await backend.read(neighbours(next), { keys, now: reading.now }, reading)
  fromBackend(backend, rows)
  return rows
}
