import { type Change, mergeSnapshot } from '../../client/live/merge.ts'
import type { Snapshot } from '../../client/live/rows.ts'
import { createListeners } from './listeners.ts'
import { createShown } from './shown.ts'

interface Options<Row> {
  readonly keyOf: (row: Row) => string
  readonly compare: (a: Row, b: Row) => number
}

/**
 * A list that is loaded by pages and follows a subscription. While it is held, new rows wait, so that what one looks at
 * keeps its place. Whoever shows a row is told of its changes alone.
 */
export function createRowList<Row extends object>({ keyOf, compare }: Options<Row>) {
  const merged = mergeSnapshot(keyOf)
  const rowListeners = createListeners()
  const orderListeners = createListeners()
  const get = (key: string) => merged.rows().get(key)
  const shown = createShown<Row>({ get, compare, onChange: () => orderListeners.tell('') })
  let isHeld = false

  const follow = (id: string, before: Row | undefined, { row, kind }: Change<Row>) => {
    if (!get(id)) {
      const last = row ?? before
      if (last) shown.leave(id, { row: last, why: kind === 'DELETE' ? 'deleted' : 'left' })
    } else if (shown.has(id)) shown.stay(id)
    else if (shown.isWaiting(id)) shown.renewWaiting()
    else shown.enter(id, isHeld)
    rowListeners.tell(id)
  }
  return {
    row: shown.row,
    left: shown.left,
    order: shown.order,
    /** New rows that wait, the list being held. */
    waiting: shown.waiting,
    take: shown.take,
    drop: shown.drop,
    unavailable: merged.unavailable,
    /** `stale`: the list must be loaded anew. */
    apply(change: Change<Row>): 'stale' | 'told' {
      const { id } = change
      const before = id === null ? undefined : get(id)
      const outcome = merged.apply(change)
      if (outcome === 'stale') return 'stale'
      if (id !== null && outcome === 'changed') follow(id, before, change)
      return 'told'
    },
    /** Must be called before a query for rows is sent. */
    load() {
      const loading = merged.load()
      const put = (how: 'replace' | 'add', snapshot: Snapshot<Row>, hasMore: boolean) => {
        const rows = [...snapshot.rows]
        loading[how]({ ...snapshot, rows })
        // Some may have left meanwhile, and others have come.
        const keys = rows.map(keyOf).filter((key) => get(key))
        shown[how === 'replace' ? 'begin' : 'append'](keys, { last: rows.at(-1), hasMore })
        const known = new Set(shown.order())
        for (const key of merged.rows().keys())
          if (!known.has(key) && !shown.isWaiting(key)) shown.enter(key, false)
      }
      return {
        replace(snapshot: Snapshot<Row>, hasMore: boolean) {
          put('replace', snapshot, hasMore)
          rowListeners.tellAll()
        },
        add: (snapshot: Snapshot<Row>, hasMore: boolean) => put('add', snapshot, hasMore),
        end: () => loading.end(),
      }
    },
    /** Whether new rows wait from now on. */
    hold: (now: boolean) => void (isHeld = now),
    onOrder: (listener: () => void) => orderListeners.on('', listener),
    onRow: rowListeners.on,
  }
}

export type RowList<Row extends object> = ReturnType<typeof createRowList<Row>>
