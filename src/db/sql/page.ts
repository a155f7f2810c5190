import { type Column, type SQL, type SQLWrapper, and, sql } from 'drizzle-orm'
import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import { rowType } from './insert.ts'
import { eachOf } from './select.ts'
import { type Apart, type Make, type Statement, apart, scan, shapes, statement } from './statement.ts'
import type { RowTypes } from './dialect.ts'
import type { Scope } from './scope.ts'

/** A total order of rows: its columns, under the names that a position gives them. */
export interface Order {
  readonly by: Readonly<Record<string, Column | SQL>>
  /** What a position's value is compared as, where that is not the value itself. */
  readonly at?: Readonly<Record<string, SQL>>
  readonly descending: boolean
}

/** A position in an order: the values of its columns. */
export type Position = Readonly<Record<string, string | number>>

export interface Page {
  readonly limit: number
  /** Only rows beyond this position, in the direction of reading. */
  readonly from: Position | undefined
  /** Reads against the order, towards its beginning. */
  readonly backward: boolean
}

/** How many rows a part of a list may give. The least sufficient number is taken, so that few statements serve all page sizes. */
const mosts = [2, 11, 51, 101, 1_001, 10_001]

export const mostFor = (limit: number) => mosts.find((most) => most >= limit) ?? limit

/** The parts of a page that change its statement's text. */
export interface Shape {
  readonly from: boolean
  readonly backward: boolean
}

export const shapeOf = ({ from, backward }: Page): Shape => ({ from: from !== undefined, backward })

/** `(a, b) < (:a, :b)` and `order by a desc, b desc`, or their mirror images. */
export function keyset(
  { by, at = {}, descending }: Order,
  { from, backward }: Shape,
): { beyond: SQL | undefined; orderBy: SQL } {
  const down = descending !== backward
  const columns = sql.join(Object.values(by), sql`, `)
  const position = sql.join(
    Object.keys(by).map((name) => at[name] ?? sql`${sql.placeholder(name)}`),
    sql`, `,
  )
  const orderBy = sql.join(
    Object.values(by).map((column) => sql`${column} ${sql.raw(down ? 'desc' : 'asc')}`),
    sql`, `,
  )
  return { beyond: from ? sql`(${columns}) ${sql.raw(down ? '<' : '>')} (${position})` : undefined, orderBy }
}

/** The types of a parent's key, and the condition that a row of the table belongs to a row called `parents`. */
export interface Parent {
  readonly types: RowTypes
  readonly isOf: SQL
}

/** A parent that columns of the table name, under the names in its key. */
export const named = (columns: Readonly<Record<string, Column>>): Parent => ({
  types: Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, rowType(column)] as const),
  ) as RowTypes,
  isOf: and(
    ...Object.entries(columns).map(([name, column]) => sql`${column} = parents.${sql.identifier(name)}`),
  )!,
})

/** A list for each of many parents. */
export interface NestedList {
  readonly table: SQLWrapper
  /** The table expression that rows are chosen from, if it is more than the table. */
  readonly from?: SQL
  readonly parent: Parent
  readonly order: Order
  readonly fields: SQL
  /** Joined to the chosen rows for their fields. */
  readonly joined?: SQL | undefined
  /** A further condition on rows. */
  readonly where?: SQL | undefined
}

/** Whether all pages of a statement together may have many rows. */
export type NestedShape = Shape & { readonly isLarge: boolean }

const manyRows = 10_000

/** A page of rows for each of many parents, in one statement, which is made by `make` unless it has many rows. */
export function pagePerParent<Row>(
  name: string,
  how: Apart,
  list: (scope: Scope) => NestedList | undefined,
  make: Make = statement,
): (shape: NestedShape) => Statement<Row> {
  return shapes(({ isLarge, ...shape }: NestedShape) =>
    apart(
      how,
      (isLarge ? scan : make)<Row>(name, (scope) => {
        const found = list(scope)
        if (!found) return undefined
        const { parent, fields, order, where, joined = sql``, ...rest } = found
        const { beyond, orderBy } = keyset(order, shape)
        const page = scope.dialect.topPerParent({
          ...rest,
          parents: scope.dialect.rows('parents', parent.types),
          by: Object.keys(parent.types),
          where: and(parent.isOf, where, beyond)!,
          orderBy,
          limit: sql`${sql.placeholder('limit')}`,
        })
        return sql`
        select ${fields} from ${page} ${joined} order by ${orderBy} limit ${sql.placeholder('rows')}
      `
      }),
    ),
  )
}

export type ParentKey = Readonly<Record<string, string | number>>

export type ExecutionKey = Readonly<{ id: string }>

/** A page for each of many parents. */
export interface NestedPage extends Page {
  /** How many rows all parents together may have. */
  readonly rows: number
}

/** Reads the page of each parent. The rows of one parent are in order. */
export type ReadPages<Key, Row> = (
  backend: Backend,
  parents: readonly Key[],
  page: NestedPage,
  reading: Reading,
) => Promise<Row[]>

/** Reads pages by a statement. The rows name their backend. */
export const pagesBy =
  <Row extends object>(
    query: (shape: NestedShape) => Statement<Row>,
  ): ReadPages<ParentKey, Row & FromBackend> =>
  async (backend, parents, page, reading) => {
    const { limit, rows } = page
    const most = parents.length * limit
    const each = eachOf(Math.min(most, rows))
    const values = { ...page.from, parents, limit, rows, each, now: reading.now }
    const isLarge = most > manyRows
    return fromBackend(backend, await backend.read(query({ ...shapeOf(page), isLarge }), values, reading))
  }
