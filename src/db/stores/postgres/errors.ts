import postgres from 'postgres'
import { StoreFailure, noRoom, notPermitted, readOnlyNow, tooExpensive, unavailable } from '../../failure.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** query_canceled: by the statement timeout or our own cancel request. */
const canceled = '57014'
/** read_only_sql_transaction: the server has become a standby, or was set so. */
const readOnly = '25006'
/** undefined_table: the database was made anew, and is not restored yet. */
const empty = '42P01'
/** insufficient_privilege. */
const forbidden = '42501'
/** disk_full. */
const full = '53100'
/** deadlock_detected and serialization_failure: the transaction may be retried. */
const lost = new Set(['40P01', '40001'])

// Socket errors, postgres.js's own and the pool's, and SQLSTATE classes 08 (connection), 28 (authorization),
// 3D (no such database), 53 (resources), 57P (shutdown), 58 (system).
const gone = /^(ECONN|ENOTFOUND|EHOST|ENET|EPIPE|ETIMEDOUT|EAI_|CONNECT|08|28|3D|53|57P|58)/

/** No pooled connection became free: nothing was sent. */
export const isPoolBusy = (error: unknown) => codeOf(error) === 'CONNECTIONS_BUSY'

/** The connection is no longer usable, or never was. */
export const isGone = (error: unknown) => gone.test(codeOf(error))

/** A new connection may lead to the server that takes writes. */
export const isReadOnly = (error: unknown) => codeOf(error) === readOnly

/** The server stopped the statement. */
export const isCanceled = (error: unknown) =>
  error instanceof postgres.PostgresError && error.code === canceled

export const mayRetry = (error: unknown) => lost.has(codeOf(error))

/** Maps a driver's error to a client's. An unforeseen error is returned unchanged, to be masked and logged. */
export function postgresFailure(backend: string, error: unknown): unknown {
  if (error instanceof StoreFailure) return error
  if (isCanceled(error)) return tooExpensive(backend, error)
  if (codeOf(error) === forbidden) return notPermitted(backend, error)
  if (codeOf(error) === full) return noRoom(backend, error)
  if (isGone(error) || mayRetry(error) || codeOf(error) === empty) return unavailable(backend, error)
  return error
}

/** The same, of a write. */
export const writeFailure = (backend: string, error: unknown): unknown =>
  isReadOnly(error) ? readOnlyNow(backend, error) : postgresFailure(backend, error)
