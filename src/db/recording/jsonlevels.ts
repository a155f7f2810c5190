/** How deep arrays and objects of a JSON value may be nested. */
export const mostLevels = 500

type Look = (one: unknown) => void

/** Nesting depth of a value. Beyond the limit it is counted level by level, since recursion could overflow the stack. */
export function levelsOf(value: unknown, look: Look = () => {}): number {
  const levels = levelsWithin(value, 0, look)
  return levels <= mostLevels ? levels : levelsCounted(value)
}

function levelsWithin(value: unknown, outer: number, look: Look): number {
  if (typeof value !== 'object' || value === null) {
    look(value)
    return outer
  }
  const own = outer + 1
  if (own > mostLevels) return own
  let levels = own
  if (Array.isArray(value)) for (const one of value) levels = Math.max(levels, levelsWithin(one, own, look))
  else for (const one of Object.values(value)) levels = Math.max(levels, levelsWithin(one, own, look))
  return levels
}

function levelsCounted(value: unknown): number {
  let levels = 0
  for (let level = nestedAmong([value]); level.length > 0; levels++)
    level = level.flatMap((one) => nestedAmong(Object.values(one)))
  return levels
}

const nestedAmong = (values: readonly unknown[]): object[] =>
  values.filter((one): one is object => typeof one === 'object' && one !== null)
