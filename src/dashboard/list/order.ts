/** An order of the API, as an address has it: `duration`, `-started`. */
export interface Order<Field extends string> {
  readonly field: Field
  readonly direction: 'ASC' | 'DESC'
}

export function orderIn<Field extends string>(
  text: string | undefined,
  fields: readonly Field[],
): Order<Field> | undefined {
  const isDown = text?.startsWith('-') ?? false
  const field = fields.find((one) => one.toLowerCase() === (isDown ? text?.slice(1) : text))
  return field && { field, direction: isDown ? 'DESC' : 'ASC' }
}

export const orderText = ({ field, direction }: Order<string>) =>
  `${direction === 'DESC' ? '-' : ''}${field.toLowerCase()}`

/** What a value is compared by. `null` is unknown, and greater than all others. */
type Sortable = string | number | null

/** Compares by the first values that differ. */
export function compareBy(a: readonly Sortable[], b: readonly Sortable[]): number {
  const index = a.findIndex((value, place) => value !== b[place])
  if (index === -1) return 0
  const [one, other] = [a[index] ?? null, b[index] ?? null]
  if (one === null) return 1
  if (other === null) return -1
  return one < other ? -1 : 1
}
