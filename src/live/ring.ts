/** Which records of one kind in one store have changed lately, for those who were away for a moment. */
export interface Ring {
  note(tick: number, keys: Iterable<string>): void
  /** What was noted since a tick, and in it. `undefined`: not all of it is known. */
  since(tick: number): ReadonlySet<string> | undefined
  /** Nothing is known of the time before this tick. */
  begin(tick: number): void
}

interface Bounds {
  readonly most: number
  readonly ms: number
}

const usual: Bounds = { most: 10_000, ms: 60_000 }

export function createRing({ most, ms }: Bounds = usual, clock = () => performance.now()): Ring {
  /** The newest change of each record, the oldest first. */
  const changes = new Map<string, { readonly tick: number; readonly at: number }>()
  let first = 0

  const forgetOld = () => {
    const before = clock() - ms
    for (const [key, { tick, at }] of changes) {
      if (at >= before && changes.size <= most) return
      changes.delete(key)
      first = tick + 1
    }
  }
  return {
    note(tick, keys) {
      const change = { tick, at: clock() }
      for (const key of keys) {
        changes.delete(key)
        changes.set(key, change)
      }
      forgetOld()
    },
    since(from) {
      forgetOld()
      if (from < first) return undefined
      return new Set(changes.entries().flatMap(([key, { tick }]) => (tick >= from ? [key] : [])))
    },
    begin(tick) {
      changes.clear()
      first = tick
    },
  }
}
