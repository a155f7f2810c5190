import type { Query, SQL, SQLWrapper } from 'drizzle-orm'

/** The column types of rows of parameters. */
export type RowTypes = Readonly<Record<string, 'text' | 'bigint' | 'double precision'>>

/** SQL that differs between the dialects, as named pieces. Everything else is one text for both. */
export interface Dialect {
  toQuery(query: SQL): Query
  /** `column` is one of the list bound to `name`. */
  isIn(column: SQLWrapper, name: string): SQL
  /**
   * A condition that follows from others, if it helps: where rows lie in shards on several servers, those shards alone
   * are asked whose keys the condition names.
   */
  implied(condition: SQL): SQL | undefined
  /** The text of a statement that gets a single row of these rows: its parameters stand in place of their columns. */
  ofOneRow?(text: string, rows: string): string
  /** The rows bound to `name` as a table of the same name. */
  rows(name: string, types: RowTypes): SQL
  /** What a table of the store is called where another one of its name is made of it, and what of it is not among its columns. */
  own(name: string): SQL
  readonly ownColumns: SQL
  /** The condition, with the planner told that many rows meet it. */
  isCommon(condition: SQL): SQL
  /** What keeps a query from reading any of its rows, `most` at most, unless a condition is met that is a query of its own. */
  readIf(condition: SQL, most: SQL): { readonly where?: SQL; readonly limit: SQL }
  /** Whether a sub-select may be asked for each row of what another query has found. */
  readonly looksUpFound: boolean
  /** Appended to a query in a transaction: its rows are locked until the transaction ends. */
  readonly forUpdate: SQL
  /** Like `forUpdate`, without the rows that another transaction has locked. */
  readonly forUpdateIfFree: SQL
  /** Like `forUpdate`, but skips rows that another transaction has locked. */
  readonly skipLocked: SQL
  /** The value of a column `changed`: the number of the transaction that writes the row. */
  readonly changed: SQL
  /**
   * Whether an update that changes no indexed column writes to no index. It leaves `changed` alone then, which has one,
   * and the row is noted in `touched`.
   */
  readonly sparesIndexes: boolean
  /** Where a reader of changes stands after this statement, as a text. */
  readonly position: SQL
  /** The rows of a table written since the position bound to `position`, in parts, each by ranges of the column. */
  changedSince(table: SQLWrapper, column: SQLWrapper): readonly { readonly from: SQL; readonly where: SQL }[]
  /** Left-joins `listed`: the values of a JSON list of texts. None if it is null. */
  joinListed(list: SQLWrapper): SQL
  /** Left-joins at most one row of a table, which an index finds whatever the planner expects. */
  leftJoinOne(table: SQLWrapper, on: SQL): SQL
  /** The condition that no other transaction is where this one is. It holds until the transaction ends. */
  readonly isAlone: SQL
  /** For each parent, the first rows of a table that match it, joined to the parents under the table's own name. */
  topPerParent(page: TopPerParent): SQL
  /** Beside such rows of a table: a column of their parent, one of those by which parents differ. */
  ofParent(table: string, column: string): SQL
}

export interface TopPerParent {
  /** A table expression, such as rows of parameters. */
  readonly parents: SQL
  /** The columns of the parents by which they differ. */
  readonly by?: readonly string[]
  readonly table: SQLWrapper
  /** The table expression that rows are chosen from, if it is more than the table. */
  readonly from?: SQL
  readonly where: SQL
  readonly orderBy: SQL
  readonly limit: SQL
  /** A column of the parents with the number of rows for each, if rows are locked. */
  readonly share?: SQL
  /** Appended to the query that chooses the rows. */
  readonly lock?: SQL
}
