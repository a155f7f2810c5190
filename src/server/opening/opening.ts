import type { Backend } from '../../db/backend.ts'
import { WrongStore } from '../../db/failure.ts'
import { openBackend } from '../../db/open.ts'
import type { BackendUrl } from '../../db/url.ts'

/** Why a store could not be opened, as a sentence without its URL, which may hold a password. */
export class Unopened extends Error {
  /** The failure may be temporary: the server is not up yet. */
  readonly mayCome: boolean

  constructor({ name, store }: BackendUrl, error: unknown) {
    const { code = '', message } = error as { code?: string; message: string }
    const isWrong = error instanceof WrongStore
    const reason = `${message}${message.includes(code) ? '' : ` (${code})`}`
    const why = isWrong ? message : store.whyNot(reason)
    super(`Backend "${name}" cannot be opened: ${why}`, { cause: error })
    this.mayCome = !isWrong && away.test(code) && !settled.test(message)
  }
}

// Nothing listens there yet: codes of sockets, names and postgres.js, SQLSTATE classes 08 (connection), 53 (resources)
// and 57P (shutdown, starting up), and another process that holds a file.
const away = /^(ECONN|ENOTFOUND|EHOST|ENET|EPIPE|ETIMEDOUT|EAI_|CONNECT|08|53|57P|SQLITE_BUSY)/
/** Errors of a pooler in class 08 that are permanent. */
const settled = /startup parameter|no such database/

export async function tryToOpen(url: BackendUrl): Promise<Backend | Unopened> {
  try {
    return await openBackend(url)
  } catch (error) {
    return new Unopened(url, error)
  }
}

/** Milliseconds to wait before the next attempt, after so many attempts. */
export const delayAfter = (attempts: number): number =>
  Math.min(5_000, 250 * 2 ** attempts) * (0.9 + Math.random() * 0.2)

/** Opens all stores. Throws a sentence that says which cannot be opened, and what to check. */
export async function openAll(urls: readonly BackendUrl[]): Promise<Backend[]> {
  const opened: Backend[] = []
  for (const url of urls) {
    const one = await tryToOpen(url)
    if (one instanceof Unopened) {
      await closeAll(opened)
      throw one
    }
    opened.push(one)
  }
  return opened
}

export const closeAll = (backends: readonly Backend[]) =>
  Promise.all(backends.map((backend) => backend.close()))
