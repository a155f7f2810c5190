import postgres from 'postgres'
import { StoreFailure, tooExpensive, unavailable } from '../../failure.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** query_canceled: by the statement timeout or our own cancel request. */
const canceled = '57014'
/** deadlock_detected and serialization_failure: the transaction may be retried. */
const lost = new Set(['40P01', '40001'])

// Socket errors, postgres.js's own and the pool's, and SQLSTATE classes 08 (connection), 28 (authorization),
// 3D (no such database), 53 (resources), 57P (shutdown), 58 (system).
const gone = /^(ECONN|ENOTFOUND|EHOST|ENET|EPIPE|ETIMEDOUT|EAI_|CONNECT|08|28|3D|53|57P|58)/

/** No pooled connection became free: nothing was sent. */
export const isPoolBusy = (error: unknown) => codeOf(error) === 'CONNECTIONS_BUSY'

/** The connection is no longer usable, or never was. */
export const isGone = (error: unknown) => gone.test(codeOf(error))

/** The server stopped the statement. */
export const isCanceled = (error: unknown) =>
  error instanceof postgres.PostgresError && error.code === canceled

export const mayRetry = (error: unknown) => lost.has(codeOf(error))

/** Maps a driver's error to a client's. An unforeseen error is returned unchanged, to be masked and logged. */
export function postgresFailure(backend: string, error: unknown): unknown {
  if (error instanceof StoreFailure) return error
  if (isCanceled(error)) return tooExpensive(backend, error)
  if (isGone(error) || mayRetry(error)) return unavailable(backend, error)
  return error
}
