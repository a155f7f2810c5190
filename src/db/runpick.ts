import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import { type RunKey, type RunRow, namedRuns, shownRun } from './runs.ts'
import { type Scope, shapes, statement } from './statement.ts'
import { type RunStatus, runStatus } from './status.ts'

/** A run of a flow: by number, by name, or the newest one; in any case only if it has one of the statuses. */
export interface RunChoice {
  readonly flow: string
  readonly number: number | null
  readonly name: string | null
  /** `null`: any. */
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

/** One row at most for each key: the run found first along the flow's runs of each outcome, newest first. */
const chosen = statement<ChosenRun>((scope) => {
  const keys = scope.dialect.rows('keys', keyTypes)
  const named = sql`select runs.number from ${scope.runs.from} where runs.flow_id = keys.flow and runs.name = keys.name`
  const number = sql`case when keys.number is not null then keys.number when keys.name is not null then (${named}) else (${newest(scope)}) end`
  return sql`select keys.place, ${shownRun(scope)} from ${keys} join ${scope.runs.from} on runs.flow_id = keys.flow and runs.number = ${number} where ${isAsked(scope)}`
})

/** Each walk ends at its first run that fits, so a flow costs a few index look-ups, with or without such a run. */
function newest(scope: Scope): SQL {
  const order = [sql`runs.started_at`, sql`runs.number`]
  const any = walk(scope, sql`keys."any" = 1 and runs.flow_id = keys.flow`, order)
  const ranges = scope.runs.newest.map(({ outcome, statuses }) => {
    const asked = sql.join(
      statuses.map((status) => sql.raw(`keys.${status.toLowerCase()} = 1`)),
      sql` or `,
    )
    const bound = (sign: string) =>
      sql`(runs.flow_id, runs.outcome) ${sql.raw(sign)} (keys.flow, ${sql.raw(String(outcome))})`
    const where = sql`keys."any" = 0 and (${asked}) and ${bound('>=')} and ${bound('<=')} and ${isAsked(scope)}`
    return walk(scope, where, [sql`runs.flow_id`, sql`runs.outcome`, ...order])
  })
  const others =
    ranges.length > 0
      ? ranges
      : [walk(scope, sql`keys."any" = 0 and runs.flow_id = keys.flow and ${isAsked(scope)}`, order)]
  const parts = [any, ...others].map(
    (part, index) => sql`select * from (${part}) as ${sql.raw(`part${index}`)}`,
  )
  return sql`select number from (${sql.join(parts, sql` union all `)}) as newest order by started_at desc, number desc limit 1`
}

const walk = (scope: Scope, where: SQL, order: readonly SQL[]) => {
  const down = order.map((column) => sql`${column} desc`)
  return sql`select runs.started_at, runs.number from ${scope.runs.from} where ${where} order by ${sql.join(down, sql`, `)} limit 1`
}

/** The run has one of the statuses that its key asks for. */
function isAsked(scope: Scope): SQL {
  const { status } = runStatus(scope.tables.runs, scope)
  return sql`(keys."any" = 1 or case ${status} when 'COMPLETED' then keys.completed when 'FAILED' then keys.failed else keys.running end = 1)`
}

/** The runs that the choices find, each with the place of its choice. */
export async function chooseRuns(
  backend: Backend,
  choices: readonly RunChoice[],
  reading: Reading,
): Promise<ChosenRun[]> {
  const keys = choices.map(({ flow, number, name, statuses }, place) => {
    const has = (status: RunStatus) => (statuses?.includes(status) ? 1 : 0)
    const mask = { completed: has('COMPLETED'), failed: has('FAILED'), running: has('RUNNING') }
    return { place, flow, number, name, any: statuses === null ? 1 : 0, ...mask }
  })
  const rows = await backend.read(chosen, { keys, now: reading.now }, reading)
  namedRuns(backend, rows)
  return rows
}

export interface Neighbour extends RunKey {
  readonly startedAt: number
}

const neighbours = shapes((next: boolean) =>
  statement<RunRow & { ofNumber: number }>((scope) => {
    const keys = scope.dialect.rows('keys', { flow: 'text', number: 'bigint', startedAt: 'bigint' })
    const direction = sql.raw(next ? 'asc' : 'desc')
    const beyond = sql`(runs.started_at, runs.number) ${sql.raw(next ? '>' : '<')} (keys."startedAt", keys.number)`
    const nearest = sql`select runs.number from ${scope.runs.from} where runs.flow_id = keys.flow and ${beyond} order by runs.started_at ${direction}, runs.number ${direction} limit 1`
    return sql`select keys.number as "ofNumber", ${shownRun(scope)} from ${keys} join ${scope.runs.from} on runs.flow_id = keys.flow and runs.number = (${nearest})`
  }),
)

/** The run of the same flow that started next after each of the runs, or last before it. */
export async function neighboursOf(
  backend: Backend,
  runs: readonly Neighbour[],
  next: boolean,
  reading: Reading,
) {
  const keys = runs.map(({ flow, number, startedAt }) => ({ flow, number, startedAt }))
  const rows = await backend.read(neighbours(next), { keys, now: reading.now }, reading)
  namedRuns(backend, rows)
  return rows
}
