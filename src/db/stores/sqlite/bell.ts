import Database from 'better-sqlite3'
import { createBell } from '../../bell.ts'

/** Milliseconds between two looks at the file while somebody follows. */
const lookMs = 50

/**
 * Rings for what other processes commit to a file. Its data version tells that to a connection that reads nothing else,
 * and the counter of changes tells whether records changed by a program that counts them.
 */
export function createFileBell(file: string) {
  let own = { commits: 0, counted: 0 }
  let end = () => {}
  const bell = createBell(() => {
    const look = openLook(file)
    own = { commits: 0, counted: 0 }
    const timer = setInterval(() => {
      const seen = look.others(own)
      own = { commits: 0, counted: 0 }
      if (seen === 'counted') bell.ring()
      else if (seen === 'uncounted') bell.ring('net')
    }, lookMs).unref()
    return (end = () => {
      clearInterval(timer)
      look.close()
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

/** Looks at what others have committed since the last look. Where this process has committed, too, it hides what they did not count. */
function openLook(file: string) {
  const db = new Database(file, { readonly: true, timeout: 0 })
  const version = db.prepare<[], number>('pragma data_version').pluck()
  const counter = db.prepare<[], number>('select value from change_counter').pluck()
  const read = () => ({ version: version.get()!, count: counter.get()! })
  let last = read()
  return {
    others(own: { readonly commits: number; readonly counted: number }): 'counted' | 'uncounted' | undefined {
      if (version.get() === last.version) return undefined
      const before = last.count
      last = read()
      if (last.count !== before + own.counted) return 'counted'
      return own.commits === 0 ? 'uncounted' : undefined
    },
    close: () => db.close(),
  }
}
