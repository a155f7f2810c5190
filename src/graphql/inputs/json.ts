import { levelsOf, mostLevels } from '../../db/recording/jsonlevels.ts'
import { badInput } from '../errors.ts'

/** Rejects a JSON value that could not be stored unchanged. */
export function checkJson(value: unknown, field: string): void {
  const levels = levelsOf(value, (one) => {
    if (isTooLarge(one)) throw tooLarge(field)
  })
  if (levels <= mostLevels) return
  throw badInput(`"${field}" is nested at least ${levels} levels deep. The limit is ${mostLevels}.`, {
    field,
    limit: mostLevels,
    received: levels,
  })
}

/** JSON can contain 1e400. It is parsed as infinite, and would be stored as `null`. */
const isTooLarge = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)

const tooLarge = (field: string) =>
  badInput(`"${field}" has a number beyond ${Number.MAX_VALUE}, the largest that can be stored.`, { field })
