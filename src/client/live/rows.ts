/** By backend, `<epoch>.<number>`: how far it had been looked through. */
export type Ticks = Readonly<Record<string, string>>

/** Rows of a query that was sent after the subscription had begun. */
export interface Snapshot<Row> {
  readonly rows: Iterable<Row>
  /** `extensions.tick` of the answer. */
  readonly ticks: Ticks | undefined
}

/** A query under way: its answer may be older or newer than what is told meanwhile. */
export interface Loading<Row> {
  /** Its answer takes the place of all rows, unless that of a later one has. */
  replace(snapshot: Snapshot<Row>): void
  /** Its answer is another page of rows. */
  add(snapshot: Snapshot<Row>): void
  /** It has failed. */
  end(): void
}

/** What an event said of a key. `null`: it does not belong to what is watched any longer. */
export interface Said<Row> {
  readonly row: Row | null
  readonly backend: string | null
  readonly ticks: Ticks | undefined
}

/** Rows by key, from events and from queries beside them. */
export function createRows<Row extends object>(keyOf: (row: Row) => string) {
  let rows = new Map<string, Row>()
  let [begun, replaced] = [0, 0]
  /** What was told while each query was under way. */
  const loadings = new Set<Map<string, Said<Row>>>()

  const put = (into: Map<string, Row>, key: string, row: Row | null) => {
    const known = into.get(key)
    // Statuses change with the clock too, and no version with them.
    if (row ? known && JSON.stringify(known) === JSON.stringify(row) : !known) return false
    if (row) into.set(key, row)
    else into.delete(key)
    return true
  }
  const merge = (into: Map<string, Row>, snapshot: Snapshot<Row>, told: Map<string, Said<Row>>) => {
    for (const row of snapshot.rows) into.set(keyOf(row), row)
    for (const [key, said] of told) if (!hasSeen(snapshot.ticks, said)) put(into, key, said.row)
    rows = into
  }
  return {
    all: () => rows,
    /** Whether that changed anything. */
    take(key: string, said: Said<Row>): boolean {
      for (const told of loadings) told.set(key, said)
      return put(rows, key, said.row)
    },
    /** It may come back: by an event, or by a query. */
    forget: (key: string) => void rows.delete(key),
    load(): Loading<Row> {
      const told = new Map<string, Said<Row>>()
      const own = ++begun
      loadings.add(told)
      const end = () => loadings.delete(told) && own > replaced
      return {
        replace(snapshot) {
          if (!end()) return
          replaced = own
          merge(new Map(), snapshot, told)
        },
        add(snapshot) {
          if (end()) merge(rows, snapshot, told)
        },
        end,
      }
    },
  }
}

/** Whether a query saw what was told: one process numbered both, and the query began after that tick. */
function hasSeen(ticks: Ticks | undefined, { backend, ticks: told }: Said<object>): boolean {
  if (backend === null || !ticks || !told) return false
  const [epoch, tick] = partsOf(ticks[backend])
  const [toldEpoch, toldTick] = partsOf(told[backend])
  return epoch !== '' && epoch === toldEpoch && toldTick <= tick
}

function partsOf(tick = ''): [epoch: string, tick: number] {
  const dot = Math.max(tick.lastIndexOf('.'), 0)
  return [tick.slice(0, dot), Number(tick.slice(dot + 1))]
}
