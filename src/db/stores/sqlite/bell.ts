import Database from 'better-sqlite3'
import { createBell } from '../../bell.ts'

/** Milliseconds between two looks at the file while somebody follows. */
const lookMs = 50

/**
 * Rings for what other processes commit to a file. Its data version tells that to a connection that reads nothing else,
 * and the counter of changes tells whether records changed by a program that counts them.
 */
export function createFileBell(file: string, checkPresence: () => void) {
  let own = { commits: 0, counted: 0 }
  let end = () => {}
  const bell = createBell(() => {
    const looks = createLooks(file, checkPresence)
    own = { commits: 0, counted: 0 }
    const timer = setInterval(() => {
      const seen = looks.others(own)
      own = { commits: 0, counted: 0 }
      if (seen === 'counted') bell.ring()
      else if (seen === 'uncounted') bell.ring('net')
    }, lookMs).unref()
    return (end = () => {
      clearInterval(timer)
      looks.close()
      end = () => {}
    })
  })
  return {
    ...bell,
    /** Notes a commit of this process. */
    committed(isCounted: boolean) {
      own.commits += 1
      if (isCounted) own.counted += 1
    },
    close: () => end(),
  }
}

interface Own {
  readonly commits: number
  readonly counted: number
}
type Seen = 'counted' | 'uncounted' | undefined

/** Looks again and again. When the file cannot be read any more, and when it can again, anything may have changed. */
function createLooks(file: string, checkPresence: () => void) {
  let look: ReturnType<typeof openLook> | undefined
  const close = () => {
    look?.close()
    look = undefined
  }
  const open = () => {
    try {
      checkPresence()
      look = openLook(file)
    } catch {
      // Whoever follows is told by its own reading.
    }
  }
  open()
  return {
    close,
    others(own: Own): Seen {
      if (!look) {
        open()
        return look && 'uncounted'
      }
      try {
        checkPresence()
        return look.others(own)
      } catch {
        close()
        return 'uncounted'
      }
    },
  }
}

/** Looks at what others have committed since the last look. Where this process has committed, too, it hides what they did not count. */
function openLook(file: string) {
  const db = new Database(file, { readonly: true, timeout: 0 })
  const version = db.prepare<[], number>('pragma data_version').pluck()
  const counter = db.prepare<[], number>('select value from change_counter').pluck()
  const read = () => ({ version: version.get()!, count: counter.get()! })
  let last: ReturnType<typeof read>
  try {
    last = read()
  } catch (error) {
    db.close()
    throw error
  }
  return {
    others(own: Own): Seen {
      if (version.get() === last.version) return undefined
      const before = last.count
      last = read()
      if (last.count !== before + own.counted) return 'counted'
      return own.commits === 0 ? 'uncounted' : undefined
    },
    close: () => db.close(),
  }
}
