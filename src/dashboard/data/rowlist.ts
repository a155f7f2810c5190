import { type Change, mergeSnapshot } from '../../client/live/merge.ts'
import type { Snapshot } from '../../client/live/rows.ts'

/** A row that no longer belongs to the list, and is still shown for a moment. */
export interface Left<Row> {
  readonly row: Row
  readonly why: 'left' | 'deleted'
}

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
  const left = new Map<string, Left<Row>>()
  const held = new Set<string>()
  const rowListeners = new Map<string, Set<() => void>>()
  const orderListeners = new Set<() => void>()
  let order: readonly string[] = []
  let [isHeld, isWhole] = [false, false]
  let waiting: readonly Row[] = []

  const row = (key: string) => merged.rows().get(key) ?? left.get(key)?.row
  const tellRow = (key: string) => rowListeners.get(key)?.forEach((listener) => listener())
  const setOrder = (next: readonly string[]) => {
    order = next
    waiting = [...held].flatMap((key) => merged.rows().get(key) ?? [])
    for (const listener of orderListeners) listener()
  }
  /** Where the row belongs among those that are shown. */
  const placeOf = (one: Row) => {
    let [low, high] = [0, order.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(row(order[middle]!)!, one) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  const enter = (key: string, isWaiting: boolean) => {
    const place = placeOf(merged.rows().get(key)!)
    // What belongs beyond the last page that was loaded comes with the next one.
    if (place === order.length && !isWhole) return
    if (isWaiting) held.add(key)
    setOrder(isWaiting ? order : order.toSpliced(place, 0, key))
  }
  const leave = (key: string, one: Row | undefined, why: Left<Row>['why']) => {
    if (held.delete(key)) return setOrder(order)
    if (!one || !order.includes(key)) return
    left.set(key, { row: one, why })
    tellRow(key)
  }
  const isShown = (key: string) => order.includes(key)

  return {
    row,
    order: () => order,
    /** New rows that wait, the list being held. */
    waiting: () => waiting,
    left: (key: string) => left.get(key),
    unavailable: merged.unavailable,
    /** `stale`: the list must be loaded anew. */
    apply(change: Change<Row>): 'stale' | 'told' {
      const { id, kind } = change
      const before = id === null ? undefined : merged.rows().get(id)
      const outcome = merged.apply(change)
      if (outcome === 'stale') return 'stale'
      if (id === null || outcome === 'same') return 'told'
      const after = merged.rows().get(id)
      if (after && !held.has(id) && !isShown(id)) enter(id, isHeld)
      else if (after) left.delete(id)
      else leave(id, change.row ?? before, kind === 'DELETE' ? 'deleted' : 'left')
      tellRow(id)
      return 'told'
    },
    /** Must be called before a query for rows is sent. */
    load() {
      const loading = merged.load()
      return {
        replace(snapshot: Snapshot<Row>, hasMore: boolean) {
          const rows = [...snapshot.rows]
          loading.replace({ ...snapshot, rows })
          isWhole = !hasMore
          held.clear()
          left.clear()
          const known = merged.rows()
          const keys = rows.map(keyOf).filter((key) => known.has(key))
          setOrder(keys)
          const shown = new Set(keys)
          for (const key of known.keys()) if (!shown.has(key)) enter(key, false)
          for (const key of rowListeners.keys()) tellRow(key)
        },
        add(snapshot: Snapshot<Row>, hasMore: boolean) {
          const rows = [...snapshot.rows]
          loading.add({ ...snapshot, rows })
          isWhole = !hasMore
          const shown = new Set(order)
          const known = merged.rows()
          const keys = rows.map(keyOf).filter((key) => known.has(key) && !shown.has(key) && !held.has(key))
          setOrder([...order, ...keys])
        },
        end: () => loading.end(),
      }
    },
    /** Whether new rows wait from now on. */
    hold(now: boolean) {
      isHeld = now
    },
    /** Shows the rows that wait. */
    take() {
      const keys = [...held]
      held.clear()
      setOrder(order)
      for (const key of keys) enter(key, false)
    },
    /** A row that has left goes. */
    drop(key: string) {
      if (!left.delete(key)) return
      setOrder(order.filter((one) => one !== key))
    },
    onOrder(listener: () => void) {
      orderListeners.add(listener)
      return () => void orderListeners.delete(listener)
    },
    onRow(key: string, listener: () => void) {
      const listeners = rowListeners.get(key) ?? new Set()
      rowListeners.set(key, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) rowListeners.delete(key)
      }
    },
  }
}

export type RowList<Row extends object> = ReturnType<typeof createRowList<Row>>
