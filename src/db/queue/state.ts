import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { scan, statement } from '../sql/statement.ts'

/** The backlog of one kind of work, by name. */
export interface Waiting {
  readonly what: 'waiting' | 'ready' | 'open' | 'future' | 'delayed' | 'inFlight'
  readonly name: string
  readonly count: number
  readonly oldest: number | null
}

/** Counting stops at this many rows. */
export const mostCounted = 10_000

/** Counts the work that waits, up to a bound per kind. */
const state = scan<Waiting>('queue.state', () => {
  const most = sql.raw(String(mostCounted + 1))
  const part = (
    what: Waiting['what'],
    from: string,
    where: string,
    name: string,
    at: string,
    order: string,
  ) => {
    const some = sql.raw(`select ${name} as name, ${at} as at from ${from} where ${where} ${order} limit `)
    return sql`
      select ${sql.raw(`'${what}'`)} as what, name, count(*) as count, min(at) as oldest
      from (${some}${most}) as found
      group by name
    `
  }
  const parts = [
    part(
      'waiting',
      'queue_executions',
      'state = 0',
      'flow_id',
      'order_at',
      'order by rank, order_at, execution_id',
    ),
    part('ready', 'actions', 'state = 0', 'kind', 'order_at', ''),
    part('open', 'queue_executions', 'state = 1', "''", 'order_at', ''),
    part('future', 'queue_executions', 'state = 3', "''", 'run_at', ''),
    part('delayed', 'actions', 'state <> 0 and state = 1', "''", 'due_at', ''),
    part('inFlight', 'actions', 'state <> 0 and state = 2', "''", 'leased_at', ''),
  ]
  return sql`select * from (${sql.join(parts, sql` union all `)}) as parts`
})

export const queueState = (backend: Backend, reading: Reading): Promise<Waiting[]> =>
  backend.read(state, {}, reading)

export interface WorkerRow {
  readonly id: string
  /** JSON text. */
  readonly kinds: string
  readonly seenAt: number
}

const workers = statement<WorkerRow>(
  'queue.workers',
  () =>
    sql`
      select worker_id as id, kinds, seen_at as "seenAt"
      from workers
      where seen_at >= ${sql.placeholder('since')}
      order by seen_at desc, worker_id
      limit 100
    `,
)

/** Workers that have claimed since then, the latest first. */
export const workersSince = (backend: Backend, since: number, reading: Reading): Promise<WorkerRow[]> =>
  backend.read(workers, { since }, reading)
