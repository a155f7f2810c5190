import { badInput } from './errors.ts'

/** How deep arrays and objects of a JSON value may be nested. */
const mostLevels = 500

/** Refuses a JSON value that could not be stored as it was given. */
export function checkJson(value: unknown, field: string): void {
  const levels = levelsOf(value, field)
  if (levels <= mostLevels) return
  throw badInput(`"${field}" is nested ${levels} levels deep. It may be ${mostLevels}.`, {
    field,
    limit: mostLevels,
    received: levels,
  })
}

/** Level by level, without recursion: the value may be deeper than the stack. */
function levelsOf(value: unknown, field: string): number {
  let levels = 0
  let level = nestedAmong([value], field)
  for (; level.length > 0; levels++) {
    level = level.flatMap((one) => nestedAmong(Object.values(one), field))
  }
  return levels
}

function nestedAmong(values: readonly unknown[], field: string): object[] {
  return values.filter((value): value is object => {
    if (isTooLarge(value)) throw tooLarge(field)
    return typeof value === 'object' && value !== null
  })
}

/** Such as 1e400, which JSON can write. Read, it is infinite, and would be stored as `null`. */
const isTooLarge = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)

const tooLarge = (field: string) =>
  badInput(`"${field}" has a number beyond ${Number.MAX_VALUE}, the largest that can be stored.`, { field })
