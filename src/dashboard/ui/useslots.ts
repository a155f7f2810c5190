import { useRef } from 'react'

type Slots = ReadonlyMap<string, number>

/**
 * The elements of rows that have left the view are taken for rows that come: to make new ones, and to find their styles,
 * is most of the work of a frame.
 */
export function useSlots(keys: readonly string[]): Slots {
  const last = useRef<Slots>(new Map())
  last.current = slotsOf(keys, last.current)
  return last.current
}

/** A number for each key: that of before for who had one, and the least that are free for the others. */
export function slotsOf(keys: readonly string[], before: Slots): Slots {
  const slots = new Map<string, number>()
  for (const key of keys) {
    const slot = before.get(key)
    if (slot !== undefined) slots.set(key, slot)
  }
  const taken = new Set(slots.values())
  let next = 0
  for (const key of keys) {
    if (slots.has(key)) continue
    while (taken.has(next)) next += 1
    slots.set(key, next)
    next += 1
  }
  return slots
}
