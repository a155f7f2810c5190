export interface Group<Row> {
  readonly name: string
  /** In the order of the list. */
  readonly rows: readonly Row[]
  readonly counts: readonly { readonly status: string; readonly value: number }[]
}

/** Rows by name, the group with the first row first. */
export function groupsOf<Row extends { readonly status: string }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): readonly Group<Row>[] {
  const groups = Map.groupBy(rows, nameOf)
  return [...groups].map(([name, members]) => ({
    name,
    rows: members,
    counts: [...Map.groupBy(members, ({ status }) => status)].map(([status, { length }]) => ({
      status,
      value: length,
    })),
  }))
}
