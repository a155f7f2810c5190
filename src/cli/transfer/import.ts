import type { Backend } from '../../db/backend.ts'
import { type ImportLine, checkFormat, entryIn } from '../../db/transfer/check.ts'
import { importEntries } from '../../db/transfer/import.ts'
import type { KindName } from '../../db/transfer/records.ts'
import type { BackendUrl } from '../../db/url.ts'
import type { Out } from '../command.ts'
import { type Line, bytesOf, linesIn } from '../lines.ts'
import { closeAll, openAll } from '../../server/opening/opening.ts'
import { createProgress } from '../progress.ts'
import { inWords } from './export.ts'

interface Asked {
  readonly url: BackendUrl
  /** Absent: from standard input. */
  readonly file: string | undefined
  /** Lines before this one were imported already. */
  readonly fromLine: number
}

/** So many records, or characters, are written at once. */
const mostEntries = 1_000
const mostCharacters = 4 * 1024 * 1024

interface Counts {
  readonly added: Partial<Record<KindName, number>>
  readonly there: Partial<Record<KindName, number>>
  refused: number
}

/** Reads what an export has written into a store. Throws a sentence that says what is wrong, and where to go on. */
export async function importInto({ url, file, fromLine }: Asked, out: Out): Promise<void> {
  if (typeof url.store.snapshot === 'string') throw new Error(url.store.snapshot)
  const { stream, size } = bytesOf(file)
  const lines = linesIn(stream)
  // Nothing is opened, and no store is made, for what is no export.
  const { value: first } = (await lines.next()) as IteratorResult<Line, undefined>
  if (!first) throw new Error('There is nothing to read: an export has at least two lines.')
  checkFormat(first.text)
  const backends = await openAll([url])
  const counts: Counts = { added: {}, there: {}, refused: 0 }
  const progress = createProgress()
  try {
    const [backend] = backends as [Backend]
    const isWhole = await readAll(lines, fromLine, batchesInto(backend, counts, out), (bytes) =>
      progress.show(bytes, size, 'bytes'),
    )
    progress.end()
    if (counts.refused > 0)
      throw new Error(
        `${counts.refused} runs were left out: other runs of their flows have their names or client keys.`,
      )
    if (!isWhole)
      throw new Error(
        `The file ends before its last line: its export was not finished. ${fromLine === 1 ? 'All of it' : `What it has from line ${fromLine} on`} is imported.`,
      )
  } finally {
    progress.end()
    out.say(`Imported ${inWords(counts.added)}; already there: ${inWords(counts.there)}.`)
    await closeAll(backends)
  }
}

/** Returns whether the file has its last line. */
async function readAll(
  lines: AsyncIterable<Line>,
  fromLine: number,
  batches: ReturnType<typeof batchesInto>,
  told: (bytes: number) => void,
): Promise<boolean> {
  let isWhole = false
  for await (const line of lines) {
    const { number, text, bytes } = line
    told(bytes)
    if (number < fromLine) continue
    const said = await readLine(line, batches)
    isWhole = said === 'end'
    if (typeof said !== 'string') await batches.add(said, number, text.length)
  }
  await batches.write()
  return isWhole
}

/** What a line says. All before it is written before it is complained of. */
async function readLine({ number, text, isCut }: Line, { write }: ReturnType<typeof batchesInto>) {
  try {
    return entryIn(text)
  } catch (error) {
    await write()
    const why = isCut
      ? `The file ends within line ${number}: its export was cut off. All before it is imported. Finish the file with execgraph export --resume, and`
      : `Line ${number} is wrong: ${(error as Error).message} All before it is imported. Mend or remove it, and`
    throw new Error(`${why} go on with --from-line ${number}.`, { cause: error })
  }
}

/** Holds entries of one kind until they are enough for one write. */
function batchesInto(backend: Backend, counts: Counts, { tell }: Out) {
  const { added, there } = counts
  let held: ImportLine[] = []
  let [characters, first, last] = [0, 0, 0]
  const write = async () => {
    const [one] = held
    if (!one) return
    const { kind } = one.kind
    try {
      const result = await importEntries(backend, one.kind, held)
      added[kind] = (added[kind] ?? 0) + result.added
      there[kind] = (there[kind] ?? 0) + result.there
      counts.refused += result.refused.length
      for (const key of result.refused)
        tell(`Run ${key.join('/')} is left out: another run of the flow has its name or client key.`)
    } catch (error) {
      throw new Error(
        `Lines ${first} to ${last} could not be written: ${(error as Error).message} All before them is imported. Go on with --from-line ${first}.`,
        { cause: error },
      )
    }
    held = []
    characters = 0
  }
  return {
    write,
    async add(entry: ImportLine, number: number, length: number) {
      const isFull = held.length >= mostEntries || characters + length > mostCharacters
      if (held.length > 0 && (isFull || held[0]!.kind !== entry.kind)) await write()
      if (held.length === 0) first = number
      last = number
      held.push(entry)
      characters += length
    },
  }
}
