import { parseArgs } from 'node:util'
import { bytesText } from '../db/inspection.ts'
import { parseBackend } from '../db/url.ts'
import { whatIsWrong } from './options/options.ts'

/** Copies a store into a file while others write, and says how far it is. Throws a sentence that says what is wrong. */
export async function backup(args: readonly string[], say: (line: string) => void): Promise<void> {
  const { url, file } = parse(args)
  const { store } = parseBackend(/^[a-z][a-z0-9_-]*=/.test(url) ? url : `store=${url}`)
  if (typeof store.backup === 'string') throw new Error(store.backup)
  const began = performance.now()
  const bytes = await copied(store.backup, file, say)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  say(`Copied ${bytesText(bytes)} into ${file} in ${seconds} s, and checked all of it.`)
}

function parse(args: readonly string[]) {
  const needed = 'backup needs a URL and a file, such as backup sqlite:./execgraph.db ./backup.db.'
  try {
    const [url, file, ...more] = parseArgs({ args: [...args], allowPositionals: true }).positionals
    if (url !== undefined && file !== undefined && more.length === 0) return { url, file }
  } catch (error) {
    throw new Error(`${whatIsWrong(error as Error)} ${needed}`, { cause: error })
  }
  throw new Error(needed)
}

type Copy = (file: string, told: (done: number, all: number) => void) => Promise<number>

async function copied(copy: Copy, file: string, say: (line: string) => void): Promise<number> {
  let tenths = 0
  try {
    return await copy(file, (done, all) => {
      const now = Math.floor((done / Math.max(1, all)) * 10)
      if (now > tenths) say(`${now * 10} % of ${all} pages`)
      tenths = now
    })
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    const why = `${message}${code === undefined || message.includes(code) ? '' : ` (${code})`}`
    throw new Error(why.endsWith('.') ? why : `${why}.`, { cause: error })
  }
}
