import * as fc from 'fast-check'
import type { Sql } from '../servers/sql.ts'

/** The clock of the random executions. */
export const now = Date.UTC(2026, 5, 1, 12)

/** An execution as a test knows it: what its row says. */
export interface Stored {
  readonly backend: string
  readonly id: string
  readonly flow: string
  readonly runNumber: number | null
  readonly parentId: string | null
  readonly source: string | null
  readonly scriptPath: string | null
  readonly sampleRate: number
  readonly recordedAt: number
  readonly startedAt: number | null
  readonly verdict: number
  readonly state: 'WAITING' | 'PAUSED' | null
  readonly finishedAt: number | null
  readonly heartbeatAt: number | null
  readonly heartbeatTimeoutMs: number | null
  readonly error: string | null
  readonly tags: readonly string[]
}

export const statuses = [
  ...['PENDING', 'RUNNING', 'WAITING', 'PAUSED', 'COMPLETED'],
  ...['FAILED', 'CANCELLED', 'TIMED_OUT', 'UNKNOWN'],
]

/** The rule in so many words, and what follows from it. */
export function ruled(one: Stored): { status: string; durationMs: number | null } {
  const { verdict, state, startedAt, finishedAt, heartbeatAt, heartbeatTimeoutMs } = one
  const took = (end: number | null) =>
    startedAt === null || end === null ? null : Math.max(0, end - startedAt)
  if (verdict > 0)
    return {
      status: ['COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT'][verdict - 1]!,
      durationMs: took(finishedAt),
    }
  if (startedAt === null) return { status: 'PENDING', durationMs: null }
  if (state !== null) return { status: state, durationMs: null }
  const isStale =
    heartbeatAt !== null && heartbeatTimeoutMs !== null && heartbeatAt + heartbeatTimeoutMs < now
  return isStale
    ? { status: 'FAILED', durationMs: took(heartbeatAt) }
    : { status: 'RUNNING', durationMs: null }
}

export const sortAt = ({ startedAt, recordedAt }: Stored): number => startedAt ?? recordedAt

export const flows = ['Train', 'train', 'Träin']
export const tags = ['gpu', 'GPU', '50%', `it's`, '🙂']
export const ids = ['a', 'b', 'B', '~', 'é', '🙂', '\uffee', 'a1', 'a2', 'b1', 'b2', 'c', 'd', 'e', 'f']
export const paths = [
  ...['/jobs/a.py', '/jobs/a', '/jobs/b.py', '/jobs', '/Jobs/a.py', '/jobs%'],
  ...['/jobs/\ud7ff', '/jobs/\ue000', '/jobs/\u{10ffff}', '/jobs/\u{10ffff}x', '\u{10ffff}', 'é'],
]
export const errors = ['Timeout: 30 s', 'timeout', '100% full', `it's _null_`, '🙂']
/** Few instants, so that many are equal. */
export const instants = [0, now - 86_400_000, now - 60_000, now - 60_000, now - 59_999, now, now + 1000]

const none = <Value>(value: fc.Arbitrary<Value>) => fc.option(value)

const execution = (backends: readonly string[]): fc.Arbitrary<Stored> =>
  fc
    .record({
      backend: fc.constantFrom(...backends),
      id: fc.constantFrom(...ids),
      flow: fc.constantFrom(...flows),
      runNumber: none(fc.constantFrom(1, 2, 9_000_000_000_000_000)),
      parentId: none(fc.constantFrom('a', 'A', '🙂')),
      source: none(fc.constantFrom('agent', 'Agent', 'cron')),
      scriptPath: none(fc.constantFrom(...paths)),
      sampleRate: fc.constantFrom(1, 1, 0.5, 0.1, 0),
      recordedAt: fc.constantFrom(...instants),
      startedAt: none(fc.constantFrom(...instants)),
      verdict: fc.constantFrom(0, 0, 0, 1, 2, 3, 4),
      state: fc.constantFrom(null, null, null, 'WAITING' as const, 'PAUSED' as const),
      finishedAt: fc.constantFrom(...instants),
      heartbeatAt: none(fc.constantFrom(...instants)),
      heartbeatTimeoutMs: none(fc.constantFrom(1, 60_000, 86_400_000)),
      error: none(fc.constantFrom(...errors)),
      tags: fc.subarray(tags),
    })
    // A verdict is one of an attempt, and ends it.
    .map((one) => ({ ...one, verdict: one.startedAt === null ? 0 : one.verdict }))
    .map((one) => ({ ...one, finishedAt: one.verdict === 0 ? null : one.finishedAt }))

/** Executions of every status, many of them at equal instants. */
export const stored = (backends: readonly string[], maxLength = 30): fc.Arbitrary<readonly Stored[]> =>
  fc.uniqueArray(execution(backends), { selector: keyOf, maxLength, size: 'max' })

export const keyOf = ({ backend, id }: Pick<Stored, 'backend' | 'id'>) => `${backend}:${id}`

export const tables = ['executions', 'execution_tags']

/** Puts executions straight into a store. Each error is a group of its own, which it keeps whatever became of the execution. */
export async function put(sql: Sql, list: readonly Stored[]): Promise<void> {
  await insert(
    sql,
    'executions (execution_id, flow_id, run_number, parent_id, source, script_path, sample_rate, sort_at, started_at, attempt, verdict, state, finished_at, heartbeat_at, heartbeat_timeout_ms, error, failure_group, node_count, version)',
    list.map((one) => [
      ...[one.id, one.flow, one.runNumber, one.parentId, one.source, one.scriptPath, one.sampleRate],
      ...[sortAt(one), one.startedAt, one.startedAt === null ? 0 : 1, one.verdict, one.state],
      ...[one.finishedAt, one.heartbeatAt, one.heartbeatTimeoutMs, one.error, one.error, 0, 1],
    ]),
  )
  await insert(
    sql,
    'execution_tags (execution_id, tag, sort_at)',
    list.flatMap((one) => one.tags.map((tag) => [one.id, tag, sortAt(one)])),
  )
}

async function insert(sql: Sql, into: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return
  let place = 0
  const next = () => (sql.dialect === 'postgres' ? `$${(place += 1)}` : '?')
  const values = rows.map((row) => `(${row.map(next).join(', ')})`)
  await sql.run(`insert into ${into} values ${values.join(', ')}`, rows.flat())
}
