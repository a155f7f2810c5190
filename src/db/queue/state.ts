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

/** Which rows are counted by which name, and since when each waits, as SQL. */
interface Part {
  readonly what: Waiting['what']
  readonly from: 'queue_executions' | 'actions'
  readonly where: string
  readonly name: string
  readonly at: string
  readonly order?: string
}

const queued = { from: 'queue_executions', name: "''" } as const
const open = { from: 'actions', name: "''" } as const

const parts: readonly Part[] = [
  {
    ...queued,
    what: 'waiting',
    where: 'state = 0',
    name: 'flow_id',
    at: 'order_at',
    order: 'order by rank, order_at, execution_id',
  },
  { ...open, what: 'ready', where: 'state = 0', name: 'kind', at: 'order_at' },
  { ...queued, what: 'open', where: 'state = 1', at: 'order_at' },
  { ...queued, what: 'future', where: 'state = 3', at: 'run_at' },
  { ...open, what: 'delayed', where: 'state <> 0 and state = 1', at: 'due_at' },
  { ...open, what: 'inFlight', where: 'state <> 0 and state = 2', at: 'leased_at' },
]

/** Counts the work that waits, up to a bound per kind. */
const state = scan<Waiting>('queue.state', () => {
  const most = sql.raw(String(mostCounted + 1))
  const part = ({ what, from, where, name, at, order = '' }: Part) => {
    const some = sql.raw(`select ${name} as name, ${at} as at from ${from} where ${where} ${order} limit `)
    return sql`
      select ${sql.raw(`'${what}'`)} as what, name, count(*) as count, min(at) as oldest
      from (${some}${most}) as found
      group by name
    `
  }
  return sql`select * from (${sql.join(parts.map(part), sql` union all `)}) as parts`
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
