import { is, Param, Placeholder, type SQLWrapper } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { joinLists } from './joint.ts'
import type { Scope, Scalar, Values, ColumnOf } from './scope.ts'

/** One SQL statement, written once, compiled once per backend, then prepared by the driver under its text. */
export interface Statement<Row> {
  /** Its name in logs, traces and the database's own statistics, such as `runs.list`. */
  readonly name: string
  /** `undefined`: the source has no such records. */
  readonly build: (scope: Scope) => SQLWrapper | undefined
  /** It may read more than some thousand rows. */
  readonly scans?: true
  /** It reads pages along an index. For whom only some flows exist it may read more than some thousand rows. */
  readonly pages?: true
  /** Its rows are many, or have long texts. */
  readonly inParts?: true
  /** What the source has no index for, as a sentence, if the statement takes too long. */
  readonly lacks?: (scope: Scope) => string | undefined
  /** How it is sent to a store that refuses it for all of its keys at once. */
  readonly apart?: Apart
  /** Only for the types. */
  readonly row?: Row
}

/**
 * A statement for some of its keys. Where history lies in shards on several servers, it is sent once to each shard of these
 * records, with those keys of the list or column `keys` that it has; or once for each row of the rows `each`.
 */
export type Apart = { readonly of: 'executions' | 'runs'; readonly keys: string } | { readonly each: string }

export const apart = <Row>(how: Apart, whole: Statement<Row>): Statement<Row> => ({ ...whole, apart: how })

export type Make = <Row = never>(name: string, build: Statement<Row>['build']) => Statement<Row>

/** A statement that reads by keys: it reads hardly more rows than it returns. */
export const statement: Make = (name, build) => ({ name, build })

/** A statement that may read more than some thousand rows. SQLite runs it in a thread. */
export const scan: Make = (name, build) => ({ name, build, scans: true })

const scanning = new WeakMap<Statement<unknown>, Statement<unknown>>()

/** The same statement, as one that may read more than some thousand rows. */
export function asScan<Row>(statement: Statement<Row>): Statement<Row> {
  if (statement.scans) return statement
  const found = (scanning.get(statement) as Statement<Row> | undefined) ?? { ...statement, scans: true }
  scanning.set(statement, found)
  return found
}

/** A statement that reads a page along an index, or one for each of its parents. */
export const pages: Make = (name, build) => ({ name, build, pages: true })

/** A statement that reads long texts by keys. SQLite reads its rows a few at a time. */
export const longTexts: Make = (name, build) => ({ name, build, inParts: true })

/** Clients choose the shape, so a family keeps only this many statements, the last used ones. */
const mostShapes = 200

/**
 * A family of statements that differ by a few choices. Each shape is built once, as long as it is in the cache. What
 * drivers keep of a statement is held by the statement itself, and freed with it.
 */
export function shapes<Shape, Made extends object>(make: (shape: Shape) => Made) {
  const known = new LRUCache<string, Made>({ max: mostShapes })
  return (shape: Shape): Made => {
    const key = JSON.stringify(shape)
    let found = known.get(key)
    if (!found) known.set(key, (found = make(shape)))
    return found
  }
}

export interface Compiled {
  readonly text: string
  readonly slots: readonly Slot[]
}

type Slot =
  | { readonly value: unknown }
  /** Of rows: one column, or a tuple of several. */
  | { readonly name: string; readonly column?: string; readonly columns?: readonly string[] }

/** What was compiled, as long as its scope and its statement exist. */
const compiled = new WeakMap<Scope, WeakMap<Statement<unknown>, Compiled>>()

/** Compiles a statement once for all connections of a scope: it takes some milliseconds. */
export function compile(scope: Scope, statement: Statement<unknown>): Compiled {
  const ofScope = compiled.get(scope) ?? new WeakMap<Statement<unknown>, Compiled>()
  compiled.set(scope, ofScope)
  const found = ofScope.get(statement) ?? compileAnew(scope, statement)
  ofScope.set(statement, found)
  return found
}

function compileAnew(scope: Scope, { name, build, apart }: Statement<unknown>): Compiled {
  const query = build(scope)
  if (!query) throw new Error(`The source has no records for the statement ${name}.`)
  const { sql: text, params } = scope.dialect.toQuery(query.getSQL())
  const { ofOneRow = (whole: string) => whole } = scope.dialect
  const own = apart && 'each' in apart ? ofOneRow(text, apart.each) : text
  return { text: `${joinLists(own).trim()} /* ${name} */`, slots: params.map(slotOf) }
}

function slotOf(param: unknown): Slot {
  const value = is(param, Param) ? param.value : param
  if (!is(value, Placeholder)) return { value }
  const [tupled, ...columns] = value.name.split('/') as [string, ...string[]]
  if (columns.length > 0) return { name: tupled, columns }
  const [name, column] = tupled.split('.') as [string, string?]
  return column === undefined ? { name } : { name, column }
}

const plainColumn: ColumnOf = (row, column) => (row as Readonly<Record<string, Scalar>>)[column] ?? null

/** The parameters in the order of the text. `encode` turns a list, tuples or one column of rows into a value for the driver. */
export function bind(
  slots: readonly Slot[],
  values: Values,
  encode: (list: readonly unknown[]) => unknown,
  columnOf: ColumnOf = plainColumn,
) {
  return slots.map((slot): unknown => {
    if ('value' in slot) return slot.value
    const value = values[slot.name]
    if (value === undefined) throw new Error(`No value was given for parameter "${slot.name}".`)
    if (!Array.isArray(value)) return value
    const { column, columns } = slot
    if (columns) return encode(value.map((row) => columns.map((one) => columnOf(row, one))))
    return encode(column === undefined ? value : value.map((row) => columnOf(row, column)))
  })
}
