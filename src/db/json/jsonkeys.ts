/** To list so many keys takes no longer than a millisecond. */
const many = 10_000

/** Objects that have more keys. To list theirs takes up to 50 ms. */
const counts = new WeakMap<object, number>()

/** Remembers how many keys an object has, if they are many. It must not change after. */
export function noteKeys(object: object, keys: number): void {
  if (keys > many) counts.set(object, keys)
}

/** Whether an object is known to have very many keys. */
export const hasManyKeys = (object: object): boolean => counts.has(object)

export const keysIn = (object: object): number => counts.get(object) ?? Object.keys(object).length
