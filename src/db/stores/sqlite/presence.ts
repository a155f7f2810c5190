import { statSync } from 'node:fs'
import { unavailable } from '../../failure.ts'

/**
 * Throws while the file is not where it was opened: removed, moved away, or another one in its place. SQLite would go on
 * reading and writing the file that is open, and whatever it acknowledged would be gone with the process. It works again
 * when the file is back. One that took its place is not opened: closing the open one would remove the log of the new one.
 */
export function createPresence(name: string, file: string): () => void {
  const opened = identityOf(file)
  return () => {
    if (identityOf(file) !== opened) throw unavailable(name, moved())
  }
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.dev}:${found.ino}`
}

const moved = () => Object.assign(new Error('The file is not where it was.'), { code: 'SQLITE_CANTOPEN' })
