/** How deep arrays and objects of a JSON value may be nested. */
export const mostLevels = 500

/** How deep they are: level by level, without recursion, for the value may be deeper than the stack. */
export function levelsOf(value: unknown, look: (one: unknown) => void = () => {}): number {
  let levels = 0
  for (let level = nestedAmong([value], look); level.length > 0; levels++)
    level = level.flatMap((one) => nestedAmong(Object.values(one), look))
  return levels
}

function nestedAmong(values: readonly unknown[], look: (one: unknown) => void): object[] {
  return values.filter((one): one is object => {
    const isNested = typeof one === 'object' && one !== null
    if (!isNested) look(one)
    return isNested
  })
}
