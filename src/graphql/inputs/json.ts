import { excessOf } from '../../db/json/jsonsize.ts'
import { badInput } from '../errors.ts'

interface Contents {
  readonly values: number
  readonly characters: number
}

/** Rejects a JSON value that is too large, or could not be stored unchanged. Returns how much it holds, lists and objects aside. */
export function checkJson(value: unknown, field: string): Contents {
  const contents = { values: 0, characters: 0 }
  const excess = excessOf(value, (one) => {
    contents.values++
    if (typeof one === 'string') contents.characters += one.length
    if (isTooLarge(one)) throw tooLarge(field)
  })
  if (!excess) return contents
  const { reason, limit, received } = excess
  throw badInput(`"${field}" ${reason}`, { field, limit, received })
}

/** JSON can contain 1e400. It is parsed as infinite, and would be stored as `null`. */
const isTooLarge = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)

const tooLarge = (field: string) =>
  badInput(`"${field}" has a number beyond ${Number.MAX_VALUE}, the largest that can be stored.`, { field })
