import { useRef } from 'react'

type Slots = ReadonlyMap<string, number>

/**
 * Which element shows which row: a row that stays keeps its own, and one that is new takes one that has become free. So a
 * scrolled list changes texts, where it would make and remove elements.
 */
export function slotsOf(before: Slots, keys: readonly string[]): Slots {
  const stay = new Set(keys)
  const free = [...before].flatMap(([key, slot]) => (stay.has(key) ? [] : [slot])).toReversed()
  let next = Math.max(-1, ...before.values()) + 1
  return new Map(keys.map((key) => [key, before.get(key) ?? free.pop() ?? next++]))
}

export function useSlots(keys: readonly string[]): Slots {
  const slots = useRef<Slots>(new Map())
  slots.current = slotsOf(slots.current, keys)
  return slots.current
}
