import { hasManyKeys, keysIn } from './jsonkeys.ts'

/** How deep arrays and objects of a JSON value may be nested. */
const mostLevels = 500
/** How many values a JSON value may hold, itself among them. One with more holds up others while it is printed. */
const mostValues = 100_000

interface Size {
  levels: number
  values: number
}

/** Why a JSON value cannot be stored. */
interface Excess {
  /** Follows the name of the value. */
  readonly reason: string
  readonly limit: number
  readonly received: number
}

type Look = (one: unknown) => void

/** Why a JSON value is too large to be stored, if it is. It is looked through only until then. */
export function excessOf(value: unknown, look: Look = () => {}): Excess | undefined {
  const size: Size = { levels: 0, values: 0 }
  visit(value, 0, size, look)
  const { levels, values } = size
  if (levels > mostLevels) {
    const reason = `is nested at least ${levels} levels deep. The limit is ${mostLevels}.`
    return { reason, limit: mostLevels, received: levels }
  }
  if (values <= mostValues) return undefined
  const reason = `holds at least ${values} JSON values. The limit is ${mostValues}.`
  return { reason, limit: mostValues, received: values }
}

/** Returns whether a limit is passed. */
function visit(value: unknown, outer: number, size: Size, look: Look): boolean {
  size.values++
  if (typeof value !== 'object' || value === null) {
    look(value)
    return size.values > mostValues
  }
  const own = outer + 1
  if (own > size.levels) size.levels = own
  if (own > mostLevels || size.values > mostValues) return true
  if (Array.isArray(value)) return value.some((one) => visit(one, own, size, look))
  // By keys: `Object.values` takes four times as long if there are very many.
  const object = value as Record<string, unknown>
  return Object.keys(object).some((key) => visit(object[key], own, size, look))
}

/** Whether a JSON value holds more than so many values, itself among them. It is looked through only until then. */
export const holdsMore = (most: number, value: unknown): boolean => left(value, most) < 0

/** What is left of a count when the value and all that it holds are taken from it. Stops below zero. */
function left(value: unknown, count: number): number {
  if (typeof value !== 'object' || value === null) return count - 1
  let now = count - 1
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && now >= 0; index++) now = left(value[index], now)
    return now
  }
  if (hasManyKeys(value) && keysIn(value) > now) return -1
  for (const key of Object.keys(value)) {
    if (now < 0) return now
    now = left((value as Record<string, unknown>)[key], now)
  }
  return now
}
