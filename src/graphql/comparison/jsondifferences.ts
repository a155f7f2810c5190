import { createBreaks } from '../../db/turn.ts'

/** The keys and list positions that lead to a value within another. */
export type JsonPath = readonly (string | number)[]

/**
 * A place where two JSON values differ: what is there on each side, or `undefined` if nothing is. Objects and lists on
 * both sides are compared by what they hold, others as a whole.
 */
export interface JsonDifference {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED'
  readonly path: JsonPath
  readonly left: unknown
  readonly right: unknown
}

export interface JsonDifferences {
  readonly differences: readonly JsonDifference[]
  /** Whether there are no more. */
  readonly isWhole: boolean
}

/**
 * The first differences of two JSON values, in turns with other work. Applied to `left` in their order, they make
 * `right`, but for the order of keys. Elements of lists are compared by their positions, so that those without a
 * counterpart are the last ones.
 */
export async function jsonDifferences(left: unknown, right: unknown, most: number): Promise<JsonDifferences> {
  const breaks = createBreaks()
  const differences: JsonDifference[] = []
  let steps = 0
  for (const found of compared(left, right)) {
    if (found && differences.length === most) return { differences, isWhole: false }
    if (found) differences.push(found)
    steps += 1
    if (steps % 64 === 0 && breaks.isDue()) await breaks.take()
  }
  return { differences, isWhole: true }
}

type Holder = Readonly<Record<string | number, unknown>>

/** An object or a list on both sides, and how far it is compared. */
interface Level {
  readonly left: Holder
  readonly right: Holder
  /** The keys of one side: first those of `left`, then those that only `right` has. `undefined` for a list. */
  keys: readonly string[] | undefined
  count: number
  next: number
  isOfRight: boolean
}

/** One step for each value that is met, with the difference there, if any. It needs no stack of calls. */
function* compared(left: unknown, right: unknown): Generator<JsonDifference | undefined, void> {
  const levels: Level[] = []
  const pathHere = (): JsonPath => levels.map(keyOf)
  const differs = (kind: JsonDifference['kind'], one: unknown, other: unknown) => ({
    kind,
    path: pathHere(),
    left: one,
    right: other,
  })
  const meet = (one: unknown, other: unknown): JsonDifference | undefined => {
    if (one === other) return undefined
    const level = levelOf(one, other)
    if (!level) return differs('CHANGED', one, other)
    levels.push(level)
    return undefined
  }
  yield meet(left, right)
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    level.next += 1
    if (level.next < level.count) {
      const key = keyOf(level)
      const [hasLeft, hasRight] = [Object.hasOwn(level.left, key), Object.hasOwn(level.right, key)]
      if (!hasLeft) yield differs('ADDED', undefined, level.right[key])
      else if (!hasRight) yield differs('REMOVED', level.left[key], undefined)
      else if (!level.isOfRight) yield meet(level.left[key], level.right[key])
      else yield undefined
    } else if (level.keys && !level.isOfRight) {
      turnToRight(level)
      yield undefined
    } else levels.pop()
  }
}

const keyOf = ({ keys, next }: Level): string | number => (keys ? keys[next]! : next)

function levelOf(left: unknown, right: unknown): Level | undefined {
  if (Array.isArray(left) && Array.isArray(right)) {
    const count = Math.max(left.length, right.length)
    return { left: left as never, right: right as never, keys: undefined, count, next: -1, isOfRight: false }
  }
  if (!isObject(left) || !isObject(right)) return undefined
  const keys = Object.keys(left)
  return { left, right, keys, count: keys.length, next: -1, isOfRight: false }
}

const isObject = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The keys of `right` are listed in a step of their own: of an object with very many, that takes some milliseconds. */
function turnToRight(level: Level) {
  level.keys = Object.keys(level.right)
  level.count = level.keys.length
  level.next = -1
  level.isOfRight = true
}
