import type { Backend, Reading } from '../../db/backend.ts'
import { StoreFailure } from '../../db/failure.ts'
import type { Page, Position } from '../../db/sql/page.ts'
import { type Asked, type PageArguments, connection, pageOf } from './connections.ts'
import type { Context } from '../context.ts'
import { type List, encodeCursor } from './cursors.ts'
import { fromStore } from '../errors.ts'

/** Maximum elements of a page of a root list. */
const mostRows = 100

/** A place in the order of all backends. `only`: continue in that backend alone. */
export type Place = Position & { readonly backend: string; readonly only: string }

/** A list merged from several backends, in one order. */
export interface MergedList<Row extends { readonly backend: string }> {
  /** What identifies the list: kind, filter and order. */
  readonly identity: readonly unknown[]
  /** The parts of a position, without `backend` and `only`. */
  readonly position: List['position']
  readonly positionOf: (row: Row, place: Place | undefined) => Position
  /** The order over all backends: negative when `a` comes first. */
  readonly compare: (a: Row, b: Row) => number
  /** Converts a place to a backend's own order: just before or just after its rows that tie. */
  readonly placeIn: (place: Place, backend: string) => Position
  /** Before everything, and after everything. */
  readonly ends: readonly [Position, Position]
  readonly read: (backend: Backend, page: Page, reading: Reading, place: Place | undefined) => Promise<Row[]>
}

/**
 * A page of a merged list, with one statement to each backend. A backend that fails is named, and its error holds a
 * cursor that continues in that backend alone. `null` when none answered.
 */
export async function mergedPage<Row extends { readonly backend: string }>(
  context: Context,
  backends: readonly Backend[],
  args: PageArguments,
  merged: MergedList<Row>,
) {
  const list = listOf(merged, backends)
  const page = pageOf(args, list, mostRows)
  const place = page.from as Place | undefined
  const only = place?.only ?? ''
  const asked = backends.filter(({ name }) => only === '' || name === only)
  const shares = await Promise.all(
    asked.map((backend) => share(context, backend, merged, { ...page, place })),
  )
  const failures = shares.filter((rows) => rows instanceof StoreFailure)
  for (const failure of failures) {
    const start = place ?? { ...merged.ends[page.backward ? 1 : 0], backend: '' }
    context.problems.push(
      fromStore(failure, { resume: encodeCursor(list, { ...start, only: failure.backend }) }),
    )
  }
  if (asked.length > 0 && failures.length === asked.length) return null
  const answered = shares.flatMap((rows) => (rows instanceof StoreFailure ? [] : rows))
  const order = page.backward ? (a: Row, b: Row) => merged.compare(b, a) : merged.compare
  const rows = answered.toSorted(order).slice(0, page.limit)
  const positionOf = (row: Row) => ({ ...merged.positionOf(row, place), backend: row.backend, only })
  const unavailable = failures.map(({ backend }) => backend)
  return Object.assign(connection(list, page, rows, positionOf), { unavailable })
}

/** A cursor is valid only for its set of backends, because the order depends on them. */
const listOf = <Row extends { readonly backend: string }>(
  { identity, position }: MergedList<Row>,
  backends: readonly Backend[],
): List => ({
  identity: JSON.stringify([...identity, backends.map(({ name }) => name)]),
  position: { ...position, backend: 'string', only: 'string' },
})

async function share<Row extends { readonly backend: string }>(
  context: Context,
  backend: Backend,
  { placeIn, read }: MergedList<Row>,
  { limit, backward, place }: Asked & { readonly place: Place | undefined },
): Promise<Row[] | StoreFailure> {
  const from = place && placeIn(place, backend.name)
  try {
    const page = { limit, backward, from }
    const { alone } = context.look().load(backend)
    return await alone((reading) => read(backend, page, reading, place))
  } catch (error) {
    if (error instanceof StoreFailure) return error
    throw error
  }
}
