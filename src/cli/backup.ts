import { bytesText } from '../db/inspection.ts'
import { parseBackend } from '../db/url.ts'
import { Usage, asUsage } from './options/usage.ts'

/** Copies a store into a file while others write. `told`: how much is copied, and of how much. */
export async function backup(
  words: readonly string[],
  say: (line: string) => void,
  told: Told,
): Promise<void> {
  const [url, file, ...more] = words
  if (url === undefined || file === undefined || more.length > 0)
    throw new Usage('backup needs a URL and a file, such as backup sqlite:./execgraph.db ./backup.db.')
  const { store } = asUsage(() => parseBackend(/^[a-z][a-z0-9_-]*=/.test(url) ? url : `store=${url}`))
  if (typeof store.backup === 'string') throw new Error(store.backup)
  const began = performance.now()
  const bytes = await copied(store.backup, file, told)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  say(`Copied ${bytesText(bytes)} into ${file} in ${seconds} s, and checked all of it.`)
}

type Told = (done: number, all: number) => void
type Copy = (file: string, told: Told) => Promise<number>

async function copied(copy: Copy, file: string, told: Told): Promise<number> {
  try {
    return await copy(file, told)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    const why = `${message}${code === undefined || message.includes(code) ? '' : ` (${code})`}`
    throw new Error(why.endsWith('.') ? why : `${why}.`, { cause: error })
  }
}
