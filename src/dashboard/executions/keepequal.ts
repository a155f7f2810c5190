/** Rows that are as they were stay the same objects, so that they are not rendered anew. */
export function keepEqual<Row extends { readonly key: string }>(
  before: readonly Row[],
  rows: readonly Row[],
): readonly Row[] {
  const known = new Map(before.map((row) => [row.key, row]))
  return rows.map((row) => {
    const old = known.get(row.key)
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row
  })
}
