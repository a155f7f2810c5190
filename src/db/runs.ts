import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import { as, fields } from './select.ts'
import { type Scope, statement } from './statement.ts'
import { type RunStatus, type StatusReason, runStatus } from './status.ts'
import type { Tables } from './tables.ts'

type Stored = Tables['runs']['$inferSelect']
/** Columns that only the status rule and the indexes read. */
const registers = [
  'endOk',
  'endOkAt',
  'endOkId',
  'endAttemptAt',
  'endAttemptId',
  'outcome',
  'knownFinishedAt',
  'knownMs',
] as const

export interface RunRow extends Omit<Stored, (typeof registers)[number]> {
  readonly backend: string
  readonly status: RunStatus
  readonly statusReason: StatusReason
}

export interface RunKey {
  readonly flow: string
  readonly number: number
}

function shown(scope: Scope): SQL {
  const { runs } = scope.tables
  const { status, reason } = runStatus(runs, scope)
  return sql.join([fields(runs, ...registers), as(status, 'status'), as(reason, 'statusReason')], sql`, `)
}

const byKeys = statement<RunRow>((scope) => {
  const { runs } = scope.tables
  const keys = scope.dialect.rows('keys', { flow: 'text', number: 'bigint' })
  return sql`select ${shown(scope)} from ${keys} join ${runs} on ${runs.flow} = keys.flow and ${runs.number} = keys.number`
})

/** Those of the runs that the backend knows, in no order. */
export async function runsByKeys(
  backend: Backend,
  keys: readonly RunKey[],
  reading: Reading,
): Promise<RunRow[]> {
  const rows = await backend.read(
    byKeys,
    { keys: keys.map((key) => ({ ...key })), now: reading.now },
    reading,
  )
  for (const row of rows) (row as { backend: string }).backend = backend.name
  return rows
}
