import type { Page } from '../../db/sql/page.ts'
import { type List, decodeCursor, encodeCursor } from './cursors.ts'
import { badInput } from '../errors.ts'

export interface PageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
}

/** A page as requested: `size` rows are shown, and one more is read to know whether there are more. */
export type Asked = Page & { readonly size: number }

const defaultSize = 50

/** Checks the arguments of a page. Without `first` and `last` it is the first 50. */
export function pageOf({ first, after, last, before }: PageArguments, list: List, most: number): Asked {
  if (first != null && last != null) throw badInput('Give "first" or "last", not both.', { field: 'last' })
  const backward = last != null
  if (backward && after != null)
    throw badInput('"after" goes with "first". With "last", give "before".', { field: 'after' })
  if (!backward && before != null)
    throw badInput('"before" goes with "last". With "first", give "after".', { field: 'before' })
  const size = (backward ? last : first) ?? defaultSize
  const field = backward ? 'last' : 'first'
  if (size < 1 || size > most) {
    throw badInput(`"${field}" must be from 1 to ${most}, not ${size}.`, {
      field,
      limit: size < 1 ? 1 : most,
      received: size,
    })
  }
  const cursor = backward ? before : after
  const from = cursor == null ? undefined : decodeCursor(list, cursor, backward ? 'before' : 'after')
  return { size, limit: size + 1, from, backward }
}

/**
 * The page's rows as a connection. `rows` come in the direction of reading, with one more than the page shows if there
 * is one.
 */
export function connection<Row extends object>(
  list: List,
  page: Asked,
  rows: readonly Row[],
  position: (row: Row) => object = (row) => row,
) {
  const shown = rows.slice(0, page.size)
  if (page.backward) shown.reverse()
  const more = rows.length > page.size
  const fromElsewhere = page.from !== undefined
  const cursorOf = (row: Row | undefined) => row && encodeCursor(list, { ...position(row) })
  return {
    nodes: shown,
    // A cursor costs a digest, so cursors are made only on demand.
    get edges() {
      return shown.map((node) => ({ node, cursor: cursorOf(node)! }))
    },
    get pageInfo() {
      return {
        hasNextPage: page.backward ? fromElsewhere : more,
        hasPreviousPage: page.backward ? more : fromElsewhere,
        startCursor: cursorOf(shown[0]) ?? null,
        endCursor: cursorOf(shown.at(-1)) ?? null,
      }
    },
  }
}
