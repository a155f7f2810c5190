/** How deep arrays and objects of a JSON value may be nested. */
export const mostLevels = 500

type Look = (one: unknown) => void

/** Nesting depth of a value, counted to one level beyond the limit. */
export const levelsOf = (value: unknown, look: Look = () => {}): number => levelsWithin(value, 0, look)

function levelsWithin(value: unknown, outer: number, look: Look): number {
  if (typeof value !== 'object' || value === null) {
    look(value)
    return outer
  }
  const own = outer + 1
  if (own > mostLevels) return own
  return Array.isArray(value)
    ? levelsOfList(value, own, look)
    : levelsOfObject(value as Record<string, unknown>, own, look)
}

function levelsOfList(list: readonly unknown[], own: number, look: Look): number {
  let levels = own
  for (const one of list) {
    levels = Math.max(levels, levelsWithin(one, own, look))
    if (levels > mostLevels) break
  }
  return levels
}

/** By keys: `Object.values` takes four times as long if there are very many. */
function levelsOfObject(object: Readonly<Record<string, unknown>>, own: number, look: Look): number {
  let levels = own
  for (const key of Object.keys(object)) {
    levels = Math.max(levels, levelsWithin(object[key], own, look))
    if (levels > mostLevels) break
  }
  return levels
}
