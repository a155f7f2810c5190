import { type Loading, type Said, createRows } from './rows.ts'

/** An event of `executionsChanged` or `runsChanged`. */
export interface Change<Row> extends Said<Row> {
  readonly kind: string
  readonly id: string | null
}

export interface Merged<Row> {
  rows(): ReadonlyMap<string, Row>
  /** Stores that did not answer: of theirs, the rows are the last that were known. */
  unavailable(): ReadonlySet<string>
  /**
   * `changed`: there is something else to show. `stale`: the rows must be asked for again, by a query that begins now,
   * with `load`. That is what a snapshot without a row says.
   */
  apply(change: Change<Row>): 'changed' | 'same' | 'stale'
  /** There is no room for the row. It may come back: by an event, or by a query. */
  forget(key: string): void
  /** Must be called before a query for rows is sent. */
  load(): Loading<Row>
}

/** Which events hold a row that belongs to what is watched. */
const within: ReadonlySet<string> = new Set(['SNAPSHOT', 'ENTER', 'UPDATE'])

/** The rows of a subscription, from its events and from queries beside it, by the event's `id`, which `keyOf` reads from a row. */
export function mergeSnapshot<Row extends object>(keyOf: (row: Row) => string): Merged<Row> {
  const rows = createRows(keyOf)
  const unavailable = new Set<string>()
  return {
    rows: rows.all,
    unavailable: () => unavailable,
    apply({ kind, id, ...said }) {
      const { backend, row } = said
      if (kind === 'UNAVAILABLE') {
        if (backend !== null) unavailable.add(backend)
        return 'changed'
      }
      const isBack = backend !== null && unavailable.delete(backend)
      if (id === null) return 'stale'
      // A row that could not be read is still there.
      const isUnread = within.has(kind) && !row
      const isOther = !isUnread && rows.take(id, within.has(kind) ? said : { ...said, row: null })
      return isOther || isBack ? 'changed' : 'same'
    },
    forget: rows.forget,
    load: rows.load,
  }
}
