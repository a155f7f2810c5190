import { closeSync, createWriteStream, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type ExportPlace, exportLines } from '../../db/transfer/export.ts'
import { type Snapshot, countExecutions } from '../../db/transfer/read.ts'
import type { BackendUrl } from '../../db/url.ts'
import type { Out } from '../command.ts'
import { Usage } from '../options/usage.ts'
import { createProgress } from '../progress.ts'
import { closeAll, openAll } from '../../server/opening/opening.ts'

interface Asked {
  readonly url: BackendUrl
  /** Absent: to standard output. */
  readonly file: string | undefined
  readonly resume: boolean
}

/** Writes a store as lines of JSON. Throws a sentence that says what is wrong. */
export async function exportStore({ url, file, resume }: Asked, { tell }: Out): Promise<void> {
  const { store } = url
  if (typeof store.snapshot === 'string') throw new Error(store.snapshot)
  const whyNot = store.whyNotRetain()
  if (whyNot !== undefined) throw new Error(whyNot)
  if (resume && file === undefined) throw new Usage('--resume goes on with a file: name it by --to.')
  if (file !== undefined && existsSync(file) && !resume)
    throw new Error(`There is a file "${file}" already. Name another one, or go on with it by --resume.`)
  const from = resume ? placeIn(file!) : undefined
  // Opened as a server opens it, so that its tables are those that this program knows.
  await closeAll(await openAll([url]))
  const snapshot = await store.snapshot()
  try {
    const written = await writeTo(snapshot, file, from)
    tell(`Exported ${inWords(written)}${file === undefined ? '' : ` into ${file}`}.`)
  } finally {
    await snapshot.close()
  }
}

async function writeTo(snapshot: Snapshot, file: string | undefined, from: ExportPlace | undefined) {
  const progress = createProgress()
  const [counted] = process.stderr.isTTY ? await snapshot.read(countExecutions, {}) : []
  const stream = file === undefined ? process.stdout : createWriteStream(file, { flags: from ? 'a' : 'w' })
  let all: ExportPlace['written'] = { ...from?.written }
  const told = (written: ExportPlace['written']) => {
    all = written
    progress.show(written.execution ?? 0, counted?.count, 'executions')
  }
  async function* texts() {
    let held = ''
    for await (const line of exportLines(snapshot, from, told)) {
      held += `${line}\n`
      if (held.length < chunk) continue
      yield held
      held = ''
    }
    yield held
  }
  try {
    await pipeline(texts(), stream, { end: file !== undefined })
    return all
  } finally {
    progress.end()
  }
}

/** Characters that are written at once. */
const chunk = 256 * 1024

/** Where an export goes on, as its last place says. What stands after that is cut off. */
function placeIn(file: string): ExportPlace | undefined {
  if (!existsSync(file)) return undefined
  const size = statSync(file).size
  const found = lastPlace(file, size)
  if (found === 'ended') throw new Error(`"${file}" is a whole export already.`)
  truncateSync(file, found?.end ?? 0)
  return found?.place
}

const step = 1024 * 1024

function lastPlace(file: string, size: number): { place: ExportPlace; end: number } | 'ended' | undefined {
  const opened = openSync(file, 'r')
  try {
    let text = Buffer.alloc(0)
    for (let begin = size; begin > 0;) {
      const length = Math.min(step, begin)
      begin -= length
      const part = Buffer.alloc(length)
      readSync(opened, part, 0, length, begin)
      // The beginning of a line may stand in the part before.
      text = Buffer.concat([part, text.subarray(0, 64 * 1024)])
      const found = placeBefore(text, begin)
      if (found) return found
    }
    return undefined
  } finally {
    closeSync(opened)
  }
}

function placeBefore(
  text: Buffer,
  offset: number,
): { place: ExportPlace; end: number } | 'ended' | undefined {
  const ending = text.lastIndexOf('\n{"end":')
  if (ending >= 0 && text.indexOf('\n', ending + 1) >= 0) return 'ended'
  for (let at = text.length; ;) {
    at = text.lastIndexOf('\n{"at":', at)
    if (at < 0) return undefined
    const end = text.indexOf('\n', at + 1)
    if (end >= 0) {
      const { at: place } = JSON.parse(text.toString('utf8', at + 1, end)) as { at: ExportPlace }
      return { place, end: offset + end + 1 }
    }
    if (at === 0) return undefined
    at -= 1
  }
}

const names = { execution: 'execution', run: 'run', dag: 'DAG', flow: 'flow', audit: 'audit entry' } as const

/** Numbers of records of each kind, as a part of a sentence. */
export function inWords(counts: Readonly<Partial<Record<keyof typeof names, number>>>): string {
  const kinds = Object.keys(names) as (keyof typeof names)[]
  const parts = kinds.flatMap((kind) => {
    const count = counts[kind] ?? 0
    const more = kind === 'audit' ? 'audit entries' : `${names[kind]}s`
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${count === 1 ? names[kind] : more}`]
  })
  if (parts.length < 2) return parts[0] ?? 'nothing'
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
