/** A part that is the same on both sides. */
export interface EqualPart {
  readonly name: string
  readonly text: string
}

interface Whole {
  readonly left: { readonly json?: unknown } | null
  readonly right: { readonly json?: unknown } | null
}

const mostChars = 200

/** The parts of two values that are the same, down to what is no object or list, each named by where it is. */
export function equalParts(where: string, whole: Whole | null | undefined): readonly EqualPart[] {
  if (!whole?.left || !whole.right) return []
  const found: EqualPart[] = []
  const open: [name: string, left: unknown, right: unknown][] = [[where, whole.left.json, whole.right.json]]
  for (;;) {
    const next = open.pop()
    if (!next) return found
    const [name, left, right] = next
    const keys = sharedKeys(left, right)
    if (keys) {
      const list = Array.isArray(left)
      for (const key of keys.toReversed())
        open.push([nameOf(name, key, list), partOf(left, key), partOf(right, key)])
    } else if (
      left === right ||
      (isEmpty(left) && isEmpty(right) && JSON.stringify(left) === JSON.stringify(right))
    ) {
      found.push({ name, text: JSON.stringify(left).slice(0, mostChars) })
    }
  }
}

const isOf = (value: unknown): value is object => typeof value === 'object' && value !== null
const isEmpty = (value: unknown) => isOf(value) && Object.keys(value).length === 0
const partOf = (value: unknown, key: string) => (value as Record<string, unknown>)[key]

/** The keys of two objects, or the places in two lists, that both have. `undefined`: they are no such pair. */
function sharedKeys(left: unknown, right: unknown): readonly string[] | undefined {
  if (!isOf(left) || !isOf(right) || Array.isArray(left) !== Array.isArray(right)) return undefined
  const keys = Object.keys(left).filter((key) => Object.hasOwn(right, key))
  return keys.length === 0 ? undefined : keys
}

/** As JSONPath has it. */
const nameOf = (name: string, key: string, isPlace: boolean) => {
  if (isPlace) return `${name}[${key}]`
  return /^[\w-]+$/.test(key) ? `${name}.${key}` : `${name}[${JSON.stringify(key)}]`
}
