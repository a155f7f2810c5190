/** The queue events that a server process counts. */
export const countedNames = ['started', 'claimed', 'completed', 'refused'] as const
export type Counted = (typeof countedNames)[number]

const seconds = 60

/** Counts events, in total and for each of the last sixty seconds. */
export function createRates(now: () => number = () => performance.now()) {
  const totals = new Map<Counted, number>()
  const slots = new Map<Counted, { second: number; count: number }[]>()
  const began = now()

  const count = (name: Counted, amount: number) => {
    if (amount === 0) return
    totals.set(name, (totals.get(name) ?? 0) + amount)
    const second = Math.floor(now() / 1_000)
    const ring = slots.get(name) ?? Array.from({ length: seconds }, () => ({ second: -1, count: 0 }))
    slots.set(name, ring)
    const slot = ring[second % seconds]!
    ring[second % seconds] = { second, count: amount + (slot.second === second ? slot.count : 0) }
  }
  const read = () => {
    const second = Math.floor(now() / 1_000)
    const span = Math.min(seconds, Math.max(1, (now() - began) / 1_000))
    return countedNames.map((name) => {
      const recent = (slots.get(name) ?? []).filter((slot) => slot.second > second - seconds)
      const sum = recent.reduce((all, slot) => all + slot.count, 0)
      return { name, total: totals.get(name) ?? 0, perSecond: Math.round((sum / span) * 100) / 100 }
    })
  }
  return { count, read }
}
