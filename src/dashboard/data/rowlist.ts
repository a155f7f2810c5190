import { type Change, type Merged, mergeSnapshot } from '../../client/live/merge.ts'
import type { Snapshot } from '../../client/live/rows.ts'
import { createListeners } from './listeners.ts'
import { createShown } from './shown.ts'

/** More new rows than this are not kept while the list is held: it may be so for a day. */
const mostWaiting = 1_000

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
  let [isHeld, isFull] = [false, false]

  const follow = (id: string, before: Row | undefined, { row, kind }: Change<Row>) => {
    if (!get(id)) {
      const last = row ?? before
      if (last) shown.leave(id, { row: last, why: kind === 'DELETE' ? 'deleted' : 'left' })
    } else if (shown.has(id)) shown.stay(id)
    else if (shown.isWaiting(id)) shown.renewWaiting()
    else if (isHeld && shown.waiting().length >= mostWaiting) {
      isFull = true
      merged.forget(id)
    } else shown.enter(id, isHeld)
    rowListeners.tell(id)
  }
  return {
    row: shown.row,
    left: shown.left,
    order: shown.order,
    /** New rows that wait, the list being held. */
    waiting: shown.waiting,
    /** Whether there were more than could wait. */
    isFull: () => isFull,
    /** Shows the rows that wait. `stale`: there are more, so that the list must be loaded anew. */
    take(): 'stale' | 'told' {
      if (isFull) return 'stale'
      shown.take()
      return 'told'
    },
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
      const loading = loadInto({ merged, shown, keyOf })
      const replace = (snapshot: Snapshot<Row>, hasMore: boolean) => {
        isFull = false
        loading.replace(snapshot, hasMore)
        rowListeners.tellAll()
      }
      return { ...loading, replace }
    },
    /** Whether new rows wait from now on. */
    hold: (now: boolean) => void (isHeld = now),
    onOrder: (listener: () => void) => orderListeners.on('', listener),
    onRow: rowListeners.on,
  }
}

export type RowList<Row extends object> = ReturnType<typeof createRowList<Row>>

interface Into<Row extends object> extends Pick<Options<Row>, 'keyOf'> {
  readonly merged: Merged<Row>
  readonly shown: ReturnType<typeof createShown<Row>>
}

/** A query under way, whose rows are shown in their order. */
function loadInto<Row extends object>({ merged, shown, keyOf }: Into<Row>) {
  const { replace, add, end } = merged.load()
  const show = (snapshot: Snapshot<Row>, into: (keys: readonly string[]) => void) => {
    // Some may have left meanwhile, and others have come.
    into([...snapshot.rows].map(keyOf).filter((key) => merged.rows().has(key)))
    const known = new Set(shown.order())
    for (const key of merged.rows().keys())
      if (!known.has(key) && !shown.isWaiting(key)) shown.enter(key, false)
  }
  return {
    replace(snapshot: Snapshot<Row>, hasMore: boolean) {
      replace(snapshot)
      show(snapshot, (keys) => shown.begin(keys, { last: [...snapshot.rows].at(-1), hasMore }))
    },
    add(snapshot: Snapshot<Row>, hasMore: boolean) {
      add(snapshot)
      show(snapshot, (keys) => shown.append(keys, { last: [...snapshot.rows].at(-1), hasMore }))
    },
    end,
  }
}
