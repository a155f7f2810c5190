import { parseJson } from '../json/longjson.ts'
import { type Column, getTableColumns } from 'drizzle-orm'
import { sqliteTables } from '../tables/sqlite.ts'
import type { Row } from './read.ts'
import { type KindName, type RecordKind, type TransferTable, format, recordKinds } from './records.ts'
import type { Key } from './walk.ts'

/** A record with what hangs on it, as it stands in a line, or a part of that. */
export interface ImportLine {
  readonly kind: RecordKind
  readonly key: Key
  /** Absent: it is a part of a record. */
  readonly row: Row | undefined
  readonly details: Readonly<Record<string, readonly Row[]>>
}

/** What a line says. */
export type LineFound = ImportLine | 'place' | 'end'

type Known = Readonly<Record<string, unknown>>

/** Reads the first line. Throws a sentence. */
export function checkFormat(text: string): void {
  const { format: name, version } = objectIn(text)
  if (name !== format.name)
    throw new Error('The file was not written by execgraph export: its first line does not say so.')
  if (version === format.version) return
  throw new Error(
    `The file has format ${JSON.stringify(version)?.slice(0, 20)}, and this Execgraph reads format ${format.version}. Read it with the version that wrote it, or a later one.`,
  )
}

/** Reads another line, and checks all of it. Throws a sentence, without the number of the line. */
export function entryIn(text: string): LineFound {
  const line = objectIn(text)
  const [name, ...more] = Object.keys(line)
  if (more.length > 0 || name === undefined) throw new Error('It is not an object with one key.')
  if (name === 'at') return 'place'
  if (name === 'end') return 'end'
  const value = line[name]
  if (!isObject(value)) throw new Error(`Its ${shown(name)} is not an object.`)
  if (name === 'part') return partIn(value)
  const kind = kindOf(name)
  const [row, details] = divided(value, kind)
  const checked = rowIn(row, kind.table, [])
  return {
    kind,
    key: kind.key.map((column) => checked[column]!),
    row: checked,
    details: detailsIn(details, kind, checked),
  }
}

function partIn({ of, key, ...details }: Known): ImportLine {
  const kind = kindOf(String(of))
  if (!Array.isArray(key) || key.length !== kind.key.length) throw new Error('The key of the part is wrong.')
  const named = Object.fromEntries(kind.key.map((column, place) => [column, key[place] as unknown]))
  const columns = columnsOf(kind.table)
  for (const column of kind.key) checkValue(named[column], columns.get(column)!, column)
  return { kind, key: key as Key, row: undefined, details: detailsIn(details, kind, named as Row) }
}

function kindOf(name: string): RecordKind {
  const kind = recordKinds.find((one) => one.kind === (name as KindName))
  if (kind) return kind
  throw new Error(`It has ${shown(name)}, which this Execgraph does not know.`)
}

const divided = (value: Known, { details }: RecordKind): [Known, Known] => {
  const isDetail = ([name]: [string, unknown]) => Object.hasOwn(details, name)
  const entries = Object.entries(value)
  return [
    Object.fromEntries(entries.filter((one) => !isDetail(one))),
    Object.fromEntries(entries.filter(isDetail)),
  ]
}

/** The rows that hang on a record, with the columns that name it. */
function detailsIn(given: Known, kind: RecordKind, record: Row): ImportLine['details'] {
  const details = Object.entries(given).map(([name, rows]) => {
    const detail = Object.hasOwn(kind.details, name) ? kind.details[name] : undefined
    if (!detail) throw new Error(`It has ${shown(name)}, which this Execgraph does not know.`)
    if (!Array.isArray(rows)) throw new Error(`Its ${name} are not a list.`)
    const owner = Object.fromEntries(detail.owner.map((column, place) => [column, record[kind.key[place]!]!]))
    const checked = rows.map((row: unknown) => {
      if (!isObject(row)) throw new Error(`One of its ${name} is not an object.`)
      return { ...rowIn(row, detail.table, detail.owner), ...owner }
    })
    return [name, checked] as const
  })
  return Object.fromEntries(details)
}

const known = new Map<TransferTable, ReadonlyMap<string, Column>>()

function columnsOf(table: TransferTable): ReadonlyMap<string, Column> {
  const found =
    known.get(table) ??
    new Map(
      Object.entries<Column>(getTableColumns(sqliteTables[table])).filter(
        ([name, { generated }]) => !generated && name !== 'changed',
      ),
    )
  known.set(table, found)
  return found
}

/** A row of a table with a value for each of its columns, but those that are left out. */
function rowIn(given: Known, table: TransferTable, leftOut: readonly string[]): Row {
  const columns = columnsOf(table)
  const unknown = Object.keys(given).find((name) => !columns.has(name) || leftOut.includes(name))
  if (unknown !== undefined) throw new Error(`It has ${shown(unknown)}, which this Execgraph does not know.`)
  const row: Record<string, string | number | null> = {}
  for (const [name, column] of columns) {
    if (leftOut.includes(name)) continue
    row[name] = checkValue(given[name] ?? null, column, name)
  }
  return row
}

const highest = 2 ** 31 - 1
/** Columns that other stores than SQLite keep in 32 bits. */
const isSmall = new Set(
  'attempt verdict nodeCount state rank openNodes settled total skipped firstAttempt endOk system'.split(' '),
)

function checkValue(value: unknown, { columnType, notNull }: Column, name: string): string | number | null {
  if (value === null && !notNull) return null
  if (columnType === 'SQLiteText') {
    if (typeof value === 'string' && !value.includes('\0') && value.isWellFormed()) return value
  } else if (columnType === 'SQLiteReal') {
    if (typeof value === 'number') return value
  } else if (Number.isSafeInteger(value)) {
    if (!isSmall.has(name) || Math.abs(value as number) <= highest) return value as number
  }
  throw new Error(value === null ? `It has no ${name}.` : `Its ${name} cannot be stored.`)
}

function objectIn(text: string): Known {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    throw new Error('It is not JSON.')
  }
  if (isObject(value)) return value
  throw new Error('It is not a JSON object.')
}

const isObject = (value: unknown): value is Known =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (name: string) => JSON.stringify(name.slice(0, 60))
