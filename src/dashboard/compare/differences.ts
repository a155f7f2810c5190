export interface Value {
  readonly preview: string
  readonly bytes: number
  readonly truncated: boolean
}

interface Difference {
  readonly kind: string
  readonly path: string
  readonly left: Value | null
  readonly right: Value | null
}

interface Compared {
  readonly differences: readonly Difference[]
  readonly hasMore: boolean
  readonly isExact: boolean
}

/** A place where A and B differ, as a row. */
export interface Row extends Difference {
  /** Unique within the page. */
  readonly key: string
  /** `train.inputs.batchSize`. */
  readonly name: string
}

export const signs: Readonly<Record<string, string>> = { ADDED: '+', REMOVED: '−', CHANGED: '~' }

/** The differences of inputs or outputs, each named by where it is from. */
export const rowsOf = (where: string, compared: Compared | null): readonly Row[] =>
  (compared?.differences ?? []).map((difference) => {
    const name = `${where}${difference.path.replace(/^\$/, '')}`
    return { ...difference, key: name, name }
  })

/** `2 changed, 1 added, 3 removed`. */
export function summaryOf(rows: readonly { readonly kind: string }[]): string {
  const words = { CHANGED: 'changed', ADDED: 'added', REMOVED: 'removed' }
  const parts = Object.entries(words).flatMap(([kind, word]) => {
    const found = rows.filter((row) => row.kind === kind).length
    return found > 0 ? [`${found} ${word}`] : []
  })
  return parts.join(', ') || 'equal'
}

/** Something was not compared: there are more differences, or a value was cut when it was stored. */
export const isPart = (compared: readonly (Compared | null)[]) =>
  compared.some((one) => one !== null && (one.hasMore || !one.isExact))
