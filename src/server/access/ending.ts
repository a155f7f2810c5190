/** What is held by a token, and ends with it. */
export interface Ending {
  /** Calls `stop` at the end, unless the returned function is called before. */
  when(stop: () => void): () => void
  end(): void
}

/** `watch` is called when something is held, and what it returns when it no longer is. */
export function createEnding(watch: () => () => void): Ending {
  const held = new Set<() => void>()
  let isOver = false
  return {
    when(stop) {
      if (isOver) {
        queueMicrotask(stop)
        return () => {}
      }
      const unwatch = watch()
      const one = () => {
        unwatch()
        stop()
      }
      held.add(one)
      return () => {
        if (held.delete(one)) unwatch()
      }
    },
    end() {
      isOver = true
      const all = [...held]
      held.clear()
      for (const one of all) one()
    },
  }
}
