/** Who listens, by key. */
export function createListeners() {
  const all = new Map<string, Set<() => void>>()
  const tell = (key: string) => {
    for (const listener of all.get(key) ?? []) listener()
  }
  return {
    tell,
    tellAll() {
      for (const key of all.keys()) tell(key)
    },
    on(key: string, listener: () => void) {
      const listeners = all.get(key) ?? new Set()
      all.set(key, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) all.delete(key)
      }
    },
  }
}
