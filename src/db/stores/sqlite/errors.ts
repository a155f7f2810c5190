import { StoreFailure, noRoom, readOnlyNow, tooBusy, unavailable } from '../../failure.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Another process holds the file's write lock. */
export const isFileBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY')

// The file is missing, unreadable, damaged or on a failing disk.
const broken = /^SQLITE_(IOERR|CORRUPT|CANTOPEN|NOTADB|PERM|AUTH)/

/** Maps a driver's error to a client's. An unforeseen error is returned unchanged, to be masked and logged. */
export function sqliteFailure(backend: string, error: unknown): unknown {
  if (error instanceof StoreFailure) return error
  if (isFileBusy(error)) return tooBusy(backend, 5_000, error)
  if (codeOf(error) === 'SQLITE_FULL') return noRoom(backend, error)
  if (codeOf(error).startsWith('SQLITE_READONLY')) return readOnlyNow(backend, error)
  if (broken.test(codeOf(error))) return unavailable(backend, error)
  if (error instanceof TypeError && /connection is not open/.test(error.message))
    return unavailable(backend, error)
  return error
}
