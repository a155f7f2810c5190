import { levelsOf, mostLevels } from '../../db/recording/jsonlevels.ts'
import { badInput } from '../errors.ts'

/** Refuses a JSON value that could not be stored as it was given. */
export function checkJson(value: unknown, field: string): void {
  const levels = levelsOf(value, (one) => {
    if (isTooLarge(one)) throw tooLarge(field)
  })
  if (levels <= mostLevels) return
  throw badInput(`"${field}" is nested ${levels} levels deep. It may be ${mostLevels}.`, {
    field,
    limit: mostLevels,
    received: levels,
  })
}

/** Such as 1e400, which JSON can write. Read, it is infinite, and would be stored as `null`. */
const isTooLarge = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)

const tooLarge = (field: string) =>
  badInput(`"${field}" has a number beyond ${Number.MAX_VALUE}, the largest that can be stored.`, { field })
