import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Backend } from './db/backend.ts'
import { WrongStore } from './db/failure.ts'
import { openBackend } from './db/open.ts'
import type { BackendUrl } from './db/url.ts'
import { whyNotServer } from './unopened.ts'

/** Opens the stores. Throws a sentence that says which cannot be opened, and what to check. */
export async function openAll(urls: readonly BackendUrl[]): Promise<Backend[]> {
  const opened: Backend[] = []
  for (const url of urls) {
    try {
      opened.push(await openBackend(url))
    } catch (error) {
      await closeAll(opened)
      throw new Error(whyNotOpened(url, error), { cause: error })
    }
  }
  return opened
}

export const closeAll = (backends: readonly Backend[]) =>
  Promise.all(backends.map((backend) => backend.close()))

/** In words that help, without the URL: it may hold a password. */
function whyNotOpened({ name, store }: BackendUrl, error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  const reason = `${message}${code === undefined || message.includes(code) ? '' : ` (${code})`}`
  const why = whyNotStore(store, reason)
  return `Backend "${name}" cannot be opened: ${error instanceof WrongStore ? message : why}`
}

function whyNotStore(store: BackendUrl['store'], reason: string): string {
  if (store.kind === 'memory') return reason
  return store.kind === 'sqlite' ? whyNotFile(store.file, reason) : whyNotServer(store, reason)
}

function whyNotFile(file: string, reason: string): string {
  const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (isDirectory(file))
    return `"${file}" is a directory. Name a file, such as sqlite:${join(file, 'execgraph.db')}.`
  if (!isDirectory(dirname(file))) return `there is no directory "${dirname(file)}". Make it first.`
  return `${reason}. Check that "${file}" is a SQLite file that can be read and written, or does not exist yet.`
}
