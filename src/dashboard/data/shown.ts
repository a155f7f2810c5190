/** A row that no longer belongs to the list, and is still shown for a moment. */
export interface Left<Row> {
  readonly row: Row
  readonly why: 'left' | 'deleted'
}

/** Where a page ends. */
interface End<Row> {
  readonly last: Row | undefined
  readonly hasMore: boolean
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
  let [order, waiting] = [[] as readonly string[], [] as readonly Row[]]
  const loaded = createLoaded(compare)

  const row = (key: string) => get(key) ?? left.get(key)?.row
  const set = (next: readonly string[]) => {
    order = next
    waiting = [...held].flatMap((key) => get(key) ?? [])
    onChange()
  }
  const enter = (key: string, isHeld: boolean) => {
    if (!loaded.has(get(key)!)) return
    if (isHeld) held.add(key)
    set(isHeld ? order : order.toSpliced(placeAmong(order, row, compare, get(key)!), 0, key))
  }
  /** An answer may be older than what was told meanwhile, which may have moved rows. */
  const inOrder = (keys: readonly string[]) =>
    keys.filter((key) => loaded.has(row(key)!)).toSorted((a, b) => compare(row(a)!, row(b)!))
  return {
    row,
    left: (key: string) => left.get(key),
    order: () => order,
    waiting: () => waiting,
    has: (key: string) => order.includes(key),
    isWaiting: (key: string) => held.has(key),
    enter,
    /** It belongs to the list, with whatever has changed: perhaps its place. */
    stay(key: string) {
      left.delete(key)
      const others = order.filter((one) => one !== key)
      const place = placeAmong(others, row, compare, get(key)!)
      if (!loaded.has(get(key)!)) set(others)
      else if (order[place] !== key) set(others.toSpliced(place, 0, key))
    },
    /** One that waits has changed. */
    renewWaiting: () => set(order),
    leave(key: string, one: Left<Row>) {
      if (held.delete(key)) set(order)
      else if (order.includes(key)) left.set(key, one)
    },
    /** A row that has left goes. */
    drop(key: string) {
      if (left.delete(key)) set(order.filter((one) => one !== key))
    },
    /** `keys` are shown, and no others wait or have left. */
    begin(keys: readonly string[], page: End<Row>) {
      loaded.begin(page)
      held.clear()
      left.clear()
      set(inOrder(keys))
    },
    append(keys: readonly string[], page: End<Row>) {
      loaded.goOn(page)
      const known = new Set(order)
      set(inOrder([...order, ...keys.filter((key) => !known.has(key) && !held.has(key))]))
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

/** Up to where the list was loaded. */
function createLoaded<Row>(compare: (a: Row, b: Row) => number) {
  /** The last row of the last page, as it was. What comes after it is on a page that is not there yet. */
  let end: Row | undefined
  let isWhole = false
  const goOn = ({ last, hasMore }: End<Row>) => {
    end = last ?? end
    isWhole = !hasMore
  }
  return {
    has: (one: Row) => isWhole || (end !== undefined && compare(one, end) <= 0),
    goOn,
    begin(page: End<Row>) {
      end = undefined
      goOn(page)
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
