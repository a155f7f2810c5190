import { type Row, type Snapshot } from './read.ts'
import { type Detail, type KindName, type RecordKind, format, recordKinds } from './records.ts'
import { type Key, type TableWalk, compareKeys, walk } from './walk.ts'

/** What a file has up to some place. */
export interface ExportPlace {
  readonly kind: KindName
  readonly key: Key
  /** How many records of each kind were written. */
  readonly written: Readonly<Partial<Record<KindName, number>>>
}

/** After so many records, the place is written from which an export can go on. */
const everyRecords = 1_000
/** So many characters of what hangs on a record stand in one line. More stands in lines of parts before it. */
const mostCharacters = 8 * 1024 * 1024

/** The lines of a store, from a place on. `told` is called with the records that are written. */
export async function* exportLines(
  snapshot: Snapshot,
  from: ExportPlace | undefined,
  told: (written: ExportPlace['written']) => void,
): AsyncGenerator<string> {
  const written = { ...from?.written }
  if (!from) yield JSON.stringify({ format: format.name, version: format.version })
  const begin = from ? recordKinds.findIndex(({ kind }) => kind === from.kind) : 0
  for (const kind of recordKinds.slice(begin)) {
    const beyond = kind.kind === from?.kind ? from.key : undefined
    for await (const { line, key } of linesOf(snapshot, kind, beyond)) {
      yield line
      if (!key) continue
      const count = (written[kind.kind] ?? 0) + 1
      written[kind.kind] = count
      told(written)
      if (count % everyRecords === 0) yield JSON.stringify({ at: { kind: kind.kind, key, written } })
    }
  }
  yield JSON.stringify({ end: written })
}

/** The lines of one kind. `key`: with this line, the record is whole. */
async function* linesOf(
  snapshot: Snapshot,
  kind: RecordKind,
  beyond: Key | undefined,
): AsyncGenerator<{ readonly line: string; readonly key?: Key }> {
  const records = walk(snapshot, kind, beyond)
  const details = Object.entries(kind.details).map(([name, detail]) => ({
    ...{ name, detail },
    rows: walk(snapshot, detail, beyond),
  }))
  for (;;) {
    if (records.needsFill()) await records.fill()
    const row = records.peek()
    if (!row) return
    records.skip()
    const key = kind.key.map((column) => row[column]!)
    let held: Record<string, Row[]> = {}
    let characters = 0
    for (const { name, detail, rows } of details)
      for (;;) {
        if (rows.needsFill()) await rows.fill()
        const found = nextOf(rows, detail, key)
        if (!found && rows.needsFill()) continue
        if (!found) break
        ;(held[name] ??= []).push(found)
        characters += charactersIn(found)
        if (characters <= mostCharacters) continue
        yield { line: JSON.stringify({ part: { of: kind.kind, key, ...held } }) }
        held = {}
        characters = 0
      }
    yield { line: JSON.stringify({ [kind.kind]: { ...bare(row), ...held } }), key }
  }
}

/** The next row that belongs to a record. Rows of records that are not there are passed over. */
function nextOf(rows: TableWalk, { owner }: Detail, key: Key): Row | undefined {
  while (!rows.needsFill()) {
    const row = rows.peek()
    if (!row) return undefined
    const order = compareKeys(
      owner.map((column) => row[column]!),
      key,
    )
    if (order > 0) return undefined
    rows.skip()
    if (order === 0) return bare(row, owner)
  }
  return undefined
}

/** Without what is null, and without the columns that are known already. */
const bare = (row: Row, known: readonly string[] = []): Row =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && !known.includes(name)))

function charactersIn(row: Row): number {
  let characters = 0
  for (const value of Object.values(row)) characters += typeof value === 'string' ? value.length : 16
  return characters
}
