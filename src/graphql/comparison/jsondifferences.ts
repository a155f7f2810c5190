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
  for (const found of compared(left, right)) {
    if (found && differences.length === most) return { differences, isWhole: false }
    if (found) differences.push(found)
    else if (breaks.isDue()) await breaks.take()
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
  /** How many keys both sides have. */
  shared: number
  isOfRight: boolean
}

/** After so many values there may be a break. */
const stretch = 256

/** The differences, and `undefined` wherever there may be a break. It needs no stack of calls. */
function* compared(left: unknown, right: unknown): Generator<JsonDifference | undefined, void> {
  const levels: Level[] = []
  const differs = (kind: JsonDifference['kind'], one: unknown, other: unknown): JsonDifference => ({
    kind,
    path: levels.map(keyOf),
    left: one,
    right: other,
  })
  const meet = (one: unknown, other: unknown): JsonDifference | undefined => {
    if (one === other) return undefined
    const level = levelOf(one, other)
    if (!level) return differs('CHANGED', one, other)
    if (level.count > 0 || level.keys) levels.push(level)
    return undefined
  }
  const found = meet(left, right)
  if (found) yield found
  for (let steps = 1, level = levels.at(-1); level; steps++, level = levels.at(-1)) {
    if (steps % stretch === 0) yield undefined
    level.next += 1
    if (level.next < level.count) {
      const difference = differenceAt(level, differs, meet)
      if (difference) yield difference
    } else if (!level.keys || level.isOfRight || !turnToRight(level)) levels.pop()
  }
}

/** What differs at the level's next key. */
function differenceAt(
  level: Level,
  differs: (kind: JsonDifference['kind'], one: unknown, other: unknown) => JsonDifference,
  meet: (one: unknown, other: unknown) => JsonDifference | undefined,
): JsonDifference | undefined {
  const { left, right, isOfRight } = level
  const key = keyOf(level)
  if (isOfRight) return Object.hasOwn(left, key) ? undefined : differs('ADDED', undefined, right[key])
  if (!has(left, key)) return differs('ADDED', undefined, right[key])
  if (!has(right, key)) return differs('REMOVED', left[key], undefined)
  level.shared += 1
  return meet(left[key], right[key])
}

const keyOf = ({ keys, next }: Level): string | number => (keys ? keys[next]! : next)

/** A list has all positions below its length. */
const has = (holder: Holder, key: string | number): boolean =>
  typeof key === 'number' ? key < (holder as unknown as unknown[]).length : Object.hasOwn(holder, key)

function levelOf(left: unknown, right: unknown): Level | undefined {
  const begun = { next: -1, shared: 0, isOfRight: false }
  if (Array.isArray(left) && Array.isArray(right)) {
    const count = Math.max(left.length, right.length)
    return { left: left as never, right: right as never, keys: undefined, count, ...begun }
  }
  if (!isObject(left) || !isObject(right)) return undefined
  const keys = Object.keys(left)
  return { left, right, keys, count: keys.length, ...begun }
}

const isObject = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns whether `right` has keys that `left` has not. Objects may have very many keys, so they are listed one side at a time. */
function turnToRight(level: Level): boolean {
  const keys = Object.keys(level.right)
  Object.assign(level, { keys, count: keys.length, next: -1, isOfRight: true })
  return keys.length > level.shared
}
