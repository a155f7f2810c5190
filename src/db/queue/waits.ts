import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { scan } from '../sql/statement.ts'
import { now } from '../status/status.ts'

/** How long work waits, or waited for the worker that has it. */
export interface QueueWaits {
  /** Actions of a kind that wait for a worker, or executions of a flow that wait to begin. */
  readonly what: 'kind' | 'flow'
  readonly name: string
  /** How much was looked at, and how much of it waits now. */
  readonly looked: number
  readonly waiting: number
  /** The planned start of what waits longest. `null` if nothing waits. */
  readonly oldest: number | null
  /** Milliseconds of each, separated by commas. */
  readonly waits: string
}

/** How many rows of each state are looked at. One more is read. */
export const mostWaits = 10_000
const most = sql.raw(String(mostWaits + 1))

const waits = scan<QueueWaits>('queue.waits', () => {
  const counted = (what: QueueWaits['what']) => sql`
    select ${sql.raw(`'${what}'`)} as what, name, count(*) as looked, count(at) as waiting, min(at) as oldest,
      string_agg(cast(wait as text), ',') as waits
  `
  const ready = sql`
    select kind as name, order_at as at, ${now} - order_at as wait from actions where state = 0 limit ${most}
  `
  const leased = sql`
    select kind as name, cast(null as bigint) as at, leased_at - order_at as wait
    from actions
    where state <> 0 and state = 2
    limit ${most}
  `
  const waiting = sql`
    select flow_id as name, order_at as at, ${now} - order_at as wait
    from queue_executions
    where state = 0
    order by rank, order_at, execution_id
    limit ${most}
  `
  return sql`
    ${counted('kind')}
    from (select * from (${ready}) as ready union all select * from (${leased}) as leased) as actions
    group by name
    union all
    ${counted('flow')} from (${waiting}) as waiting group by name
  `
})

/** How long the queue's work waits, by kind and by flow. */
export const queueWaits = (backend: Backend, reading: Reading): Promise<QueueWaits[]> =>
  backend.read(waits, { now: reading.now }, reading)

/** An action that was tried often. */
export interface TriedAction {
  readonly executionId: string
  readonly nodeId: string
  readonly tries: number
  /** The planned start of its execution. */
  readonly orderAt: number
}

/** How many actions of each state are looked at. One more is read. */
export const mostActions = 1_000

/** An action, or in the row without an execution how many were looked at of the state of which these are most. */
type TriedRow = TriedAction | { readonly executionId: null; readonly tries: number }

const tried = scan<TriedRow>('queue.oftenTried', () => {
  const some = sql.raw(String(mostActions + 1))
  const part = (state: string) => sql`
    select execution_id, node_id, attempt - first_attempt + 1 as tries, order_at
    from actions
    where ${sql.raw(state)}
    limit ${some}
  `
  const counted = sql`
    select (select count(*) from ready) as count
    union all
    select (select count(*) from others) as count
  `
  const often = sql`
    select execution_id as "executionId", node_id as "nodeId", tries, order_at as "orderAt"
    from (select * from ready union all select * from others) as actions
    where tries >= ${sql.placeholder('least')}
    order by tries desc, execution_id, node_id
    limit 100
  `
  return sql`
    with ready as (${part('state = 0')}), others as (${part('state <> 0')})
    select * from (${often}) as often
    union all
    select null, null, max(count), null from (${counted}) as counts
  `
})

/** The actions that were tried at least so often, among the first of each state, and whether there are others. */
export async function oftenTriedActions(backend: Backend, least: number, reading: Reading) {
  const rows = await backend.read(tried, { least }, reading)
  return {
    actions: rows.filter((row) => row.executionId !== null),
    isWhole: rows.every((row) => row.executionId !== null || row.tries <= mostActions),
  }
}
