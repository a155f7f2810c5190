/** A row that no longer belongs to the list, and is still shown for a moment. */
export interface Left<Row> {
  readonly row: Row
  readonly why: 'left' | 'deleted'
}

interface Rows<Row> {
  /** A row that belongs to the list. */
  readonly get: (key: string) => Row | undefined
  readonly compare: (a: Row, b: Row) => number
  readonly onChange: () => void
}

/** Which rows are shown, in which order, which new ones wait, and which have left. */
export function createShown<Row>({ get, compare, onChange }: Rows<Row>) {
  const left = new Map<string, Left<Row>>()
  const held = new Set<string>()
  let order: readonly string[] = []
  let waiting: readonly Row[] = []
  let isWhole = false

  const row = (key: string) => get(key) ?? left.get(key)?.row
  const set = (next: readonly string[]) => {
    order = next
    waiting = [...held].flatMap((key) => get(key) ?? [])
    onChange()
  }
  const enter = (key: string, isHeld: boolean) => {
    const place = placeAmong(order, row, compare, get(key)!)
    // What belongs beyond the last page that was loaded comes with the next one.
    if (place === order.length && !isWhole) return
    if (isHeld) held.add(key)
    set(isHeld ? order : order.toSpliced(place, 0, key))
  }
  return {
    row,
    left: (key: string) => left.get(key),
    order: () => order,
    waiting: () => waiting,
    has: (key: string) => order.includes(key),
    isWaiting: (key: string) => held.has(key),
    enter,
    /** It belongs to the list again. */
    stay: (key: string) => left.delete(key),
    leave(key: string, one: Left<Row>) {
      if (held.delete(key)) return set(order)
      if (order.includes(key)) left.set(key, one)
    },
    /** A row that has left goes. */
    drop(key: string) {
      if (left.delete(key)) set(order.filter((one) => one !== key))
    },
    /** `keys` are shown, and no others wait or have left. */
    begin(keys: readonly string[], hasMore: boolean) {
      isWhole = !hasMore
      held.clear()
      left.clear()
      set(keys)
    },
    append(keys: readonly string[], hasMore: boolean) {
      isWhole = !hasMore
      const known = new Set(order)
      set([...order, ...keys.filter((key) => !known.has(key) && !held.has(key))])
    },
    /** Shows the rows that wait. */
    take() {
      const keys = [...held]
      held.clear()
      set(order)
      for (const key of keys) enter(key, false)
    },
  }
}

/** Where a row belongs among those of a list that is in order. */
function placeAmong<Row>(
  order: readonly string[],
  rowOf: (key: string) => Row | undefined,
  compare: (a: Row, b: Row) => number,
  one: Row,
): number {
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(rowOf(order[middle]!)!, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}
