export interface Count {
  readonly status: string
  readonly value: number
}

/** How many runs of a group the server knows. */
export interface Counted {
  readonly counts: readonly Count[]
  /** All runs of all backends were counted. */
  readonly isExact: boolean
}

export interface Group<Row> {
  readonly name: string
  /** Those that are loaded, in the order of the list. */
  readonly rows: readonly Row[]
  readonly counts: readonly Count[]
  readonly total: { readonly value: number; readonly isExact: boolean }
}

interface Known<Row> {
  /** The runs that are loaded. */
  readonly rows: readonly Row[]
  /** There are no others. */
  readonly isWhole: boolean
  /** What the server has counted, by name: also groups of which nothing is loaded. */
  readonly counted: ReadonlyMap<string, Counted>
}

/**
 * Rows by name, the group with the first row first, and after them groups of which nothing is loaded, the greatest first.
 * What only the loaded rows tell is a floor, unless they are all.
 */
export function groupsOf<Row extends { readonly status: string }>(
  { rows, isWhole, counted }: Known<Row>,
  nameOf: (row: Row) => string,
): readonly Group<Row>[] {
  const loaded = [...Map.groupBy(rows, nameOf)].map(([name, members]): Group<Row> => {
    const own = statusesOf(members)
    const told = isWhole ? undefined : counted.get(name)
    // What has begun since it was counted is loaded, and not yet counted.
    const isBehind = told !== undefined && sumOf(told.counts) < members.length
    const { counts, isExact } = told && !isBehind ? told : { counts: own, isExact: isWhole }
    return { name, rows: members, counts, total: { value: sumOf(counts), isExact } }
  })
  const names = new Set(loaded.map(({ name }) => name))
  const others = isWhole ? [] : [...counted].filter(([name]) => !names.has(name))
  return [
    ...loaded,
    ...others
      .map(([name, { counts, isExact }]): Group<Row> => ({
        name,
        rows: [],
        counts,
        total: { value: sumOf(counts), isExact },
      }))
      .filter(({ total }) => total.value > 0)
      .toSorted((a, b) => b.total.value - a.total.value),
  ]
}

const sumOf = (counts: readonly Count[]) => counts.reduce((sum, { value }) => sum + value, 0)

const statusesOf = (rows: readonly { readonly status: string }[]): readonly Count[] =>
  [...Map.groupBy(rows, ({ status }) => status)].map(([status, { length }]) => ({ status, value: length }))

/** So many groups are counted, each by a statement. */
export const mostCounted = 48

/** Which groups are to be counted: those that are loaded, then others, and not those without a name. */
export function namesToCount(loaded: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...loaded, ...others])].filter((name) => name !== '').slice(0, mostCounted)
}

export interface StatusTotal {
  readonly value: number
  readonly isExact: boolean
}

/** How many runs there are: as many as the groups have, or as were counted without groups, if that is more. */
export function totalOfGroups(
  groups: readonly Pick<Group<unknown>, 'total'>[],
  isAll: boolean,
  counts: readonly StatusTotal[] = [],
): StatusTotal {
  const sum = (all: readonly StatusTotal[]) => ({
    value: all.reduce((total, { value }) => total + value, 0),
    isExact: all.every(({ isExact }) => isExact),
  })
  const own = sum(groups.map(({ total }) => total))
  const counted = sum(counts)
  if (isAll && own.isExact) return own
  return counted.value < own.value ? { ...own, isExact: false } : counted
}
